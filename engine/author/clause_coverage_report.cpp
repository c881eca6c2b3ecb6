#include "author/clause_coverage_report.h"

#include <fmt/format.h>

#include "author/facts_read.h"
#include "base/diagnostic.h"
#include "report/json.h"
#include "report/layout.h"

namespace dengbao::author {
namespace {

using namespace model;
using report::Json;
using report::padded;

auto name_of(const Source& source) -> const Localised& {
  return source.short_title.empty() ? source.title : source.short_title;
}

auto why_uncovered(const UncoveredClause& uncovered, const Clause& clause) -> Localised {
  if (!clause.unchecked.empty()) return clause.unchecked;
  if (uncovered.in_part) return say("policies cover it in part only", "策略仅覆盖部分条文");
  return say("no policy cites it", "尚无策略引用");
}

class CoverageTextWriter {
 public:
  CoverageTextWriter(const Program& program, Lang lang, bool domains)
      : program_(program), lang_(lang), domains_(domains) {}

  auto write() -> std::string {
    for (const auto& part : clause_coverage(program_)) add(part);
    add_reads();
    return std::move(out_);
  }

 private:
  void add(const PartCoverage& part) {
    const auto& source = program_.sources[part.source];
    auto name = name_of(source).in(lang_);
    const auto& title = part.part_title.empty() ? part.part : part.part_title.in(lang_).str();
    if (!title.empty()) name += " · " + title;
    if (name != heading_) out_ += (heading_.empty() ? "" : "\n") + name + "\n";
    heading_ = name;
    line(2, say("level {}", "第 {} 级", part.level).in(lang_), part.covered, part.clauses);
    if (domains_) {
      for (const auto& domain : part.domains) {
        if (!domain.domain.empty()) line(4, domain.domain.in(lang_), domain.covered, domain.clauses);
      }
    }
    for (const auto& uncovered : part.uncovered) {
      const auto& clause = source.clauses[uncovered.clause];
      out_ += report::wrapped(
          "      " + clause.number + "  ", "        ",
          clause.title.in(lang_) + (lang_ == Lang::zh ? "：" : ": ") + why_uncovered(uncovered, clause).in(lang_), 110);
    }
  }

  void line(std::size_t indent, const std::string& words, std::size_t covered, std::size_t clauses) {
    out_ += padded(std::string(indent, ' ') + words, 60) + fmt::format("{:>5} / {}\n", covered, clauses);
  }

  void add_reads() {
    std::size_t total = 0;
    for (const auto& rule : program_.requirements) total += rule.kind == RuleKind::requirement ? 1 : 0;
    const auto single = reading_one_fact(program_);
    const auto words =
        say("{} of {} requirements read one fact only", "{1} 项要求中，{0} 项只依据一个事实", single.size(), total);
    out_ += (out_.empty() ? "" : "\n") + words.in(lang_) + "\n";
    for (const auto id : single) out_ += "  " + program_.requirements[id].name + "\n";
  }

  const Program& program_;
  Lang lang_;
  bool domains_;
  std::string out_;
  std::string heading_;
};

auto part_json(const Program& program, const PartCoverage& part) -> Json {
  const auto& source = program.sources[part.source];
  Json json;
  json["source"] = source.name;
  json["part"] = part.part;
  json["level"] = part.level;
  json["clauses"] = part.clauses;
  json["covered"] = part.covered;
  json["domains"] = Json::array();
  for (const auto& domain : part.domains) {
    if (domain.domain.empty()) continue;
    json["domains"].push_back(
        {{"domain", report::localised_json(domain.domain)}, {"clauses", domain.clauses}, {"covered", domain.covered}});
  }
  json["uncovered"] = Json::array();
  for (const auto& uncovered : part.uncovered) {
    const auto& clause = source.clauses[uncovered.clause];
    json["uncovered"].push_back({{"clause", clause.number},
                                 {"topic", clause.topic},
                                 {"title", report::localised_json(clause.title)},
                                 {"because", report::localised_json(why_uncovered(uncovered, clause))}});
  }
  return json;
}

auto reads_json(const Program& program, const Requirement& requirement) -> Json {
  Json facts = Json::array();
  for (const auto id : facts_read(program, requirement)) {
    const auto& field = program.fields[id];
    facts.push_back(program.records[field.owner].name + "." + field.name);
  }
  return {{"requirement", requirement.qualified()}, {"facts", std::move(facts)}};
}

}  // namespace

auto coverage_text(const Program& program, Lang lang, bool domains) -> std::string {
  return CoverageTextWriter(program, lang, domains).write();
}

auto coverage_json(const Program& program) -> std::string {
  Json json;
  json["schema"] = "dengbao.coverage/1";
  json["sources"] = Json::array();
  for (const auto& part : clause_coverage(program)) json["sources"].push_back(part_json(program, part));
  json["requirements"] = Json::array();
  for (const auto& rule : program.requirements) {
    if (rule.kind == RuleKind::requirement) json["requirements"].push_back(reads_json(program, rule));
  }
  return report::json_text(json);
}

}  // namespace dengbao::author
