#include "collect/sudoers.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "collect/text.h"

namespace dengbao::collect {
namespace {

constexpr int deepest_include = 16;

struct Reader {
  const IncludeReader& include;
  Sudoers result;
  std::map<std::string, std::vector<std::string>, std::less<>> user_aliases;
  std::vector<std::string> specifications;

  void read(std::string_view text, int depth);
  auto read_include(std::string_view line, int depth) -> bool;
  void read_alias(std::string_view line);
};

// `#includedir` is no comment; neither is `#1000`, a user by number, which stands first in a line.
auto without_comment(std::string_view line) -> std::string_view {
  line = trim(line);
  if (line.starts_with("#include") || (line.size() > 1 && line[0] == '#' && line[1] >= '0' && line[1] <= '9')) {
    return line;
  }
  return trim(line.substr(0, line.find('#')));
}

auto Reader::read_include(std::string_view line, int depth) -> bool {
  const auto parts = words(line);
  const bool folder = parts[0] == "#includedir" || parts[0] == "@includedir";
  if (!folder && parts[0] != "#include" && parts[0] != "@include") return false;
  if (parts.size() < 2 || depth >= deepest_include) return true;
  for (const auto& [path, ok, text] : include(std::string(parts[1]), folder)) {
    if (ok) {
      read(text, depth + 1);
    } else {
      result.unread.push_back(path);
    }
  }
  return true;
}

// User_Alias ADMINS = alice, bob : OPERATORS = carol
void Reader::read_alias(std::string_view line) {
  line.remove_prefix(std::string_view("User_Alias").size());
  for (const auto definition : split(line, ':')) {
    const auto equals = definition.find('=');
    if (equals == std::string_view::npos) continue;
    auto& members = user_aliases[std::string(trim(definition.substr(0, equals)))];
    for (const auto member : split(definition.substr(equals + 1), ',')) members.emplace_back(trim(member));
  }
}

void Reader::read(std::string_view text, int depth) {
  std::string open;
  for (const auto raw : lines(text)) {
    open += without_comment(raw);
    if (!open.empty() && open.back() == '\\') {
      open.back() = ' ';
      continue;
    }
    const auto line = std::exchange(open, {});
    if (line.empty() || read_include(line, depth)) continue;
    const auto first = words(line).front();
    if (first == "User_Alias") {
      read_alias(line);
    } else if (!first.starts_with("Defaults") && !first.ends_with("_Alias")) {
      specifications.push_back(line);
    }
  }
}

// "(root:adm)", "(ALL)", "" (root is the default)
auto allows_root(std::string_view runas) -> bool {
  const auto users = runas.substr(0, runas.find(':'));
  if (trim(users).empty()) return trim(runas).empty();  // "(:adm)" changes the group only
  bool allowed = false;
  for (const auto user : split(users, ',')) {
    const auto name = trim(user);
    if (name == "ALL" || name == "root" || name == "#0") allowed = true;
    if (name == "!root" || name == "!#0") allowed = false;
  }
  return allowed;
}

struct Grant {
  bool root = false;
  bool all_commands = false;
  bool no_password = false;
};

// What stands right of the `=`: "(ALL : ALL) NOPASSWD: ALL, !/usr/bin/su". Tags and the target hold on for the
// commands that follow.
auto parse_grant(std::string_view text) -> Grant {
  Grant grant;
  bool root = true;
  bool no_password = false;
  while (!(text = trim(text)).empty()) {
    if (text.front() == '(') {
      const auto close = std::min(text.find(')'), text.size() - 1);
      root = allows_root(text.substr(1, close - 1));
      text.remove_prefix(close + 1);
      continue;
    }
    const auto comma = std::min(text.find(','), text.size());
    auto command = trim(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    for (auto colon = command.find(':'); colon != std::string_view::npos; colon = command.find(':')) {
      const auto tag = trim(command.substr(0, colon));
      if (tag.empty() || tag.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") != std::string_view::npos) break;
      if (tag == "NOPASSWD") no_password = true;
      if (tag == "PASSWD") no_password = false;
      command = trim(command.substr(colon + 1));
    }
    if (!root || command.empty() || command.front() == '!') continue;
    grant.root = true;
    grant.no_password = grant.no_password || no_password;
    grant.all_commands = grant.all_commands || command == "ALL";
  }
  return grant;
}

// A comma may have blanks after it: the user list ends at the first blank that follows no comma and precedes none.
auto user_list_end(std::string_view line) -> std::size_t {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != ' ' && line[i] != '\t') continue;
    const auto next = line.find_first_not_of(" \t", i);
    if (next == std::string_view::npos) return line.size();
    const bool joined = line[next] == ',' || (i > 0 && line[i - 1] == ',');
    if (!joined) return i;
    i = next;
  }
  return line.size();
}

// Each name once, so that aliases that name one another in a circle come to an end.
void add_who(const Reader& reader, const std::string& name, std::set<std::string>& seen,
             std::vector<std::string>& into) {
  if (name.empty() || name.front() == '!' || !seen.insert(name).second) return;
  const auto alias = reader.user_aliases.find(name);
  if (alias == reader.user_aliases.end()) {
    into.push_back(name);
    return;
  }
  for (const auto& member : alias->second) add_who(reader, member, seen, into);
}

void add_rules(const Reader& reader, const std::string& line, std::vector<SudoRule>& into) {
  const auto equals = line.find('=');
  if (equals == std::string::npos) return;
  const auto grant = parse_grant(std::string_view(line).substr(equals + 1));
  if (!grant.root) return;
  std::vector<std::string> who;
  std::set<std::string> seen;
  for (const auto name : split(std::string_view(line).substr(0, user_list_end(line)), ',')) {
    add_who(reader, std::string(trim(name)), seen, who);
  }
  for (auto& name : who) into.push_back({std::move(name), grant.all_commands, grant.no_password});
}

}  // namespace

auto parse_sudoers(std::string_view text, const IncludeReader& include) -> Sudoers {
  Reader reader{include, {}, {}, {}};
  reader.read(text, 0);
  for (const auto& line : reader.specifications) add_rules(reader, line, reader.result.rules);
  return std::move(reader.result);
}

}  // namespace dengbao::collect
