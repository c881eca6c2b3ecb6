#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/findings.h"
#include "import/scap_results.h"

// One machine's results on their way into facts: what passed, and where a fact is put together with its witnesses.
namespace dengbao::importing {

using ScapRules = std::vector<const ScapRule*>;

class ScapHost {
 public:
  // `seen` is what the scanner collected; null where it is not clear on which of several machines. Both must outlive
  // it.
  ScapHost(const ScapRun& run, const ScapResults* seen, std::string pointer, Findings& findings);

  const ScapRun& run;
  const ScapResults* seen;
  Findings& findings;
  // Accounts whose password can be used, or may be: by their places.
  std::vector<std::size_t> with_password;

  // ---- results

  // The rule passed, as often as it was tried, and nobody changed that by hand: all its results. What the scanner
  // repaired passes now. Nothing else counts: a rule that does not apply says nothing.
  [[nodiscard]] auto passed(std::string_view rule) const -> ScapRules;
  [[nodiscard]] auto passed_by_pattern(std::string_view pattern) const -> ScapRules;
  [[nodiscard]] auto failed(std::string_view rule) const -> ScapRules;
  [[nodiscard]] auto variable(std::string_view name) const -> const ScapText*;

  // ---- facts: fields below the host ("/audit/enabled")

  [[nodiscard]] auto at(std::string_view field) const -> std::string { return pointer_ + std::string(field); }
  [[nodiscard]] auto has(const std::string& field) const -> bool;
  // What is known already is not told again: false.
  auto put_new(const std::string& field, const Json& value) -> bool;
  void put(const std::string& field, const Json& value, const ScapText& said);
  // An element of a list that may hold more; the same one only once. Returns its field.
  auto put_element(const std::string& list, const Json& value) -> std::string;
  void witness(const std::string& field, std::uint32_t line, std::size_t piece);
  void witness(const std::string& field, const ScapText& said) { witness(field, said.line, said.piece); }
  void witness(const std::string& field, const ScapRules& rules);
  // "/accounts/*/password/empty" once for each of `with_password`.
  [[nodiscard]] auto fields_of(std::string_view field) const -> std::vector<std::string>;

  // Why a fact is missing; the first reason counts, and none if the fact is known in the end.
  void gap(const std::string& field, Gap because, const std::string& note);
  void tell_gaps();

 private:
  std::string pointer_;
  std::map<std::string_view, ScapRules> by_name_;
  std::map<std::pair<std::string, std::string>, std::string> elements_;
  std::map<std::string, std::pair<Gap, std::string>> gaps_;
};

// Which machine it is, and what the scanner saw on it: accounts, packages.
void write_scap_machine(ScapHost& host, std::string_view file_name);
// What the rules say.
void write_scap_rules(ScapHost& host);

}  // namespace dengbao::importing
