#include "collect/pam.h"

#include <algorithm>
#include <array>

namespace dengbao::collect {
namespace {

constexpr int deepest_pam_include = 16;
constexpr std::size_t most_lines = 10'000;

// "auth [success=1 default=ignore] pam_unix.so nullok" → its four parts; a control in brackets may hold blanks.
auto parse_line(std::string_view line) -> std::optional<PamLine> {
  PamLine result;
  const auto type_end = std::min(line.find_first_of(" \t"), line.size());
  result.type = lower(line.substr(0, type_end));
  if (result.type.starts_with('-')) result.type.erase(0, 1);  // "-auth": no log entry where the module is missing
  line = trim(line.substr(type_end));
  const bool brackets = line.starts_with('[');
  const auto control_end = brackets ? line.find(']') : line.find_first_of(" \t");
  if (control_end == std::string_view::npos) return std::nullopt;
  result.control = line.substr(0, control_end + (brackets ? 1 : 0));
  const auto rest = words(line.substr(control_end + 1));
  if (rest.empty()) return std::nullopt;
  result.module = rest[0].substr(rest[0].rfind('/') + 1);
  result.arguments.assign(rest.begin() + 1, rest.end());
  return result;
}

struct PamReader {
  const PamFileReader& file;
  PamStack stack;

  // `type` limits an include that stands in a line of one type; empty: all lines.
  void include(const std::string& name, const std::string& type, int depth) {
    if (depth >= deepest_pam_include) return;
    if (const auto text = file(name)) {
      read(*text, type, depth + 1);
    } else {
      stack.unread.push_back(name);
    }
  }

  void read(std::string_view text, const std::string& type, int depth) {
    for (const auto& line : config_lines(text)) {
      if (stack.lines.size() >= most_lines) return;
      if (line.starts_with("@include")) {
        const auto parts = words(line);
        if (parts.size() > 1) include(std::string(parts[1]), type, depth);
        continue;
      }
      auto parsed = parse_line(line);
      if (!parsed || (!type.empty() && parsed->type != type)) continue;
      if (parsed->control == "include" || parsed->control == "substack") {
        include(parsed->module, parsed->type, depth);
      } else {
        stack.lines.push_back(std::move(*parsed));
      }
    }
  }
};

// Arguments of the module over the settings of its file.
auto with_arguments(Settings settings, const PamLine& line) -> Settings {
  for (const auto& argument : line.arguments) {
    const auto equals = argument.find('=');
    const bool has_value = equals != std::string::npos;
    settings[lower(argument.substr(0, equals))] = has_value ? argument.substr(equals + 1) : "";
  }
  return settings;
}

auto enforces(const PamLine& line) -> bool { return line.control != "optional"; }

constexpr std::array<std::string_view, 4> credits{"dcredit", "ucredit", "lcredit", "ocredit"};

struct QualityDefaults {
  std::int64_t min_length;
  std::int64_t credit;
  std::int64_t shortest;  // the module goes no lower
};

// A positive credit n lets up to n characters of a kind count double, so it shortens the required length; a negative
// one, -n, asks for n characters of the kind.
void apply_quality(const Settings& settings, QualityDefaults defaults, PasswordRules& rules) {
  auto length = number_setting(settings, "minlen").value_or(defaults.min_length);
  std::int64_t asked_kinds = 0;
  for (const auto name : credits) {
    const auto credit = number_setting(settings, std::string(name)).value_or(defaults.credit);
    if (credit < 0) ++asked_kinds;
    if (credit > 0) length -= credit;
  }
  const auto kinds = std::max(asked_kinds, number_setting(settings, "minclass").value_or(0));
  rules.quality_module = true;
  rules.min_length = std::max({rules.min_length, length, defaults.shortest});
  rules.min_kinds = std::max(rules.min_kinds, kinds);
}

void apply_unix(const PamLine& line, PasswordRules& rules) {
  constexpr std::array<std::string_view, 8> schemes{"yescrypt", "gost_yescrypt", "sha512", "sha256",
                                                    "blowfish", "bigcrypt",      "md5",    "sm3"};
  const auto settings = with_arguments({}, line);
  rules.min_length = std::max(rules.min_length, number_setting(settings, "minlen").value_or(6));
  if (const auto remember = number_setting(settings, "remember")) rules.remembered = remember;
  for (const auto scheme : schemes) {
    if (settings.contains(std::string(scheme))) rules.hash_scheme = scheme;
  }
}

void not_known(PasswordRules& rules, std::string why) {
  rules.known = false;
  rules.why_unknown = std::move(why);
}

// Modules that stand among those for changing passwords and ask nothing of a new one of a local account.
constexpr std::array<std::string_view, 20> no_password_rules{
    "pam_deny.so",      "pam_permit.so",   "pam_gnome_keyring.so", "pam_kwallet5.so", "pam_sss.so",
    "pam_ldap.so",      "pam_krb5.so",     "pam_winbind.so",       "pam_ecryptfs.so", "pam_systemd_home.so",
    "pam_selinux.so",   "pam_env.so",      "pam_faillock.so",      "pam_fprintd.so",  "pam_succeed_if.so",
    "pam_localuser.so", "pam_loginuid.so", "pam_echo.so",          "pam_warn.so",     "pam_rootok.so"};

void apply_password_line(const PamLine& line, const Settings& pwquality, const Settings& history,
                         PasswordRules& rules) {
  if (line.module == "pam_unix.so") {
    apply_unix(line, rules);
  } else if (!enforces(line)) {
    return;
  } else if (line.module == "pam_pwquality.so") {
    apply_quality(with_arguments(pwquality, line), {8, 0, 6}, rules);
  } else if (line.module == "pam_cracklib.so") {
    apply_quality(with_arguments({}, line), {9, 1, 5}, rules);
  } else if (line.module == "pam_pwhistory.so") {
    rules.remembered = number_setting(with_arguments(history, line), "remember").value_or(10);
  } else if (line.module == "pam_passwdqc.so") {
    not_known(rules, "pam_passwdqc sets rules that are not translated");
  } else if (std::find(no_password_rules.begin(), no_password_rules.end(), line.module) == no_password_rules.end()) {
    // Such as pam_deepin_pw_check of UOS and Deepin.
    not_known(rules, line.module + " may set rules that are not known");
  }
}

}  // namespace

auto parse_pam(std::string_view text, const PamFileReader& file) -> PamStack {
  PamReader reader{file, {}};
  reader.read(text, "", 0);
  return std::move(reader.stack);
}

auto password_rules(const PamStack& stack, const Settings& pwquality, const Settings& history) -> PasswordRules {
  PasswordRules rules;
  bool any = false;
  for (const auto& line : stack.lines) {
    if (line.type != "password") continue;
    any = any || line.module != "pam_deny.so";
    apply_password_line(line, pwquality, history, rules);
  }
  if (!stack.unread.empty()) not_known(rules, "an included PAM file could not be read: " + stack.unread.front());
  if (!any) not_known(rules, "no PAM stack for changing passwords was found");
  return rules;
}

auto lock_out(const PamStack& stack, const Settings& faillock) -> std::optional<LockOut> {
  for (const auto& line : stack.lines) {
    if (line.type != "auth") continue;
    const bool by_faillock = line.module == "pam_faillock.so";
    if (!by_faillock && line.module != "pam_tally2.so" && line.module != "pam_tally.so") continue;
    const auto settings = with_arguments(by_faillock ? faillock : Settings{}, line);
    LockOut result;
    result.attempts = number_setting(settings, "deny").value_or(by_faillock ? 3 : 0);
    if (text_setting(settings, "unlock_time") != "never") {
      result.seconds = number_setting(settings, "unlock_time").value_or(by_faillock ? 600 : 0);
    }
    result.root_too = settings.contains("even_deny_root");
    if (result.attempts > 0) return result;
  }
  return std::nullopt;
}

auto accepts_empty_password(const PamStack& stack) -> bool {
  return std::any_of(stack.lines.begin(), stack.lines.end(), [](const PamLine& line) {
    const auto has = [&](std::string_view word) {
      return std::find(line.arguments.begin(), line.arguments.end(), word) != line.arguments.end();
    };
    return line.type == "auth" && line.module == "pam_unix.so" && (has("nullok") || has("nullok_secure"));
  });
}

auto second_factor_module(const PamStack& stack) -> std::optional<std::string> {
  constexpr std::array<std::string_view, 9> modules{"pam_google_authenticator.so",
                                                    "pam_oath.so",
                                                    "pam_u2f.so",
                                                    "pam_yubico.so",
                                                    "pam_duo.so",
                                                    "pam_pkcs11.so",
                                                    "pam_radius.so",
                                                    "pam_radius_auth.so",
                                                    "pam_securid.so"};
  for (const auto& line : stack.lines) {
    const bool required = line.control == "required" || line.control == "requisite";
    if (line.type != "auth" || !required) continue;
    if (std::find(modules.begin(), modules.end(), line.module) != modules.end()) return line.module;
  }
  return std::nullopt;
}

}  // namespace dengbao::collect
