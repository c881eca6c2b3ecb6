#include "report/rule_words.h"

#include <fmt/format.h>

namespace dengbao::report {
namespace {

using eval::PartVerdict;
using model::RuleKind;

auto suffix(const Context& context, RuleKind kind, PartVerdict verdict, Truth condition) -> std::string {
  if (kind != RuleKind::risk) {
    if (verdict != PartVerdict::excused) return {};
    return condition == Truth::no ? in(context, " · not met, excused", " · 未满足，因例外而豁免")
                                  : in(context, " · not known, excused", " · 未知，因例外而豁免");
  }
  switch (verdict) {
    case PartVerdict::met:
      return in(context, " · not raised", " · 未触发");
    case PartVerdict::excused:
      return in(context, " · raised, lowered", " · 已触发，风险已降低");
    case PartVerdict::failed:
      return in(context, " · raised", " · 已触发");
    case PartVerdict::undecided:
      return in(context, " · not known whether raised", " · 是否触发尚不明确");
  }
  return {};
}

auto template_of(RuleKind kind, Truth holds) -> Localised {
  const bool risk = kind == RuleKind::risk;
  switch (holds) {
    case Truth::yes:
      return risk ? Localised{"lowered by \"{}\"", "风险已由“{}”降低"}
                  : Localised{"excused by \"{}\"", "例外成立：“{}”"};
    case Truth::no:
      return risk ? Localised{"not lowered by \"{}\"", "“{}”不成立，风险未降低"}
                  : Localised{"not excused by \"{}\"", "例外不成立：“{}”"};
    case Truth::unknown:
      return risk ? Localised{"would be lowered by \"{}\", if that were known", "若“{}”成立则风险可降低，目前无法判定"}
                  : Localised{"would be excused by \"{}\", if that were known", "若“{}”成立则可豁免，目前无法判定"};
  }
  return {};
}

}  // namespace

auto part_mark(const Context& context, RuleKind kind, PartVerdict verdict) -> std::string {
  switch (verdict) {
    case PartVerdict::met:
      return paint(context, Ink::good, "✓");
    case PartVerdict::excused:
      return kind == RuleKind::risk ? paint(context, Ink::open, "!") : paint(context, Ink::good, "✓");
    case PartVerdict::failed:
      return paint(context, Ink::bad, "✗");
    case PartVerdict::undecided:
      return paint(context, Ink::open, "?");
  }
  return " ";
}

auto part_label(const Context& context, RuleKind kind, const model::Part& part, PartVerdict verdict, Truth condition)
    -> std::string {
  auto label = paint(context, Ink::strong, part.label.in(context.lang));
  if (part.recommended) label += in(context, " (recommended)", "（推荐）");
  return label + suffix(context, kind, verdict, condition);
}

auto tells_exceptions(RuleKind kind, PartVerdict verdict) -> bool {
  if (verdict == PartVerdict::met) return false;
  return kind != RuleKind::risk || verdict != PartVerdict::undecided;
}

auto exception_words(const Context& context, RuleKind kind, Truth holds, const std::string& label) -> std::string {
  return fmt::format(fmt::runtime(template_of(kind, holds).in(context.lang).view()), label);
}

}  // namespace dengbao::report
