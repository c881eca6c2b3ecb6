#include "check/certificate.h"

#include <algorithm>

#include "check/judge.h"

namespace dengbao::check {
namespace {

void require(bool holds, const std::string& what) {
  if (!holds) throw Refused(what);
}

class Certificate {
 public:
  Certificate(const Doc& certificate, const Doc& core, const Doc& document)
      : certificate_(certificate),
        facts_(core, document),
        settings_(settings(certificate)),
        judge_(core, facts_, settings_) {}

  auto check() -> Accepted {
    require(certificate_.keys == std::vector<std::string>{"format", "facts", "program", "as_of", "levels", "parameters",
                                                          "stated", "verdicts"},
            "a certificate has eight members, in their order");
    require(certificate_.at("format").as_text() == "dengbao.certificate/1", "not a certificate of this form");
    const auto& parameters = certificate_.at("parameters");
    for (std::size_t i = 0; i < parameters.keys.size(); ++i) {
      Frame none;
      settings_.parameters[parameters.keys[i]] = judge_.value(parameters.items[i], none);
    }
    for (const auto& stated : certificate_.at("stated").as_list()) stated_.push_back(check_stated(stated));
    used_.resize(stated_.size());
    const auto standing = judge_.standing();
    const auto& entries = certificate_.at("verdicts").as_list();
    require(entries.size() == standing.size(), "the certificate leaves out requirements, or has others");
    for (std::size_t i = 0; i < entries.size(); ++i) check_requirement(entries[i], *standing[i]);
    require(std::count(used_.begin(), used_.end(), false) == 0, "a fact is stated that no reason uses");
    accepted_.stated = stated_.size();
    return accepted_;
  }

 private:
  static auto settings(const Doc& certificate) -> Settings {
    Settings out;
    const auto date = parse_value(Kind::date, certificate.at("as_of").as_text());
    require(date.has_value(), "`as_of` is no date");
    out.as_of = *date;
    const auto& levels = certificate.at("levels");
    for (std::size_t i = 0; i < levels.keys.size(); ++i) out.levels[levels.keys[i]] = levels.items[i].as_count();
    return out;
  }

  // What a certificate says of a fact is so; gives its cell.
  auto check_stated(const Doc& stated) -> std::size_t {
    const auto& pointer = stated.at(0).as_text();
    const auto& how = stated.at(1).as_text();
    const auto id = facts_.cell_at(pointer);
    const auto& cell = facts_.cells[id];
    const bool list = cell.value.kind == Kind::list;
    bool holds = false;
    if (how == "absent") holds = cell.value.kind == Kind::unknown;
    if (how == "none") holds = cell.doc == nullptr && cell.value.kind != Kind::unknown;
    if (how == "object") holds = cell.value.kind == Kind::row && !cell.field->ref;
    if (how == "has" || how == "has-at-least") {
      holds = list && cell.value.open == (how != "has") && cell.value.elements->size() == stated.at(2).as_count();
    }
    if (how == "is" || how == "is-at-least") {
      auto stated_value = stated.at(2);
      // A long number is a text there, lest a reader of JSON round it.
      if (cell.field->kind == Kind::number && !list) stated_value.is = Doc::Is::number;
      for (auto& one : stated_value.items) one.is = cell.field->kind == Kind::number ? Doc::Is::number : one.is;
      const auto said = facts_.read(*cell.field, stated_value);
      holds = cell.doc != nullptr &&
              (list ? same_list(said, cell.value, how != "is") : how == "is" && same(said, cell.value));
    }
    require(holds, "the facts do not say what the certificate says of " + pointer);
    return id;
  }

  static auto same_list(const Value& said, const Value& list, bool open) -> bool {
    return said.kind == Kind::list && list.open == open &&
           std::equal(said.elements->begin(), said.elements->end(), list.elements->begin(), list.elements->end(), same);
  }

  auto cells(const Doc& reason) -> std::unordered_set<std::size_t> {
    std::unordered_set<std::size_t> out;
    for (const auto& index : reason.as_list()) {
      require(index.as_count() < stated_.size(), "a reason names a fact that is not stated");
      out.insert(stated_[index.as_count()]);
      used_[index.as_count()] = true;
    }
    return out;
  }

  // [name, verdict, [subject, verdict, reason] …]; without subjects the reason for the whole.
  void check_requirement(const Doc& entry, const Doc& requirement) {
    const auto& name = requirement.at("name").as_text();
    require(entry.as_list().size() == 3 || entry.items.size() == 4, name + ": an entry has three or four members");
    require(entry.at(0).as_text() == name, "in place of " + name + " stands " + entry.at(0).text);
    const auto judgement = judge_.judge(requirement);
    require(entry.at(1).as_text() == judgement.verdict.name, name + ": the verdict is " + judgement.verdict.name);
    ++accepted_.verdicts;
    const auto& subjects = entry.at(2).as_list();
    if (!judgement.by_subjects) {
      require(judgement.subjects.empty() || subjects.empty(), name + ": subjects where none speak for themselves");
      if (entry.items.size() > 3) check_reason(requirement, nullptr, judgement.verdict, entry.at(3));
      return;
    }
    require(entry.items.size() == 3, name + ": a reason for the whole, where subjects speak for themselves");
    require(subjects.size() == judgement.subjects.size(), name + ": other subjects than the facts have");
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const auto& judged = judgement.subjects[i];
      const auto subject = name + ", " + subjects[i].at(0).text;
      require(is_subject(subjects[i].at(0), judged.subject), subject + ": not the subject that the facts have");
      require(subjects[i].at(1).as_text() == judged.verdict.name, subject + ": the verdict is " + judged.verdict.name);
      ++accepted_.verdicts;
      require(subjects[i].items.size() == 3, subject + ": an entry has three members");
      if (judged.verdict.name != "undecided") check_reason(requirement, &judged, judged.verdict, subjects[i].at(2));
      if (judged.verdict.name == "undecided") check_missing(subject, subjects[i].at(2));
    }
  }

  auto is_subject(const Doc& said, const Value& subject) -> bool {
    if (subject.kind == Kind::row) return said.as_text() == facts_.rows[static_cast<std::size_t>(subject.lo)].pointer;
    if (said.is != Doc::Is::list) return false;
    const auto& kind = said.at(0).as_text();
    if (!subject.is_value() || subject.kind == Kind::interval) return said.items.size() == 1 && kind == "unknown";
    Frame none;
    return said.items.size() == (kind == "duration" ? 3 : 2) && same(judge_.value(said, none), subject);
  }

  // What is told of an undecided verdict: facts that are missing, or lists that may be longer.
  void check_missing(const std::string& subject, const Doc& reason) {
    for (const auto cell : cells(reason)) {
      const auto& value = facts_.cells[cell].value;
      require(value.kind == Kind::unknown || value.open, subject + ": a fact that is told to be missing is there");
    }
  }

  // All other facts unknown, the verdict is the same: more facts never take away what fewer decide.
  // `judged`: null for the verdict of a whole requirement.
  void check_reason(const Doc& requirement, const JudgedSubject* judged, const Verdict& verdict, const Doc& reason) {
    const auto visible = cells(reason);
    judge_.see_only(&visible);
    const auto found = judge_.reconsider(requirement, judged);
    judge_.see_only(nullptr);
    require(found.name == verdict.name && (found.final || !verdict.final),
            requirement.at("name").text + ": the reason does not force the verdict");
    ++accepted_.reasons;
  }

  const Doc& certificate_;
  Facts facts_;
  Settings settings_;
  Judge judge_;
  std::vector<std::size_t> stated_;  // cells
  std::vector<bool> used_;           // by a reason
  Accepted accepted_;
};

}  // namespace

auto verify(const Doc& certificate, const Doc& facts, const Doc& program) -> Accepted {
  return Certificate(certificate, program, facts).check();
}

auto verify(std::string_view certificate, std::string_view facts, std::string_view program) -> Accepted {
  const auto doc = parse(certificate, "certificate");
  require(doc.at("facts").as_text() == sha256(facts), "the certificate is about other facts");
  require(doc.at("program").as_text() == sha256(program), "the certificate is about another program");
  return verify(doc, parse(facts, "facts"), parse(program, "program"));
}

}  // namespace dengbao::check
