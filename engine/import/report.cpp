#include "import/report.h"

#include <algorithm>
#include <map>

#include "base/diagnostic.h"
#include "base/utf8.h"

namespace dengbao::importing {
namespace {

// Classes of text in the order of their first line, with all their lines.
auto classes_of(const Findings& findings, Use use) -> std::vector<std::pair<std::string, std::vector<std::uint32_t>>> {
  std::vector<std::pair<std::string, std::vector<std::uint32_t>>> classes;
  std::map<std::string, std::size_t> places;
  for (const auto& piece : findings.pieces) {
    if (piece.use != use) continue;
    const auto [found, fresh] = places.emplace(piece.what, classes.size());
    if (fresh) classes.push_back({piece.what, {}});
    auto& lines = classes[found->second].second;
    if (lines.empty() || lines.back() != piece.line) lines.push_back(piece.line);
  }
  return classes;
}

// "3-5, 9"
auto line_text(const std::vector<std::uint32_t>& lines) -> std::string {
  constexpr std::size_t most = 12;
  std::string text;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    auto last = i;
    while (last + 1 < lines.size() && lines[last + 1] == lines[last] + 1) ++last;
    if (++shown > most) return text + ", …";
    text += (text.empty() ? "" : ", ") + std::to_string(lines[i]);
    if (last > i) text += '-' + std::to_string(lines[last]);
    i = last;
  }
  return text;
}

auto source_line(const ImportedSource& source, Lang lang) -> std::string {
  const auto& findings = source.findings;
  return say("{}: {} of {} lines understood ({:.1f} %), {} of them used; {} facts\n",
             "{}：{} 行可理解，共 {} 行（{:.1f} %），其中 {} 行用于事实；{} 项事实\n", utf8::printable(source.name),
             findings.pieces.size() - findings.count(Use::unknown), findings.pieces.size(), share_understood(findings),
             findings.count(Use::fact), findings.fact_count())
      .in(lang);
}

void add_classes(std::string& out, const Findings& findings, Use use, const Localised& heading, Lang lang) {
  const auto classes = classes_of(findings, use);
  if (classes.empty()) return;
  out += "  " + heading.in(lang) + '\n';
  for (const auto& [what, lines] : classes) {
    out += fmt::format("    {:5} × {}  ", lines.size(), utf8::printable(what)) +
           say("(line {})\n", "（第 {} 行）\n", line_text(lines)).in(lang);
  }
}

void add_secrets(std::string& out, const Findings& findings, Lang lang) {
  std::map<std::pair<std::string, std::string>, std::vector<std::uint32_t>> secrets;
  for (const auto& one : findings.secrets) {
    secrets[{secret_words(one.kind).in(lang), cover_words(one.cover).in(lang)}].push_back(one.line);
  }
  if (secrets.empty()) return;
  out += say("  secrets seen, and left where they are\n", "  发现的秘密信息（未写入）\n").in(lang);
  for (const auto& [what, lines] : secrets) {
    out += fmt::format("    {:5} × {}, {}  ", lines.size(), what.first, what.second) +
           say("(line {})\n", "（第 {} 行）\n", line_text(lines)).in(lang);
  }
}

auto merged_line(const Merged& merged, Lang lang) -> std::string {
  return say("{} facts were added, {} were known already, {} contradict what is known\n",
             "新增 {} 项事实，{} 项已知，{} 项与已知事实矛盾\n", merged.added, merged.same, merged.conflicts)
      .in(lang);
}

auto class_json(const Findings& findings, Use use) -> Json {
  auto all = Json::array();
  for (const auto& [what, lines] : classes_of(findings, use)) all.push_back({{"text", what}, {"lines", lines}});
  return all;
}

}  // namespace

auto share_understood(const Findings& findings) -> double {
  if (findings.pieces.empty()) return 100.0;
  const auto known = findings.pieces.size() - findings.count(Use::unknown);
  return 100.0 * static_cast<double>(known) / static_cast<double>(findings.pieces.size());
}

auto summary_text(const std::vector<ImportedSource>& sources, const Merged& merged, Lang lang) -> std::string {
  std::string out;
  for (const auto& source : sources) out += source_line(source, lang);
  return out + merged_line(merged, lang);
}

auto report_text(const std::vector<ImportedSource>& sources, const Merged& merged, Lang lang) -> std::string {
  std::string out;
  for (const auto& source : sources) {
    out += source_line(source, lang);
    add_classes(out, source.findings, Use::unknown, {"not understood", "未能理解"}, lang);
    add_classes(out, source.findings, Use::unused, {"understood, but no fact asks for it", "可理解，但没有相应事实"},
                lang);
    add_secrets(out, source.findings, lang);
  }
  return out + merged_line(merged, lang);
}

auto report_json(std::string_view kind, const std::vector<ImportedSource>& sources, const Merged& merged)
    -> std::string {
  Json json{{"schema", "dengbao.import/1"}, {"kind", kind}, {"sources", Json::array()}};
  for (const auto& source : sources) {
    const auto& findings = source.findings;
    auto secrets = Json::array();
    for (const auto& one : findings.secrets) {
      secrets.push_back({{"line", one.line}, {"kind", secret_name(one.kind)}, {"protection", cover_name(one.cover)}});
    }
    json["sources"].push_back({{"source", source.name},
                               {"sha256", source.sha256},
                               {"lines", findings.pieces.size()},
                               {"used", findings.count(Use::fact)},
                               {"unused", findings.count(Use::unused)},
                               {"unknown", findings.count(Use::unknown)},
                               {"facts", findings.fact_count()},
                               {"not_understood", class_json(findings, Use::unknown)},
                               {"not_asked_for", class_json(findings, Use::unused)},
                               {"secrets", secrets}});
  }
  json["added"] = merged.added;
  json["known"] = merged.same;
  json["conflicts"] = merged.conflicts;
  json["left_out"] = merged.left_out;
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace dengbao::importing
