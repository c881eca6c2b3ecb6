// Every certificate of the cases, changed in one place after another by a forger who makes its digests right again: the
// independent checker refuses them all.
#include <catch2/catch.hpp>
#include <iostream>
#include <map>

#include "case_runner/case_run.h"
#include "case_runner/sections.h"
#include "check/certificate.h"

using namespace dengbao;
using namespace dengbao::cases;
using check::Doc;

namespace {

struct Documents {
  Doc certificate;
  Doc facts;
  Doc program;
};

auto text_doc(std::string text) -> Doc { return {Doc::Is::text, false, std::move(text), {}, {}}; }

auto is_accepted(const Documents& forged) -> bool {
  try {
    (void)check::verify(forged.certificate, forged.facts, forged.program);
    return true;
  } catch (const check::Refused&) {
    return false;
  }
}

// Another value of the same kind.
void change(Doc& doc) {
  switch (doc.is) {
    case Doc::Is::truth:
      doc.truth = !doc.truth;
      break;
    case Doc::Is::number:
      doc.text = doc.text == "7" ? "8" : "7";
      break;
    case Doc::Is::list:
      if (doc.items.empty()) {
        doc.items.push_back({});
      } else {
        doc.items.pop_back();
      }
      break;
    case Doc::Is::text:
      doc.text += doc.text.ends_with("1") ? "2" : "1";
      break;
    case Doc::Is::null:
    case Doc::Is::object:
      doc = text_doc("?");
      break;
  }
}

auto member(Doc& doc, const std::string& key) -> Doc* {
  for (std::size_t i = 0; i < doc.keys.size(); ++i) {
    if (doc.keys[i] == key) return &doc.items[i];
  }
  return nullptr;
}

// The value at a JSON pointer.
auto at(Doc& root, const std::string& pointer) -> Doc* {
  auto* doc = &root;
  for (std::size_t begin = 1; doc != nullptr && begin <= pointer.size();) {
    const auto end = std::min(pointer.find('/', begin), pointer.size());
    const auto step = pointer.substr(begin, end - begin);
    if (doc->is == Doc::Is::list) {
      const auto index = std::stoul(step);
      doc = index < doc->items.size() ? &doc->items[index] : nullptr;
    } else {
      doc = member(*doc, step);
    }
    begin = end + 1;
  }
  return doc;
}

class Forger {
 public:
  explicit Forger(const CaseRun::Certified& honest)
      : honest_{check::parse(honest.certificate, "certificate"), check::parse(honest.facts, "facts"),
                check::parse(honest.program, "program")} {}

  void forge_all() {
    verdicts();
    reasons();
    statements();
    facts();
    program();
  }
  std::map<std::string, std::size_t> tried;
  std::vector<std::string> accepted;

 private:
  void attempt(const std::string& what, const Documents& forged, const std::string& where) {
    ++tried[what];
    if (is_accepted(forged)) accepted.push_back(what + ": " + where);
  }

  static auto entries(Documents& documents) -> std::vector<Doc>& {
    return member(documents.certificate, "verdicts")->items;
  }
  static auto stated(Documents& documents) -> std::vector<Doc>& {
    return member(documents.certificate, "stated")->items;
  }

  void verdicts() {
    for (std::size_t i = 0; i < entries(honest_).size(); ++i) {
      const auto name = entries(honest_)[i].items[0].text;
      for (const auto* verdict : {"pass", "fail", "undecided", "not-applicable", "high", "in-time"}) {
        auto forged = honest_;
        auto& letter = entries(forged)[i].items[1].text;
        if (letter == verdict) continue;
        letter = verdict;
        attempt("the verdict of a requirement", forged, name + " " + verdict);
      }
      auto without = honest_;
      entries(without).erase(entries(without).begin() + static_cast<std::ptrdiff_t>(i));
      attempt("a requirement left out", without, name);
      subjects(i);
    }
    auto longer = honest_;
    longer.certificate.keys.emplace_back("note");
    longer.certificate.items.push_back(text_doc("all is well"));
    attempt("a word that nobody checks", longer, "");
  }

  void subjects(std::size_t entry) {
    const auto& subjects = entries(honest_)[entry].items[2].items;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const auto of = [&](Documents& documents) -> Doc& { return entries(documents)[entry].items[2].items[i]; };
      const auto where = entries(honest_)[entry].items[0].text + " " + subjects[i].items[0].text;
      for (const auto* verdict : {"pass", "fail", "undecided"}) {
        auto forged = honest_;
        if (of(forged).items[1].text == verdict) continue;
        of(forged).items[1].text = verdict;
        attempt("the verdict of a subject", forged, where);
      }
      auto renamed = honest_;
      change(of(renamed).items[0]);
      attempt("the name of a subject", renamed, where);
      auto without = honest_;
      auto& rest = entries(without)[entry].items[2].items;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      attempt("a subject left out", without, where);
    }
  }

  void reasons() {
    for (std::size_t entry = 0; entry < entries(honest_).size(); ++entry) {
      for (std::size_t i = 0; i < entries(honest_)[entry].items[2].items.size(); ++i) {
        const auto of = [&](Documents& documents) -> Doc& { return entries(documents)[entry].items[2].items[i]; };
        if (of(honest_).items[1].text == "undecided") continue;
        for (std::size_t fact = 0; fact < of(honest_).items[2].items.size(); ++fact) {
          auto forged = honest_;
          auto& reason = of(forged).items[2].items;
          reason.erase(reason.begin() + static_cast<std::ptrdiff_t>(fact));
          attempt("a fact of a reason left out", forged, entries(honest_)[entry].items[0].text);
        }
      }
    }
  }

  void statements() {
    for (std::size_t i = 0; i < stated(honest_).size(); ++i) {
      const auto pointer = stated(honest_)[i].items[0].text;
      auto elsewhere = honest_;
      change(stated(elsewhere)[i].items[0]);
      attempt("what is stated, of another place", elsewhere, pointer);
      for (const auto* how : {"is", "absent", "none", "has", "object"}) {
        auto forged = honest_;
        if (stated(forged)[i].items[1].text == how) continue;
        stated(forged)[i].items[1].text = how;
        attempt("how a fact is there", forged, pointer);
      }
      if (stated(honest_)[i].items.size() < 3) continue;
      auto forged = honest_;
      change(stated(forged)[i].items[2]);
      attempt("a stated value", forged, pointer);
    }
  }

  // What a reason rests on, changed in the facts.
  void facts() {
    for (const auto& statement : stated(honest_)) {
      auto forged = honest_;
      auto* value = at(forged.facts, statement.items[0].text);
      if (value == nullptr || value->is == Doc::Is::null) continue;
      change(*value);
      attempt("a fact that a reason rests on", forged, statement.items[0].text);
      *value = {};
      attempt("such a fact taken away", forged, statement.items[0].text);
    }
  }

  void program() {
    auto& requirements = member(honest_.program, "requirements")->items;
    for (std::size_t i = 0; i < requirements.size(); ++i) {
      const auto name = member(requirements[i], "name")->text;
      const auto* entry = entry_of(name);
      if (entry == nullptr) continue;
      auto without = honest_;
      auto& rest = member(without.program, "requirements")->items;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      attempt("a requirement taken out of the program", without, name);
      const auto* parts = member(requirements[i], "parts");
      if (parts == nullptr || parts->items.size() != 1 || !is_decided(*entry)) continue;
      auto forged = honest_;
      auto& part = member(member(forged.program, "requirements")->items[i], "parts")->items[0];
      auto& condition = *member(part, "if");
      condition = {Doc::Is::list, false, {}, {text_doc("not"), condition}, {}};
      attempt("a condition turned round in the program", forged, name);
    }
  }

  auto entry_of(const std::string& name) -> const Doc* {
    for (const auto& entry : entries(honest_)) {
      if (entry.items[0].text == name) return &entry;
    }
    return nullptr;
  }
  // Some subject has a verdict that its one condition decides alone.
  static auto is_decided(const Doc& entry) -> bool {
    const auto& subjects = entry.items[2].items;
    return std::any_of(subjects.begin(), subjects.end(), [](const Doc& subject) {
      const auto& verdict = subject.items[1].text;
      return verdict == "pass" || verdict == "fail" || verdict == "high" || verdict == "not-found";
    });
  }

  Documents honest_;
};

}  // namespace

TEST_CASE("forged certificates are refused") {
  std::map<std::string, std::size_t> tried;
  std::size_t all = 0;
  for (auto& file : all_case_files()) {
    for (const auto& test : cases_of(file)) {
      const CaseRun run(test);
      const auto honest = run.certified();
      if (!honest) continue;
      Forger forger(*honest);
      forger.forge_all();
      INFO(file.path.string() << " " << test.name);
      for (const auto& accepted : forger.accepted) FAIL_CHECK(accepted);
      for (const auto& [what, count] : forger.tried) {
        tried[what] += count;
        all += count;
      }
    }
  }
  for (const auto& [what, count] : tried) std::cout << count << "  " << what << '\n';
  std::cout << all << " forged certificates\n";
  CHECK(all > 10'000);
}
