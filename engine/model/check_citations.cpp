#include "model/check_citations.h"

#include <algorithm>

namespace dengbao::model {
namespace {

auto source_names(const Program& program) -> std::vector<std::string> {
  std::vector<std::string> names;
  names.reserve(program.sources.size());
  for (const auto& source : program.sources) names.push_back(source.name);
  return names;
}

auto find_source(Compilation& c, const syntax::Name& name) -> std::optional<SourceId> {
  for (std::uint32_t i = 0; i < c.program.sources.size(); ++i) {
    if (c.program.sources[SourceId{i}].name == name.text) return SourceId{i};
  }
  c.sink.report(Code::unknown_source, name.span, name.text).did_you_mean(name.text, source_names(c.program));
  return std::nullopt;
}

// The clauses of the source that `wanted` picks, by ascending level.
template <typename Wanted>
auto clauses_where(const Source& source, Wanted wanted) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < source.clauses.size(); ++i) {
    if (wanted(source.clauses[i])) found.push_back(i);
  }
  std::stable_sort(found.begin(), found.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return source.clauses[a].level < source.clauses[b].level; });
  return found;
}

void find_topic(Compilation& c, const Source& source, const syntax::Path& topic, Citation& citation) {
  citation.topic = topic.text();
  citation.clauses = clauses_where(source, [&](const Clause& clause) { return clause.topic == citation.topic; });
  if (!citation.clauses.empty()) return;
  std::vector<std::string> topics;
  topics.reserve(source.clauses.size());
  for (const auto& clause : source.clauses) topics.push_back(clause.topic);
  c.sink.report(Code::unknown_topic, topic.span, citation.topic, source.name).did_you_mean(citation.topic, topics);
}

void find_clause(Compilation& c, const Source& source, const syntax::Name& number, Citation& citation) {
  citation.number = number.text;
  if (source.clauses.empty()) return;  // no catalogue: any number may be cited
  citation.clauses = clauses_where(source, [&](const Clause& clause) { return clause.number == number.text; });
  if (!citation.clauses.empty()) return;
  std::vector<std::string> numbers;
  numbers.reserve(source.clauses.size());
  for (const auto& clause : source.clauses) numbers.push_back(clause.number);
  c.sink.report(Code::unknown_clause, number.span, number.text, source.name).did_you_mean(number.text, numbers);
}

// The levels of all clauses cited, ascending; empty where no catalogue says so.
auto levels_of_clauses(const Program& program, const Requirement& requirement) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> levels;
  for (const auto& citation : requirement.citations) {
    for (const auto index : citation.clauses) levels.push_back(program.sources[citation.source].clauses[index].level);
  }
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  return levels;
}

auto written_levels(Compilation& c, const syntax::LevelRange& range) -> std::vector<std::uint32_t> {
  const auto& scheme = c.program.scheme;
  const auto last = range.and_above ? scheme.highest : range.to;
  std::vector<std::uint32_t> levels;
  if (range.from > last) c.sink.report(Code::level_range, range.span, range.from, last);
  for (const auto end : {range.from, last}) {
    if (end >= scheme.lowest && end <= scheme.highest) continue;
    c.sink.report(Code::level_outside_scheme, range.span, end, scheme.lowest, scheme.highest);
    return {};
  }
  for (auto level = range.from; level <= last; ++level) levels.push_back(level);
  return levels;
}

void check_levels(Compilation& c, const syntax::Requirement& written, Requirement& requirement) {
  const auto cited = levels_of_clauses(c.program, requirement);
  if (!written.level) {
    requirement.levels = cited;
    const bool resolved = requirement.citations.size() == written.citations.size();
    // What a catalogue lacks is reported already.
    const auto lacking = [&](const Citation& one) {
      return one.clauses.empty() && (!one.topic.empty() || !c.program.sources[one.source].clauses.empty());
    };
    const bool reported = std::any_of(requirement.citations.begin(), requirement.citations.end(), lacking);
    if (cited.empty() && resolved && !reported && !written.citations.empty()) {
      c.sink.report(Code::no_level, requirement.span, requirement.name);
    }
    return;
  }
  requirement.levels = written_levels(c, *written.level);
  for (const auto level : requirement.levels) {
    if (cited.empty() || std::binary_search(cited.begin(), cited.end(), level)) continue;
    c.sink.report(Code::level_outside_topics, written.level->span, level);
    break;
  }
}

void check_class(Compilation& c, Requirement& requirement) {
  const auto& classes = c.program.scheme.classes;
  for (const auto& citation : requirement.citations) {
    for (const auto index : citation.clauses) {
      const auto& clause = c.program.sources[citation.source].clauses[index];
      if (!clause.klass) continue;
      if (requirement.klass && *requirement.klass != *clause.klass) {
        c.sink.report(Code::mixed_classes, citation.span, classes[*requirement.klass].name, classes[*clause.klass].name)
            .help(say("write one requirement for each class", "请按类别分写成不同的要求"));
        return;
      }
      requirement.klass = clause.klass;
    }
  }
}

}  // namespace

auto check_citation(Compilation& c, const syntax::Citation& written) -> std::optional<Citation> {
  const auto source_id = find_source(c, written.source);
  if (!source_id) return std::nullopt;
  Citation citation;
  citation.source = *source_id;
  citation.in_part = written.in_part;
  citation.span = written.span;
  const auto& source = c.program.sources[*source_id];
  if (written.topic) find_topic(c, source, *written.topic, citation);
  if (written.clause) find_clause(c, source, *written.clause, citation);
  return citation;
}

void check_citations(Compilation& c, const syntax::Requirement& written, Requirement& requirement) {
  if (written.citations.empty()) c.sink.report(Code::no_citation, requirement.span, requirement.name);
  for (const auto& citation : written.citations) {
    if (auto checked = check_citation(c, citation)) requirement.citations.push_back(std::move(*checked));
  }
  check_levels(c, written, requirement);
  check_class(c, requirement);
}

}  // namespace dengbao::model
