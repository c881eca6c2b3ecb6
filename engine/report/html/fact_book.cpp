#include "report/html/fact_book.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "facts/locate.h"
#include "report/evidence.h"
#include "report/finding.h"
#include "report/html/excerpts.h"
#include "report/places.h"
#include "report/subject.h"

namespace dengbao::report::html {
namespace {

constexpr std::size_t most_context = 3'000'000;  // bytes of the facts file in the page
constexpr std::uint32_t no_evidence_told = 0;

auto separator(const std::string& out) -> std::string_view { return out.ends_with('[') ? "" : ","; }

// "" for what is no row, or the whole.
auto pointer_of(const Context& context, const Value& subject) -> std::string {
  const auto* row = subject.get_if<Row>();
  return row == nullptr ? "" : context.facts.pointer(*row);
}

auto name_of(const Context& context, const explain::JudgedSubject& judged) -> std::string {
  const auto* row = judged.subject.get_if<Row>();
  if (row == nullptr) return subject_words(context, judged);
  return *row == context.facts.root() ? "" : context.facts.name(*row, context.lang);
}

}  // namespace

// Where all noted pointers stand.
struct FactBook::Found {
  std::map<std::string, std::uint32_t, std::less<>> offsets;
  std::map<std::uint32_t, Place> places;

  [[nodiscard]] auto offset(const std::string& pointer) const -> std::optional<std::uint32_t> {
    for (auto at = pointer;; at = above(at)) {
      if (const auto found = offsets.find(at); found != offsets.end()) return found->second;
      if (at.empty()) return std::nullopt;
    }
  }
  [[nodiscard]] auto place(const std::string& pointer) const -> Place {
    const auto at = offset(pointer);
    return at ? places.at(*at) : Place{};
  }
};

auto FactBook::subject(const explain::JudgedSubject& judged) -> BookSubject& {
  auto pointer = pointer_of(en_, judged.subject);
  const auto id = subject_id(en_, judged);
  const auto words = subject_words(en_, judged);
  const auto [entry, added] = subject_numbers_.try_emplace(pointer + '\0' + id + '\0' + words, subjects_.size());
  if (!added) return subjects_[entry->second];
  auto& subject = subjects_.emplace_back();
  subject.number = static_cast<std::uint32_t>(entry->second);
  subject.names = {name_of(en_, judged), name_of(zh_, judged), std::move(pointer)};
  subject.id = lexicon_.same(id);
  subject.words = lexicon_.words(words, subject_words(zh_, judged));
  return subject;
}

auto FactBook::note(BookSubject* subject, explain::FactRef fact, bool urgent) -> std::uint32_t {
  auto pointer = report::pointer(en_, fact);
  const bool below =
      subject != nullptr && !subject->names.pointer.empty() && pointer.starts_with(subject->names.pointer + "/");
  const auto number = lexicon_.pointer(pointer, below ? &subject->names : nullptr);
  auto& facts = below ? subject->facts : elsewhere_;
  const auto [entry, added] = facts.try_emplace(number);
  if (added) entry->second = {std::move(pointer), !en_.facts.get(fact.row, fact.field).is_unknown(), urgent};
  entry->second.urgent = entry->second.urgent || urgent;
  return number;
}

auto FactBook::methods(const std::vector<model::Method>& methods) -> std::uint32_t {
  const auto number = std::ranges::find(methods_, methods) - methods_.begin();
  if (static_cast<std::size_t>(number) == methods_.size()) methods_.push_back(methods);
  return static_cast<std::uint32_t>(number);
}

// From 1; each record of evidence once.
auto FactBook::evidence(const std::string& pointer) -> std::uint32_t {
  const auto* evidence = en_.facts.evidence_for(pointer);
  const auto next = static_cast<std::uint32_t>(evidence_pointers_.size() + 1);
  const auto [entry, added] = evidence_numbers_.try_emplace(evidence, next);
  if (added) evidence_pointers_.push_back(pointer);
  return entry->second;
}

// Four numbers a fact: pointer, line from `line` on, column, evidence.
auto FactBook::layout(const NotedFacts& facts, const Found& found, std::uint32_t line) -> std::string {
  std::string out = "[";
  for (const auto& [number, fact] : facts) {
    const auto place = found.place(fact.pointer);
    const auto said_by = fact.known ? evidence(fact.pointer) : no_evidence_told;
    out += fmt::format("{}{},{},{},{}", separator(out), number, static_cast<std::int64_t>(place.line) - line,
                       place.column, said_by);
  }
  return out + "]";
}

// For each record its words by the methods asked for.
void FactBook::write_evidence(std::string& out) {
  out += "\"evidence\":[";
  for (const auto& pointer : evidence_pointers_) {
    out += separator(out);
    out += '[';
    for (const auto& methods : methods_) {
      const auto words = lexicon_.words(evidence_words(en_, pointer, methods), evidence_words(zh_, pointer, methods));
      out += fmt::format("{}{}", separator(out), words);
    }
    out += ']';
  }
  out += "],\n";
}

void FactBook::write(std::string& out) {
  const auto& file = en_.sources[en_.facts.file()];
  const auto text = file.text();

  // The pointers, and of what is missing those above it.
  std::vector<std::string> pointers;
  const auto want = [&](const NotedFacts& facts) {
    for (const auto& [number, fact] : facts) {
      pointers.push_back(fact.pointer);
      for (auto at = fact.pointer; !fact.known && !at.empty();) pointers.push_back(at = above(at));
    }
  };
  want(elsewhere_);
  for (const auto& subject : subjects_) {
    want(subject.facts);
    if (!subject.names.pointer.empty()) pointers.push_back(subject.names.pointer);
  }
  std::ranges::sort(pointers);
  pointers.erase(std::ranges::unique(pointers).begin(), pointers.end());
  const auto spans = facts::locate(text, en_.facts.file(), pointers);

  Found found;
  std::vector<std::uint32_t> offsets;
  for (std::size_t index = 0; index < pointers.size(); ++index) {
    if (!spans[index]) continue;
    found.offsets.emplace_hint(found.offsets.end(), std::move(pointers[index]), spans[index]->begin);
    offsets.push_back(spans[index]->begin);
  }

  // The lines around them: of everything, else of what is urgent, else as much as there is room for.
  std::vector<Excerpt> urgent;
  std::vector<Excerpt> all;
  const auto look_around = [&](const NotedFacts& facts) {
    for (const auto& [number, fact] : facts) {
      const auto at = found.offset(fact.pointer);
      if (!at) continue;
      all.push_back(around(text, *at));
      if (fact.urgent) urgent.push_back(all.back());
    }
  };
  look_around(elsewhere_);
  for (const auto& subject : subjects_) look_around(subject.facts);
  auto excerpts = merged(std::move(all));
  if (bytes_of(excerpts) > most_context) excerpts = merged(std::move(urgent));
  while (bytes_of(excerpts) > most_context) excerpts.resize(excerpts.size() / 2);
  for (const auto& excerpt : excerpts) offsets.push_back(excerpt.begin);

  std::ranges::sort(offsets);
  offsets.erase(std::ranges::unique(offsets).begin(), offsets.end());
  const auto places = places_of(text, offsets);
  for (std::size_t index = 0; index < offsets.size(); ++index) {
    found.places.emplace_hint(found.places.end(), offsets[index], places[index]);
  }

  out += "\"places\":" + layout(elsewhere_, found, 0) + ",\n\"subjects\":[";
  for (const auto& subject : subjects_) {
    const auto line = subject.names.pointer.empty() ? 0 : found.place(subject.names.pointer).line;
    const auto name = lexicon_.words(subject.names.en, subject.names.zh);
    out += fmt::format("{}[{},{},{},{},{},{}]", separator(out), subject.id, name, subject.words,
                       lexicon_.same(subject.names.pointer), line, layouts_.add(layout(subject.facts, found, line)));
  }
  out += "],\n\"layouts\":";
  layouts_.write(out);
  out += ",\n";
  write_evidence(out);
  out += "\"regions\":[";
  for (const auto& excerpt : excerpts) {
    const auto& place = found.places.at(excerpt.begin);
    out += fmt::format("{}[{},{},{}]", separator(out), place.line, place.column,
                       json_text_of(text.substr(excerpt.begin, excerpt.end - excerpt.begin)));
  }
  out += "],\n";
}

}  // namespace dengbao::report::html
