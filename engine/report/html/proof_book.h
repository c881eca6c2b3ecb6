#pragma once

#include <string>

#include "explain/words.h"
#include "report/finding.h"
#include "report/html/fact_book.h"
#include "report/html/lexicon.h"

namespace dengbao::report::html {

// A finding with its words in both languages, ready to be told. `subject`: null where the verdict is of no subject.
struct Spoken {
  const explain::Judgement& judgement;
  const Finding& finding;
  BookSubject* subject = nullptr;
  const explain::Words& en;
  const explain::Words& zh;

  [[nodiscard]] auto names() const -> const Names* { return subject == nullptr ? nullptr : &subject->names; }
};

// The proofs that the page shows: each step, line and proof is kept once, however many subjects have it.
class ProofBook {
 public:
  ProofBook(const Context& en, const Context& zh, Lexicon& lexicon, FactBook& facts)
      : en_(en), zh_(zh), lexicon_(lexicon), facts_(facts) {}

  // Why: the parts with the steps that they rest on, facts, evidence, exceptions; the questions that are open; the
  // parameters used.
  [[nodiscard]] auto proof(const Spoken& spoken) -> std::uint32_t;
  // All steps, cut where they are very many.
  [[nodiscard]] auto tree(const Spoken& spoken) -> std::uint32_t;
  // In a sentence.
  [[nodiscard]] auto summary(const Spoken& spoken) -> std::uint32_t;
  // The words of the remedy, and the smallest changes after which it no longer fails (tried, if `repairs`): JSON.
  [[nodiscard]] auto remedy(const Spoken& spoken, bool repairs) -> std::string;

  // `"steps":…,"lines":…,"proofs":…,"trees":…`, each followed by a comma.
  void write(std::string& out) const;

 private:
  struct Tree;
  [[nodiscard]] auto step(const Spoken& spoken, explain::StepId step) -> std::uint32_t;
  [[nodiscard]] auto steps(const Spoken& spoken, const std::vector<explain::StepId>& leaves) -> std::string;
  [[nodiscard]] auto line(const Spoken& spoken, const struct ToldAt& line) -> std::uint32_t;
  [[nodiscard]] auto lines(const Spoken& spoken) -> std::string;
  [[nodiscard]] auto whole_line(const Spoken& spoken) -> std::string;
  [[nodiscard]] auto questions(const Spoken& spoken) -> std::string;
  [[nodiscard]] auto parameters(const Spoken& spoken) -> std::string;
  void add_node(Tree& tree, explain::StepId id, std::size_t depth);
  [[nodiscard]] auto words(const Spoken& spoken, explain::StepId step) -> std::uint32_t;
  [[nodiscard]] auto policy(Span span) -> std::uint32_t;

  const Context& en_;
  const Context& zh_;
  Lexicon& lexicon_;
  FactBook& facts_;
  Shelf steps_;
  Shelf lines_;
  Shelf proofs_;
  Shelf trees_;
};

}  // namespace dengbao::report::html
