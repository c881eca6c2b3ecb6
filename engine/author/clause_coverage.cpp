#include "author/clause_coverage.h"

#include <algorithm>

namespace dengbao::author {
namespace {

using namespace model;

enum class Cited : std::uint8_t { nowhere, in_part, whole };

// How each clause of one source is cited.
class CitedClauses {
 public:
  CitedClauses(const Program& program, SourceId source)
      : program_(program), source_(source), cited_(program.sources[source].clauses.size()) {
    const bool own = program.scheme.catalogue && *program.scheme.catalogue == source;
    for (const auto& rule : program.requirements) {
      if (own && rule.kind != RuleKind::requirement) continue;
      note(rule.citations, [&](const Clause& clause) { return rule.stands_at(clause.level); });
    }
    if (own) return;
    const auto always = [](const Clause&) { return true; };
    for (const auto& outcome : program.outcomes) note(outcome.citations, always);
    for (const auto& table : program.tables) note(table.citations, always);
  }

  [[nodiscard]] auto of(std::uint32_t clause) const -> Cited { return cited_[clause]; }

 private:
  template <typename Stands>
  void note(const std::vector<Citation>& citations, Stands stands) {
    for (const auto& citation : citations) {
      if (citation.source != source_) continue;
      for (const auto index : citation.clauses) {
        if (!stands(program_.sources[source_].clauses[index])) continue;
        cited_[index] = std::max(cited_[index], citation.in_part ? Cited::in_part : Cited::whole);
      }
    }
  }

  const Program& program_;
  SourceId source_;
  std::vector<Cited> cited_;
};

auto part_of(std::vector<PartCoverage>& parts, SourceId source, const Clause& clause) -> PartCoverage& {
  const auto found = std::ranges::find_if(parts, [&](const PartCoverage& part) {
    return part.source == source && part.part == clause.part && part.level == clause.level;
  });
  if (found != parts.end()) return *found;
  return parts.emplace_back(PartCoverage{source, clause.part, clause.part_title, clause.level, 0, 0, {}, {}});
}

auto domain_of(PartCoverage& part, const Clause& clause) -> DomainCoverage& {
  const auto found = std::ranges::find_if(
      part.domains, [&](const DomainCoverage& domain) { return domain.domain.en == clause.domain.en; });
  return found != part.domains.end() ? *found : part.domains.emplace_back(DomainCoverage{clause.domain, 0, 0});
}

void add(const Program& program, SourceId source, std::vector<PartCoverage>& parts) {
  const CitedClauses cited(program, source);
  const auto& clauses = program.sources[source].clauses;
  for (std::uint32_t index = 0; index < clauses.size(); ++index) {
    auto& part = part_of(parts, source, clauses[index]);
    auto& domain = domain_of(part, clauses[index]);
    const bool covered = cited.of(index) == Cited::whole;
    for (auto* count : {&part.clauses, &domain.clauses}) ++*count;
    for (auto* count : {&part.covered, &domain.covered}) *count += covered ? 1 : 0;
    if (!covered) part.uncovered.push_back({index, cited.of(index) == Cited::in_part});
  }
}

// Catalogues go level by level; a reader wants all levels of one part together.
void together(const std::vector<PartCoverage>& parts, std::vector<PartCoverage>& all) {
  std::vector<std::string> names;
  for (const auto& part : parts) {
    if (std::ranges::find(names, part.part) == names.end()) names.push_back(part.part);
  }
  for (const auto& name : names) {
    for (const auto& part : parts) {
      if (part.part == name) all.push_back(part);
    }
  }
}

}  // namespace

auto clause_coverage(const Program& program) -> std::vector<PartCoverage> {
  std::vector<PartCoverage> all;
  for (std::uint32_t source = 0; source < program.sources.size(); ++source) {
    std::vector<PartCoverage> parts;
    add(program, SourceId{source}, parts);
    together(parts, all);
  }
  return all;
}

}  // namespace dengbao::author
