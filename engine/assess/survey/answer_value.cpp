#include "assess/survey/answer_value.h"

#include <algorithm>
#include <array>

#include "assess/survey/spoken_forms.h"
#include "base/diagnostic.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "facts/json_text.h"
#include "facts/scalars.h"

namespace dengbao::assess {
namespace {

using model::Field;
using Reading = std::variant<FactsJson, AnswerFault>;

auto in_lower_case(std::string_view text) -> std::string {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

template <std::size_t N>
auto is_one_of(std::string_view text, const std::array<std::string_view, N>& words) -> bool {
  return std::ranges::find(words, in_lower_case(trimmed(text))) != words.end();
}

constexpr std::array<std::string_view, 7> yes_words = {"yes", "y", "true", "1", "是", "有", "对"};
constexpr std::array<std::string_view, 6> no_words = {"no", "n", "false", "0", "否", "不是"};

auto shown_text(std::string_view text) -> std::string {
  const auto part = utf8::prefix(text, 60);
  return utf8::printable(part) + (part.size() < text.size() ? "…" : "");
}

auto shown_json(const FactsJson& json) -> std::string {
  return shown_text(json.is_string() ? json.get<std::string>()
                                     : json.dump(-1, ' ', false, FactsJson::error_handler_t::replace));
}

// Several values in one text. Where lines or semicolons part them, commas belong to the values.
auto split_values(std::string_view text) -> std::vector<std::string> {
  const bool strong = text.find_first_of(";\n") != std::string_view::npos || text.find("；") != std::string_view::npos;
  const std::vector<std::string_view> marks =
      strong ? std::vector<std::string_view>{";", "；", "\n"} : std::vector<std::string_view>{",", "，", "、"};
  std::vector<std::string> parts;
  std::string part;
  const auto end_part = [&] {
    if (const auto kept = trimmed(part); !kept.empty()) parts.emplace_back(kept);
    part.clear();
  };
  while (!text.empty()) {
    const auto mark = std::ranges::find_if(marks, [&](std::string_view one) { return text.starts_with(one); });
    if (mark != marks.end()) {
      end_part();
      text.remove_prefix(mark->size());
    } else {
      part += text.front();
      text.remove_prefix(1);
    }
  }
  end_part();
  return parts;
}

class AnswerReader {
 public:
  explicit AnswerReader(const model::Program& program) : program_(program) {}

  auto read(const Field& field, const FactsJson& given) const -> Reading {
    if (!field.type.list) return element(field, given);
    if (given.is_string()) return list_in_words(field, given.get<std::string>());
    if (given.is_number_unsigned() && is_keyless(field)) return objects(field, given.get<std::uint64_t>());
    if (!given.is_array()) return fault(field, given);
    auto list = FactsJson::array();
    for (const auto& one : given) {
      auto reading = element(field, one);
      if (auto* wrong = std::get_if<AnswerFault>(&reading)) return std::move(*wrong);
      list.push_back(std::move(std::get<FactsJson>(reading)));
    }
    return twice(field, list);
  }

 private:
  auto record_of(const Field& field) const -> const model::Record& { return program_.records[field.type.record()]; }
  static auto holds_records(const Field& field) -> bool { return field.type.kind == Kind::record && !field.ref; }
  auto is_keyless(const Field& field) const -> bool { return holds_records(field) && !record_of(field).key; }

  auto fault(const Field& field, const FactsJson& given) const -> AnswerFault {
    return {say("`{}` is not {}", "`{}` 不是{}", shown_json(given), words_of_form(program_, field)), {}};
  }

  auto list_in_words(const Field& field, const std::string& text) const -> Reading {
    auto list = FactsJson::array();
    if (means_none(text)) return list;
    if (is_keyless(field)) {
      const auto number = trimmed(text);
      const bool counted =
          !number.empty() && number.size() < 5 && number.find_first_not_of("0123456789") == number.npos;
      if (!counted) return fault(field, text);
      return objects(field, std::stoull(std::string(number)));
    }
    for (const auto& part : split_values(text)) {
      auto reading = element(field, part);
      if (auto* wrong = std::get_if<AnswerFault>(&reading)) return std::move(*wrong);
      list.push_back(std::move(std::get<FactsJson>(reading)));
    }
    return twice(field, list);
  }

  auto objects(const Field& field, std::uint64_t number) const -> Reading {
    constexpr std::uint64_t most = 10'000;
    if (number > most) return fault(field, number);
    auto list = FactsJson::array();
    for (std::uint64_t i = 0; i < number; ++i) list.push_back(FactsJson::object());
    return list;
  }

  // Keys tell the elements of a list apart.
  auto twice(const Field& field, const FactsJson& list) const -> Reading {
    if (!holds_records(field) || is_keyless(field)) return list;
    const auto& key = program_.fields[*record_of(field).key].name;
    std::vector<std::string> keys;
    for (const auto& one : list) keys.push_back(key_text(one[key]));
    std::ranges::sort(keys);
    const auto same = std::ranges::adjacent_find(keys);
    if (same == keys.end()) return list;
    return AnswerFault{say("`{}` is named twice", "`{}` 重复出现", shown_text(*same)),
                       say("name each only once", "每个只写一次")};
  }

  auto element(const Field& field, const FactsJson& given) const -> Reading {
    if (holds_records(field)) return object(field, given);
    const auto& typed = field.ref ? program_.fields[*record_of(field).key] : field;
    const auto type = typed.type.element();
    switch (type.kind) {
      case Kind::truth:
        return truth(field, given);
      case Kind::number:
        return number(field, given);
      case Kind::text:
        return text(field, given);
      case Kind::enumeration:
        return choice(field, type.enumeration(), given);
      default:
        return formed(field, type.kind, given);
    }
  }

  // An object with its fields; of a record with a key also the key alone.
  auto object(const Field& field, const FactsJson& given) const -> Reading {
    const auto& record = record_of(field);
    auto out = FactsJson::object();
    if (!given.is_object()) {
      if (!record.key || given.is_array() || given.is_null()) return fault(field, given);
      auto key = read(program_.fields[*record.key], given);
      if (auto* wrong = std::get_if<AnswerFault>(&key)) return std::move(*wrong);
      out[program_.fields[*record.key].name] = std::move(std::get<FactsJson>(key));
      return out;
    }
    for (const auto& [name, value] : given.items()) {
      if (value.is_null()) continue;
      const auto inner = program_.find_field(field.type.record(), name);
      if (!inner) return no_field(record, name);
      auto reading = read(program_.fields[*inner], value);
      if (auto* wrong = std::get_if<AnswerFault>(&reading)) return std::move(*wrong);
      out[name] = std::move(std::get<FactsJson>(reading));
    }
    if (record.key && !out.contains(program_.fields[*record.key].name)) {
      return AnswerFault{say("this {} has no {}, which tells it from the others", "该{}缺少用于标识的 {}", record.label,
                             program_.fields[*record.key].name),
                         {}};
    }
    return out;
  }

  auto no_field(const model::Record& record, const std::string& name) const -> Reading {
    std::vector<std::string> names;
    for (const auto id : record.fields) names.push_back(program_.fields[id].name);
    AnswerFault wrong{say("`{}` has no field `{}`", "`{}` 没有字段 `{}`", record.label, shown_text(name)), {}};
    if (const auto near = suggest(name, names)) wrong.help = did_you_mean(*near);
    return wrong;
  }

  static auto did_you_mean(const std::string& near) -> Localised {
    return say("did you mean `{}`?", "是否想写 `{}`？", near);
  }

  auto truth(const Field& field, const FactsJson& given) const -> Reading {
    if (given.is_boolean()) return given;
    const auto said = given.is_string() ? given.get<std::string>() : given.dump();
    if (is_one_of(said, yes_words)) return true;
    if (is_one_of(said, no_words)) return false;
    return fault(field, given);
  }

  auto number(const Field& field, const FactsJson& given) const -> Reading {
    if (given.is_number()) return given;
    if (!given.is_string()) return fault(field, given);
    const auto text = given.get<std::string>();
    const auto kept = trimmed(text);
    if (!facts::is_json_number(kept)) return fault(field, given);
    auto number = FactsJson::parse(kept, nullptr, false);
    if (!number.is_number()) return fault(field, given);
    return number;
  }

  auto text(const Field& field, const FactsJson& given) const -> Reading {
    if (given.is_number()) return given.dump();  // a name that looks like a number
    if (!given.is_string()) return fault(field, given);
    const auto text = given.get<std::string>();
    if (utf8::find_invalid(text)) return fault(field, given);
    const auto kept = trimmed(text);
    // In quotes stands what would else mean something: "none".
    const bool quoted = kept.size() >= 2 && kept.front() == '"' && kept.back() == '"';
    return std::string(quoted ? kept.substr(1, kept.size() - 2) : kept);
  }

  auto choice(const Field& field, EnumerationId id, const FactsJson& given) const -> Reading {
    if (!given.is_string()) return fault(field, given);
    const auto said = in_lower_case(trimmed(given.get_ref<const std::string&>()));
    std::vector<std::string> words;
    for (const auto& choice : program_.enumerations[id].choices) {
      for (const std::string_view word :
           {std::string_view(choice.name), choice.label.en.view(), choice.label.zh.view()}) {
        if (in_lower_case(word) == said) return choice.name;
        words.emplace_back(word);
      }
    }
    auto wrong = fault(field, given);
    if (const auto near = suggest(said, words)) wrong.help = did_you_mean(*near);
    return wrong;
  }

  auto formed(const Field& field, Kind kind, const FactsJson& given) const -> Reading {
    if (!given.is_string() && !(kind == Kind::version && given.is_number())) return fault(field, given);
    const auto said = given.is_string() ? given.get<std::string>() : given.dump();
    const auto written = written_form(kind, trimmed(said));
    if (facts::parse_formed(kind, written)) return written;
    auto wrong = fault(field, given);
    wrong.help = facts::form_words(kind, written);
    return wrong;
  }

  const model::Program& program_;
};

}  // namespace

auto trimmed(std::string_view text) -> std::string_view {
  constexpr std::string_view space = " \t\r\n";
  const auto begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

auto means_unknown(std::string_view text) -> bool {
  constexpr std::array<std::string_view, 8> words = {"unknown", "not known", "?",    "？",
                                                     "不清楚",  "不知道",    "未知", "不详"};
  return is_one_of(text, words);
}

auto means_none(std::string_view text) -> bool {
  constexpr std::array<std::string_view, 7> words = {"none", "no such thing", "does not exist", "无", "没有", "不存在",
                                                     "n/a"};
  return is_one_of(text, words);
}

auto is_choice(const model::Program& program, Type type, std::string_view text) -> bool {
  if (type.kind != Kind::enumeration) return false;
  const auto said = in_lower_case(trimmed(text));
  return std::ranges::any_of(program.enumerations[type.element().enumeration()].choices, [&](const auto& choice) {
    return in_lower_case(choice.name) == said || in_lower_case(choice.label.en) == said || choice.label.zh == said;
  });
}

auto read_answer(const model::Program& program, model::FieldId field, const FactsJson& given)
    -> std::variant<FactsJson, AnswerFault> {
  return AnswerReader(program).read(program.fields[field], given);
}

auto example_of(const model::Program& program, model::FieldId field, Lang lang) -> std::string {
  return spoken_example(program, program.fields[field]).in(lang);
}

auto form_of_answer(const model::Program& program, model::FieldId field) -> Localised {
  return words_of_form(program, program.fields[field]);
}

}  // namespace dengbao::assess
