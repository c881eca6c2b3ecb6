#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/html/proof_book.h"

namespace dengbao::report::html {

// How much is told of what passes plainly: its proofs are made while there is room for them, and of each rule at least
// one, unless a proof alone is too long. The others pass by name only.
struct Room {
  std::size_t steps = 10'000'000;  // of all these proofs
  std::size_t of_first = 100'000;  // of the first of a rule
  std::size_t of_further = 30'000;
};

// The requirements in the catalogue's order, the risks and the duties worst first, each with its subjects in groups of
// those that are alike.
class RuleBook {
 public:
  RuleBook(const Context& en, const Context& zh, Lexicon& lexicon, FactBook& facts, ProofBook& proofs)
      : en_(en), zh_(zh), lexicon_(lexicon), facts_(facts), proofs_(proofs) {}

  // `"domains":…,"rules":…`, each followed by a comma.
  void write(const assess::Assessment& assessment, std::string& out);
  // The number of a domain of the catalogue.
  [[nodiscard]] auto domain(const model::Clause& clause) -> std::uint32_t { return domain_of(&clause); }

 private:
  struct Group;
  [[nodiscard]] auto rule(const explain::Judgement& judgement) -> std::string;
  [[nodiscard]] auto groups(const explain::Judgement& judgement) -> std::string;
  void add(std::vector<Group>& groups, const explain::Judgement& judgement, const explain::JudgedSubject* subject);
  static void add_untold(std::vector<Group>& groups, eval::Verdict verdict, const BookSubject& subject);
  [[nodiscard]] auto clauses(const explain::Judgement& judgement) -> std::string;
  [[nodiscard]] auto domain_of(const model::Clause* clause) -> std::uint32_t;
  [[nodiscard]] auto both(auto (*words)(const Context&, const explain::Judgement&)->std::string,
                          const explain::Judgement& judgement) -> std::uint32_t;

  const Context& en_;
  const Context& zh_;
  Lexicon& lexicon_;
  FactBook& facts_;
  ProofBook& proofs_;
  Room room_;
  Shelf domains_;
};

}  // namespace dengbao::report::html
