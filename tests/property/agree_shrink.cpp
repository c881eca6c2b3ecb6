#include "property/agree_shrink.h"

#include <fmt/format.h>

#include "property/shrink_facts.h"

namespace dengbao::property {
namespace {

// The text between a bracket and the one that closes it, both included.
auto bracketed(const std::string& text, std::size_t begin) -> std::size_t {
  int open = 0;
  for (auto at = begin; at < text.size(); ++at) {
    if (text[at] == '(') ++open;
    if (text[at] == ')' && --open == 0) return at + 1 - begin;
  }
  return 0;
}

class PairShrinker {
 public:
  PairShrinker(Differing pair, std::string difference) : pair_(std::move(pair)), difference_(std::move(difference)) {}

  auto run() -> std::string {
    compiled_ = compile(pair_.policy);
    if (!differs_on(pair_.facts.network)) return told("(it does not come back)");
    drop_each(pair_.policy.clauses);
    drop_each(pair_.policy.definitions);
    facts();
    for (auto& clause : pair_.policy.clauses) shorten(clause.text);
    for (auto& definition : pair_.policy.definitions) shorten(definition.text);
    drop_each(pair_.policy.definitions);
    facts();
    return told("");
  }

 private:
  auto differs_on(const Fact& network) -> bool {
    if (!compiled_->program) return false;
    const auto text = facts_text(pair_.policy.schema, network, pair_.facts.stage);
    const auto found = look(*compiled_, text, pair_.how, pair_.certify);
    if (found.difference) difference_ = *found.difference;
    return found.difference.has_value();
  }

  void facts() {
    pair_.facts.network = shrink(pair_.facts.network, [&](const Fact& network) { return differs_on(network); });
  }

  // Compiles what the policy has become; false: there is no difference then.
  auto still() -> bool {
    compiled_ = compile(pair_.policy);
    return differs_on(pair_.facts.network);
  }

  void drop_each(auto& list) {
    for (std::size_t i = list.size(); i-- > 0;) {
      auto dropped = std::move(list[i]);
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      if (!still()) list.insert(list.begin() + static_cast<std::ptrdiff_t>(i), std::move(dropped));
    }
    compiled_ = compile(pair_.policy);
  }

  // Puts what stands in brackets in place of what these stand in, or a constant; leaves out lines.
  void shorten(std::string& text) {
    for (bool shorter = true; shorter;) shorter = without_a_line(text) || without_brackets(text);
    compiled_ = compile(pair_.policy);
  }
  auto attempt(std::string& text, std::string candidate) -> bool {
    std::swap(text, candidate);
    if (still()) return true;
    std::swap(text, candidate);
    return false;
  }
  auto without_a_line(std::string& text) -> bool {
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
      if (attempt(text, text.substr(0, begin) + text.substr(end))) return true;
      const auto next = text.find('\n', end);  // a label and what it says
      if (next != std::string::npos && attempt(text, text.substr(0, begin) + text.substr(next + 1))) return true;
      begin = end;
    }
    return false;
  }
  auto without_brackets(std::string& text) -> bool {
    for (std::size_t at = text.find('('); at != std::string::npos; at = text.find('(', at + 1)) {
      const auto size = bracketed(text, at);
      if (size == 0) continue;
      for (const auto* constant : {"true", "false", "1"}) {
        if (size > 7 && attempt(text, text.substr(0, at) + "(" + constant + ")" + text.substr(at + size))) return true;
      }
      for (auto inner = text.find('(', at + 1); inner < at + size; inner = text.find('(', inner + 1)) {
        const auto replacement = text.substr(inner, bracketed(text, inner));
        if (attempt(text, text.substr(0, at) + replacement + text.substr(at + size))) return true;
      }
    }
    return false;
  }

  auto told(const char* remark) -> std::string {
    return fmt::format("level {}, as of {}, blocks of {}, {}, {}{}\n{}\nfacts: {}\n\n{} {}\n", pair_.how.level,
                       pair_.how.as_of, pair_.how.sizes.block, pair_.how.sizes.small, pair_.how.sizes.few_members,
                       pair_.certify ? ", certified" : "", pair_.policy.text(),
                       facts_text(pair_.policy.schema, pair_.facts.network, pair_.facts.stage), difference_, remark);
  }

  Differing pair_;
  std::string difference_;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace

auto shrink_pair(Differing pair, const std::string& difference) -> std::string {
  return PairShrinker(std::move(pair), difference).run();
}

}  // namespace dengbao::property
