#pragma once

#include <random>
#include <string>
#include <vector>

// Random facts of the network in small_program.h: valid, with white space, escapes, unknown keys and nested zones.
namespace dengbao::facts::test {

class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  auto network(int hosts) -> std::string {
    hosts_ = hosts;
    std::string out = "{";
    if (chance(3)) out += space() + R"("unknown")" + colon() + anything(0) + ",";
    out += space() + R"("zones")" + colon() + zones(3, "z") + "," + space() + R"("hosts")" + colon() + "[";
    for (int i = 0; i < hosts; ++i) out += (i > 0 ? "," : "") + space() + host(i);
    out += space() + "]";
    if (chance(2)) out += "," + space() + R"("every")" + colon() + every();
    if (chance(2)) out += "," + space() + R"("levels")" + colon() + levels();
    if (chance(4)) out += R"(,"missing":[{"facts":"/hosts/0/logging","because":"not-looked"}])";
    return out + space() + "}" + space();
  }

  // Changes a few bytes.
  auto mutated(std::string text) -> std::string {
    static const std::string alphabet = "{}[]:,\"\\u0019.eE-+ntf \n\x01\xe9\xff";
    for (auto changes = 1 + below(3); changes > 0 && !text.empty(); --changes) {
      const auto at = below(text.size());
      if (chance(4)) {
        text.erase(at, 1 + below(5));
      } else {
        text[at] = alphabet[below(alphabet.size())];
      }
    }
    return text;
  }

  auto below(std::size_t limit) -> std::size_t { return random_() % limit; }

 private:
  auto chance(std::size_t one_in) -> bool { return below(one_in) == 0; }
  auto space() -> std::string { return chance(6) ? std::string(1 + below(3), " \n\t\r"[below(4)]) : ""; }
  auto colon() -> std::string { return space() + ":" + space(); }

  auto text() -> std::string {
    static const std::vector<std::string> pieces{
        "a",      "host", "},{", "\\\"", "\\\\",       "\\u00e9",        "e\u0301",
        "生产部", "\\n",  ",",   " ",    "\U0001F600", "\\ud83d\\ude00", "x]"};
    std::string out = "\"";
    for (auto count = below(6); count > 0; --count) out += pieces[below(pieces.size())];
    return out + "\"";
  }
  auto number() -> std::string {
    static const std::vector<std::string> numbers{"0",          "-1",         "7",          "443",
                                                  "2147483647", "2147483648", "0.5",        "1e3",
                                                  "-12.25",     "999999999",  "1000000000", "123456789012345678"};
    return numbers[below(numbers.size())];
  }
  auto truth() -> std::string { return chance(5) ? "null" : chance(2) ? "true" : "false"; }

  auto anything(int depth) -> std::string {
    switch (below(depth > 3 ? 3 : 5)) {
      case 0:
        return number();
      case 1:
        return text();
      case 2:
        return truth();
      case 3: {
        std::string out = "[";
        for (std::size_t i = below(4); i > 0; --i) out += anything(depth + 1) + (i > 1 ? "," : "");
        return out + "]";
      }
      default: {
        std::string out = "{";
        for (std::size_t i = below(15); i > 0; --i) {
          out += "\"k" + std::to_string(i) + "\"" + colon() + anything(depth + 2) + (i > 1 ? "," : "");
        }
        return out + space() + "}";
      }
    }
  }

  auto zones(int depth, const std::string& prefix) -> std::string {
    std::string out = "[";
    const auto count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i) {
      const auto name = prefix + std::to_string(i);
      out += (i > 0 ? "," : "") + space() + R"({"id")" + colon() + "\"" + name + "\"";
      if (depth > 0 && chance(2)) out += "," + space() + R"("zones":)" + zones(depth - 1, name);
      out += space() + "}";
    }
    return out + "]";
  }

  auto member(std::string& out, const std::string& name, const std::string& value) -> void {
    out += (out.size() > 1 ? "," : "") + space() + "\"" + name + "\"" + colon() + value + space();
  }

  auto host(int number) -> std::string {
    std::string out = "{";
    const bool last = chance(3);
    const auto id = "\"h" + std::to_string(number) + "\"";
    if (!last) member(out, "id", id);
    if (chance(2)) member(out, "kind", chance(2) ? "\"server\"" : "\"sens\\u006fr\"");
    if (chance(2)) member(out, "zone", "\"z0\"");
    if (chance(3)) member(out, "zones", R"(["z0",  "z0"])");
    if (chance(4)) member(out, "note", anything(1));
    if (chance(2)) member(out, "accounts", accounts());
    if (chance(2)) member(out, "logging", truth());
    if (last) member(out, "i\\u0064", id);
    return out + "}";
  }

  auto accounts() -> std::string {
    std::string out = "[";
    for (std::size_t i = 0, count = below(4); i < count; ++i) {
      out += (i > 0 ? "," : "") + space() + R"({"name":"a)" + std::to_string(i) + R"(","enabled":)" + truth() +
             (chance(2) ? R"(,"age":"P90D"})" : "}");
    }
    return out + "]";
  }

  auto every() -> std::string {
    std::string out = "{";
    member(out, "truth", truth());
    member(out, "number", number());
    member(out, "text", text());
    if (chance(2)) member(out, "date", R"("2026-02-28")");
    if (chance(2)) member(out, "instant", R"("2026-11-21T08:30:00+08:00")");
    if (chance(2)) member(out, "version", R"("9.2p1")");
    if (chance(2)) member(out, "address", chance(2) ? R"("10.1.0.7")" : R"("2001:db8::7")");
    if (chance(2)) member(out, "subnet", R"("10.1.0.0/16")");
    member(out, "texts", "[" + text() + "," + text() + "]");
    member(out, "a/b~c", number());
    return out + "}";
  }

  auto levels() -> std::string {
    std::string out = "[";
    for (std::size_t i = 0, count = below(20); i < count; ++i) out += (i > 0 ? "," : "") + space() + number();
    return out + "]";
  }

  std::mt19937 random_;
  int hosts_ = 0;
};

}  // namespace dengbao::facts::test
