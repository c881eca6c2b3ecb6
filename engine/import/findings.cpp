#include "import/findings.h"

#include <algorithm>

#include "base/diagnostic.h"

namespace dengbao::importing {

auto secret_words(SecretKind kind) -> Localised {
  switch (kind) {
    case SecretKind::password:
      return {"password", "口令"};
    case SecretKind::community:
      return {"SNMP community", "SNMP 团体名"};
    case SecretKind::shared_key:
      return {"shared key", "共享密钥"};
    case SecretKind::private_key:
      return {"private key", "私钥"};
  }
  return {};
}

auto cover_words(SecretCover cover) -> Localised {
  switch (cover) {
    case SecretCover::clear:
      return {"in clear", "明文"};
    case SecretCover::encoded:
      return {"only encoded", "仅编码"};
    case SecretCover::reversible:
      return {"encrypted reversibly", "可逆加密"};
    case SecretCover::hashed:
      return {"hashed", "不可逆散列"};
    case SecretCover::weakly_hashed:
      return {"hashed by a broken method", "已被攻破的散列"};
    case SecretCover::unclear:
      return {"protection unclear", "保护方式不明"};
  }
  return {};
}

auto secret_name(SecretKind kind) -> std::string_view {
  constexpr std::string_view names[] = {"password", "community", "shared-key", "private-key"};
  return names[static_cast<std::size_t>(kind)];
}

auto cover_name(SecretCover cover) -> std::string_view {
  constexpr std::string_view names[] = {"clear", "encoded", "reversible", "hashed", "weakly-hashed", "unclear"};
  return names[static_cast<std::size_t>(cover)];
}

void Findings::put(const std::string& pointer, Json value, std::uint32_t line) {
  facts[Json::json_pointer(pointer)] = std::move(value);
  witness(pointer, line);
}

void Findings::witness(const std::string& pointer, std::uint32_t line) { witnesses.push_back({pointer, line, part}); }

auto Findings::append(const std::string& list, Json element, std::uint32_t line) -> std::string {
  auto& elements = facts[Json::json_pointer(list)];
  if (!elements.is_array()) elements = Json::array();
  elements.push_back(std::move(element));
  auto pointer = list + '/' + std::to_string(elements.size() - 1);
  if (line > 0) witness(pointer, line);
  return pointer;
}

void Findings::incomplete(const std::string& list) {
  if (std::ranges::find(incomplete_lists, list) == incomplete_lists.end()) incomplete_lists.push_back(list);
}

void Findings::absent(const std::string& pointer, Gap because, std::string note, std::uint32_t line) {
  missing.push_back({pointer, because, std::move(note)});
  if (because == Gap::does_not_exist) witness(pointer, line);
}

void Findings::read_piece(std::uint32_t line, Use use, std::string what) {
  pieces.push_back({line, use, std::move(what)});
}

void Findings::secret(std::uint32_t line, SecretKind kind, SecretCover cover) {
  secrets.push_back({line, kind, cover});
}

void Findings::refuse(Localised why) { refusal = std::move(why); }

void Findings::tell_nothing(Localised why) { nothing = std::move(why); }

auto Findings::count(Use use) const -> std::size_t {
  return static_cast<std::size_t>(std::ranges::count(pieces, use, &Piece::use));
}

auto leaf_count(const Json& json) -> std::size_t {
  if (json.empty() || !json.is_structured()) return 1;
  std::size_t count = 0;
  for (const auto& one : json) count += leaf_count(one);
  return count;
}

auto Findings::fact_count() const -> std::size_t { return facts.empty() ? 0 : leaf_count(facts); }

}  // namespace dengbao::importing
