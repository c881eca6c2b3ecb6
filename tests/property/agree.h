#pragma once

#include <cstdint>
#include <string>

// The fast evaluator, the reference evaluator and, of a few, the independent checker over random programs and facts:
// where two of them say different things, one is wrong.
namespace dengbao::property {

struct AgreementSize {
  std::uint64_t pairs = 0;
  std::uint64_t seed = 0;
  std::uint64_t certificates = 0;  // of a thousand pairs; one takes as long as many pairs
};
// DENGBAO_AGREE_PAIRS, DENGBAO_AGREE_SEED and DENGBAO_AGREE_CERTIFICATES, or a run of a few seconds that is always the
// same, but for what takes so long that it is left out.
[[nodiscard]] auto agreement_asked() -> AgreementSize;

struct Agreement {
  AgreementSize size;
  std::uint64_t programs = 0;
  std::uint64_t pairs = 0;         // of a program and a facts file
  std::uint64_t judgements = 0;    // of requirements, risks and duties; each compared in all that it says
  std::uint64_t decided = 0;       // of these, neither undecided nor not applicable
  std::uint64_t certificates = 0;  // written and checked
  std::uint64_t refused = 0;       // requirements, risks and duties that were not well typed and left out
  std::uint64_t cut_short = 0;     // programs whose facts took so long that the rest of them was left out
  double seconds = 0;
  std::uint64_t differences = 0;  // programs of which one was found; the rest of their facts is left out
  std::string counterexamples;    // of the first of them, shrunk
  std::string problem;            // a policy or facts file that could not be read; ends the run
};
[[nodiscard]] auto run_agreement(AgreementSize size) -> Agreement;

[[nodiscard]] auto summary(const Agreement& run) -> std::string;

}  // namespace dengbao::property
