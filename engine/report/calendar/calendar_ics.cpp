#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/calendar/calendar.h"

namespace dengbao::report {
namespace {

using assess::Stage;

// TEXT of RFC 5545, 3.3.11: backslash, semicolon, comma and line break are escaped; other control characters may not
// stand there at all.
auto text_value(std::string_view text) -> std::string {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

auto continues_character(char c) -> bool { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// A content line, folded so that none has more than 75 octets (3.1), and never within a character.
auto folded(std::string_view line) -> std::string {
  constexpr std::size_t most = 75;
  std::string out;
  auto room = most;
  while (line.size() > room) {
    auto cut = room;
    while (cut > 1 && continues_character(line[cut])) --cut;
    out.append(line.substr(0, cut)).append("\r\n ");
    line.remove_prefix(cut);
    room = most - 1;  // the blank that begins a continued line counts
  }
  return out.append(line).append("\r\n");
}

auto compact(Date day) -> std::string {
  auto text = day.to_string();
  std::erase(text, '-');
  return text;
}

class Events {
 public:
  explicit Events(const Context& context) : context_(context), stamp_(compact(context.settings.as_of)) {}

  auto write(const std::vector<CalendarEntry>& entries) -> std::string {
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Dengbao//Dengbao//" + in(context_, "EN", "ZH"));
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    text("X-WR-CALNAME", fmt::format(fmt::runtime(in(context_, "Duties of {}", "{} 期限义务")), network()));
    for (const auto& entry : entries) {
      if (entry.appointment.day) event(entry);
    }
    line("END", "VCALENDAR");
    return std::move(out_);
  }

 private:
  void line(std::string_view name, std::string_view value) { out_ += folded(fmt::format("{}:{}", name, value)); }
  void text(std::string_view name, std::string_view value) { line(name, text_value(utf8::printable(value))); }
  void many_lines(std::string_view name, std::string_view value) { line(name, text_value(value)); }

  [[nodiscard]] auto network() const -> std::string {
    return context_.facts.name(context_.facts.root(), context_.lang);
  }

  // What is overdue stands on the day of assessment, where somebody will see it.
  void event(const CalendarEntry& entry) {
    const auto& [stage, due] = entry.appointment;
    const auto day = stage == Stage::overdue ? context_.settings.as_of : *due;
    line("BEGIN", "VEVENT");
    line("UID", entry.uid + "@dengbao");
    // No clock: the same facts give the same bytes. A later assessment has the higher number, so that it wins.
    line("DTSTAMP", stamp_ + "T000000Z");
    line("SEQUENCE", std::to_string(std::max(context_.settings.as_of.days, 0)));
    line("DTSTART;VALUE=DATE", compact(day));
    if (const auto next = day.moved({0, 86'400})) line("DTEND;VALUE=DATE", compact(*next));
    text("SUMMARY", summary(entry));
    many_lines("DESCRIPTION", description(entry));
    text("CATEGORIES", stage_name(stage));
    line("TRANSP", "TRANSPARENT");
    if (stage == Stage::coming) alarm(entry);
    line("END", "VEVENT");
  }

  void alarm(const CalendarEntry& entry) {
    line("BEGIN", "VALARM");
    line("ACTION", "DISPLAY");
    line("TRIGGER", "-P14D");
    text("DESCRIPTION", summary(entry));
    line("END", "VALARM");
  }

  [[nodiscard]] auto summary(const CalendarEntry& entry) const -> std::string {
    std::string out;
    switch (entry.appointment.stage) {
      case Stage::overdue:
        out = fmt::format(fmt::runtime(in(context_, "OVERDUE since {}: ", "已于 {} 逾期：")),
                          entry.appointment.day->to_string());
        break;
      case Stage::open:
        out = in(context_, "Not known whether done: ", "尚不清楚是否完成：");
        break;
      case Stage::coming:
        out = in(context_, "Due: ", "到期：");
        break;
      case Stage::done:
        out = in(context_, "Done: ", "已完成：");
        break;
    }
    out += entry.duty->title.in(context_.lang);
    if (!entry.words.empty()) out += " · " + entry.words;
    return out + in(context_, " (", "（") + network() + in(context_, ")", "）");
  }

  [[nodiscard]] auto description(const CalendarEntry& entry) const -> std::string {
    std::string out;
    const auto add = [&](const std::string& words) {
      if (!words.empty()) out += (out.empty() ? "" : "\n") + utf8::printable(words);
    };
    add(entry.remedy);
    add(entry.clauses);
    if (entry.advisory) add(in(context_, "Rests on a draft alone: advisory.", "仅依据征求意见稿，供参考。"));
    if (entry.timing.done) {
      add(fmt::format(fmt::runtime(in(context_, "Done on {}.", "完成于 {}。")), entry.timing.done->to_string()));
    }
    add(entry.why);
    add(fmt::format(fmt::runtime(in(context_, "{} · level {} · as of {}", "{} · 第 {} 级 · 评估日 {}")),
                    entry.duty->name, entry.level, context_.settings.as_of.to_string()));
    return out;
  }

  const Context& context_;
  std::string stamp_;
  std::string out_;
};

}  // namespace

auto calendar_ics(const Context& context, const std::vector<CalendarEntry>& entries) -> std::string {
  return Events(context).write(entries);
}

}  // namespace dengbao::report
