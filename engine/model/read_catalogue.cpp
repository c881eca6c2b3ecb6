#include "model/read_catalogue.h"

#include <charconv>
#include <map>
#include <optional>

#include "base/utf8.h"
#include "model/csv.h"

namespace dengbao::model {
namespace {

class CatalogueReader {
 public:
  CatalogueReader(Compilation& c, FileId file) : c_(c), csv_(read_csv(c.sources[file].text(), file)), file_(file) {}

  auto read() -> std::vector<Clause> {
    const auto text = c_.sources[file_].text();
    if (const auto at = utf8::find_invalid(text)) {
      const auto begin = static_cast<std::uint32_t>(*at);
      c_.sink.report(Code::policy_not_utf8, Span{file_, begin, begin + 1});
      return {};
    }
    for (const auto& place : csv_.unclosed) bad(place, say("a quoted field is never closed", "引号没有闭合"));
    if (!read_header()) return {};
    for (std::size_t i = 1; i < csv_.rows.size(); ++i) read_row(csv_.rows[i]);
    return std::move(clauses_);
  }

 private:
  auto read_header() -> bool {
    const Span start{file_, 0, csv_.rows.empty() ? 0 : csv_.rows.front().span.end};
    if (!csv_.rows.empty()) {
      const auto& names = csv_.rows.front().fields;
      for (std::size_t i = 0; i < names.size(); ++i) columns_.emplace(names[i].text, i);
    }
    bool complete = true;
    for (const auto* name : {"level", "clause", "topic", "title_en"}) {
      if (columns_.contains(name)) continue;
      c_.sink.report(Code::catalogue_column_missing, start, name);
      complete = false;
    }
    return complete;
  }

  auto field(const CsvRow& row, std::string_view name) const -> const CsvField* {
    const auto column = columns_.find(name);
    if (column == columns_.end() || column->second >= row.fields.size()) return nullptr;
    return &row.fields[column->second];
  }
  auto text(const CsvRow& row, std::string_view name) const -> std::string {
    const auto* found = field(row, name);
    return found == nullptr ? std::string() : utf8::to_nfc(found->text);
  }

  void read_row(const CsvRow& row) {
    if (row.fields.size() != columns_.size()) {
      bad(row.span,
          say("{} fields where the header has {}", "有 {} 个字段，而表头有 {} 个", row.fields.size(), columns_.size()));
      return;
    }
    Clause clause;
    const auto levels = read_levels(row);
    if (levels.empty() || !read_class(row, clause) || !read_change(row, clause)) return;
    clause.number = text(row, "clause");
    clause.topic = text(row, "topic");
    clause.unit = text(row, "unit");
    clause.part = text(row, "part");
    clause.part_title = {text(row, "part_en"), text(row, "part_zh")};
    clause.domain = {text(row, "domain_en"), text(row, "domain_zh")};
    clause.control = {text(row, "control_en"), text(row, "control_zh")};
    clause.title = {text(row, "title_en"), text(row, "title_zh")};
    clause.unchecked = {text(row, "unchecked_en"), text(row, "unchecked_zh")};
    if (clause.number.empty() || clause.topic.empty()) {
      bad(row.span, say("the clause or the topic is empty", "条款号或条目为空"));
      return;
    }
    for (const auto level : levels) {
      clause.level = level;
      if (unique(row, clause)) clauses_.push_back(clause);
    }
  }

  // `3`, or `2..4` for a clause that stands unchanged at several levels; nothing where it is no level of the scheme.
  auto read_levels(const CsvRow& row) -> std::vector<std::uint32_t> {
    const auto& written = *field(row, "level");
    const std::string_view text = written.text;
    const auto dots = text.find("..");
    const auto first = read_level(text.substr(0, dots));
    const auto last = dots == std::string_view::npos ? first : read_level(text.substr(dots + 2));
    const auto& scheme = c_.program.scheme;
    if (!first || !last || *first > *last) {
      bad(written.span, say("`{}` is not a level of the scheme ({} to {})", "`{}` 不是本制度的级别（{} 至 {}）",
                            written.text, scheme.lowest, scheme.highest));
      return {};
    }
    std::vector<std::uint32_t> levels;
    for (auto level = *first; level <= *last; ++level) levels.push_back(level);
    return levels;
  }

  auto read_level(std::string_view text) const -> std::optional<std::uint32_t> {
    std::uint32_t level = 0;
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, level);
    const auto& scheme = c_.program.scheme;
    if (result.ec != std::errc{} || result.ptr != end || level < scheme.lowest || level > scheme.highest) return {};
    return level;
  }

  auto read_class(const CsvRow& row, Clause& clause) -> bool {
    const auto* written = field(row, "class");
    if (written == nullptr || written->text.empty()) return true;
    const auto& classes = c_.program.scheme.classes;
    for (std::uint32_t i = 0; i < classes.size(); ++i) {
      if (classes[i].name == written->text) {
        clause.klass = i;
        return true;
      }
    }
    c_.sink.report(Code::unknown_class, written->span, written->text);
    return false;
  }

  auto read_change(const CsvRow& row, Clause& clause) -> bool {
    const auto* written = field(row, "change");
    if (written == nullptr || written->text.empty()) return true;
    static const std::map<std::string, Change, std::less<>> words = {
        {"new", Change::added}, {"strengthened", Change::strengthened}, {"same", Change::same}};
    const auto found = words.find(written->text);
    if (found == words.end()) {
      bad(written->span, say("`{}` is not a change; write new, strengthened or same",
                             "`{}` 不是变化；可用 new、strengthened 或 same", written->text));
      return false;
    }
    clause.change = found->second;
    return true;
  }

  // A number may stand at several levels, as one topic.
  auto unique(const CsvRow& row, const Clause& clause) -> bool {
    const auto [number, fresh] = numbers_.emplace(clause.number, std::pair(clause.topic, row.span));
    const auto [topic, first] =
        topics_.emplace(std::pair(clause.topic, clause.level), std::pair(clause.number, row.span));
    const auto& [known_topic, number_span] = number->second;
    const auto& [known_number, topic_span] = topic->second;
    if ((!fresh && known_topic != clause.topic) || (!first && known_number == clause.number)) {
      c_.sink.report(Code::catalogue_duplicate, row.span, clause.number)
          .label(first ? number_span : topic_span, say("first here", "首次出现于此"));
      return false;
    }
    if (first) return true;
    bad(row.span,
        say("topic `{}` has two clauses at level {}", "条目 `{}` 在第 {} 级有两个条款", clause.topic, clause.level));
    return false;
  }

  void bad(Span span, const Localised& words) { c_.sink.report(Code::catalogue_bad_row, span, words); }

  Compilation& c_;
  Csv csv_;
  FileId file_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::map<std::string, std::pair<std::string, Span>> numbers_;                           // with their topics
  std::map<std::pair<std::string, std::uint32_t>, std::pair<std::string, Span>> topics_;  // with their numbers
  std::vector<Clause> clauses_;
};

}  // namespace

auto read_catalogue(Compilation& c, FileId file) -> std::vector<Clause> { return CatalogueReader(c, file).read(); }

}  // namespace dengbao::model
