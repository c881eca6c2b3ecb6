#include "facts/scalars.h"

namespace dengbao::facts {
namespace {

template <typename T>
auto wrap(std::optional<T> value) -> std::optional<Value> {
  return value ? std::optional<Value>(Value(*value)) : std::nullopt;
}

// `text` has the shape of `pattern`, in which 9 stands for any digit.
auto shaped(std::string_view text, std::string_view pattern) -> bool {
  if (text.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '9' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

auto instant_words(std::string_view text) -> Localised {
  const auto clock = text.find_first_of("Tt ");
  const bool offset = clock != std::string_view::npos && text.find_first_of("Zz+-", clock) != std::string_view::npos;
  if (shaped(text, "9999-99-99") && clock != std::string_view::npos && !offset) {
    return {"its offset from UTC is missing, as in 2026-11-21T08:30:00+08:00",
            "缺少时区偏移，例如 2026-11-21T08:30:00+08:00"};
  }
  return {"write it as 2026-11-21T08:30:00+08:00", "请写成 2026-11-21T08:30:00+08:00"};
}

auto subnet_words(std::string_view text) -> Localised {
  const auto slash = text.find('/');
  if (slash != std::string_view::npos && Address::parse(text.substr(0, slash))) {
    return {"the length of its prefix is wrong, or bits behind the prefix are not zero",
            "前缀长度有误，或前缀之后的位不为零"};
  }
  return {"write it as 10.1.0.0/16", "请写成 10.1.0.0/16"};
}

}  // namespace

auto parse_formed(Kind kind, std::string_view text) -> std::optional<Value> {
  switch (kind) {
    case Kind::date:
      return wrap(Date::parse(text));
    case Kind::instant:
      return wrap(Instant::parse(text));
    case Kind::duration:
      return wrap(Duration::parse(text));
    case Kind::version:
      return Version::valid(text) ? std::optional<Value>(Version{text}) : std::nullopt;
    case Kind::address:
      return wrap(Address::parse(text));
    case Kind::subnet:
      return wrap(Subnet::parse(text));
    case Kind::truth:
    case Kind::number:
    case Kind::text:
    case Kind::enumeration:
    case Kind::record:
      break;
  }
  return std::nullopt;
}

auto kind_words(Kind kind) -> Localised {
  switch (kind) {
    case Kind::truth:
      return {"true or false", " true 或 false"};
    case Kind::number:
      return {"a number", "数字"};
    case Kind::text:
      return {"a text", "文本"};
    case Kind::date:
      return {"a date", "日期"};
    case Kind::instant:
      return {"a point in time", "时刻"};
    case Kind::duration:
      return {"a duration", "时长"};
    case Kind::version:
      return {"a version", "版本号"};
    case Kind::address:
      return {"an address", "地址"};
    case Kind::subnet:
      return {"an address range", "地址段"};
    case Kind::enumeration:
      return {"a word of a choice", "选项"};
    case Kind::record:
      break;
  }
  return {"an object", "对象"};
}

auto form_words(Kind kind, std::string_view text) -> Localised {
  switch (kind) {
    case Kind::date:
      if (shaped(text, "9999-99-99") && text.size() == 10) {
        return {"the calendar has no such day", "日历上没有这一天"};
      }
      return {"write it as 2026-11-21", "请写成 2026-11-21"};
    case Kind::instant:
      return instant_words(text);
    case Kind::duration:
      return {"write it by ISO 8601 in whole numbers, as P90D, P6M or PT24H",
              "请按 ISO 8601 以整数书写，例如 P90D、P6M 或 PT24H"};
    case Kind::version:
      return {"a version begins with a digit and holds no spaces, as 9.2p1", "版本号以数字开头且不含空格，例如 9.2p1"};
    case Kind::address:
      return {"write it as 10.1.0.7 or 2001:db8::7, without port or zone",
              "请写成 10.1.0.7 或 2001:db8::7，不带端口和区域"};
    case Kind::subnet:
      return subnet_words(text);
    case Kind::truth:
    case Kind::number:
    case Kind::text:
    case Kind::enumeration:
    case Kind::record:
      break;
  }
  return {};
}

}  // namespace dengbao::facts
