#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "explain/judge.h"
#include "report/context.h"
#include "report/html/lexicon.h"

namespace dengbao::report::html {

// A fact that the page speaks of.
struct NotedFact {
  std::string pointer;
  bool known = false;   // else the place of what stands above it is shown, and no evidence is told
  bool urgent = false;  // some verdict that is not a plain pass rests on it
};
using NotedFacts = std::map<std::uint32_t, NotedFact>;  // by the number of the pointer in the lexicon

// A subject: what it is called, where it stands, and the facts below it that the page speaks of.
struct BookSubject {
  std::uint32_t number = 0;
  Names names;
  std::uint32_t id = 0;     // words
  std::uint32_t words = 0;  // "host db-1"
  NotedFacts facts;
};

// The facts that the page speaks of: where they stand in the file, who says so, and the lines around them. First all
// are noted, then looked up together.
class FactBook {
 public:
  FactBook(const Context& en, const Context& zh, Lexicon& lexicon) : en_(en), zh_(zh), lexicon_(lexicon) {}

  [[nodiscard]] auto subject(const explain::JudgedSubject& judged) -> BookSubject&;
  // The number of its pointer. `subject`: in whose proof it stands, or null.
  [[nodiscard]] auto note(BookSubject* subject, explain::FactRef fact, bool urgent) -> std::uint32_t;
  // The number of the methods that a part asks for: weak evidence is told by it.
  [[nodiscard]] auto methods(const std::vector<model::Method>& methods) -> std::uint32_t;

  // `"subjects":…,"layouts":…,"places":…,"evidence":…,"regions":…`, each followed by a comma.
  void write(std::string& out);

 private:
  struct Found;
  [[nodiscard]] auto evidence(const std::string& pointer) -> std::uint32_t;
  [[nodiscard]] auto layout(const NotedFacts& facts, const Found& found, std::uint32_t line) -> std::string;
  void write_evidence(std::string& out);

  const Context& en_;
  const Context& zh_;
  Lexicon& lexicon_;
  std::deque<BookSubject> subjects_;
  std::map<std::string, std::size_t> subject_numbers_;
  NotedFacts elsewhere_;  // facts that no subject holds
  std::vector<std::vector<model::Method>> methods_;
  std::map<const facts::Evidence*, std::uint32_t> evidence_numbers_;  // null: no evidence
  std::vector<std::string> evidence_pointers_;                        // one that each of them covers
  Shelf layouts_;
};

}  // namespace dengbao::report::html
