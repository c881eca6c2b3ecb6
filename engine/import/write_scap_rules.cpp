#include <algorithm>
#include <span>

#include "import/network_terms.h"
#include "import/scap_host.h"
#include "import/scap_rules.h"
#include "import/scap_text.h"
#include "value/calendar.h"

// What rules say, by the tables of `scap_rules`.
namespace dengbao::importing {
namespace {

void apply(ScapHost& host, const RuleMeaning& meaning) {
  const auto rules = words_in(meaning.rules);
  auto found = host.passed_by_pattern(rules.front());
  if (found.empty()) return;
  for (const auto other : std::span(rules).subspan(1)) {
    const auto also = host.passed(other);
    if (also.empty()) return;
    found.insert(found.end(), also.begin(), also.end());
  }
  const auto* variable = meaning.variable.empty() ? nullptr : host.variable(meaning.variable);
  if (!meaning.variable.empty() && (variable == nullptr || variable->text != meaning.setting)) return;
  const auto value = Json::parse(meaning.value);
  for (auto field : host.fields_of(meaning.pointer)) {
    if (field.ends_with("/-")) {
      field = host.put_element(field.substr(0, field.size() - 2), value);
    } else if (!host.put_new(field, value)) {
      continue;
    }
    host.witness(field, found);
    if (variable != nullptr) host.witness(field, *variable);
  }
}

// Protocol 1 is the only outdated one of SSH.
void write_ssh_versions(ScapHost& host) {
  const auto rules = host.passed("sshd_allow_only_protocol2");
  if (rules.empty() || !host.has("/management/0")) return;
  host.put_new("/management/0/outdated_versions", Json::array());
  host.witness("/management/0/outdated_versions", rules);
}

// Whether updates are missing was looked at, whatever came out.
void write_updates(ScapHost& host) {
  const auto day = Date::parse(std::string_view(host.run.ended.text).substr(0, 10));
  auto rules = host.passed("security_patches_up_to_date");
  if (rules.empty()) rules = host.failed("security_patches_up_to_date");
  if (rules.empty() || !day || !host.put_new("/updates/last_checked", day->to_string())) return;
  host.witness("/updates/last_checked", rules);
}

// ---- settings

struct KnownSetting {
  std::string value;
  std::vector<ScapText> said;
  ScapRules rules;  // that checked it
};

// What the files that the scanner looked at say: nothing where they say several things.
auto in_files(const ScapHost& host, const SettingMeaning& meaning) -> std::optional<KnownSetting> {
  if (host.seen == nullptr) return std::nullopt;
  std::set<std::string> values;
  KnownSetting known;
  for (const auto& file : host.seen->files) {
    if (!fits_any(file.path, meaning.files)) continue;
    std::set<std::string> here;
    add_values(file.said.text, meaning.key, here);
    if (here.empty()) continue;
    values.insert(here.begin(), here.end());
    known.said.push_back(file.said);
  }
  if (values.size() != 1) return std::nullopt;
  known.value = *values.begin();
  return known;
}

auto is_exact(const SettingMeaning& meaning, const ScapText& bound) -> bool {
  if (meaning.bound == ScapBound::equal) return true;
  return meaning.greatest != 0 && whole_number(bound.text) == meaning.greatest;
}

auto value_of(const SettingMeaning& meaning, const std::string& text) -> std::optional<Json> {
  if (meaning.unit == ScapUnit::word) {
    constexpr std::string_view words[] = {"enforcing", "permissive", "disabled", "rotate", "keep_logs", "suspend",
                                          "ignore",    "syslog",     "email",    "exec",   "single",    "halt"};
    return std::ranges::find(words, text) == std::end(words) ? std::nullopt : std::optional(Json(text));
  }
  if (meaning.unit == ScapUnit::lock_seconds && (text == "never" || text == "0")) return Json("P99Y");
  const auto number = whole_number(text);
  if (!number || *number == 0) return std::nullopt;  // switched off
  if (meaning.unit == ScapUnit::number) return Json(*number);
  return Json("PT" + std::to_string(*number) + 'S');
}

// A positive credit lets a character of a kind count double. It is the default of pam_cracklib, and of the
// pam_pwquality in Red Hat's systems 6 and 7.
auto may_be_shortened(const ScapHost& host, const SettingMeaning& meaning) -> bool {
  if (meaning.key != "minlen") return false;
  const bool by_default = host.run.benchmark.ends_with("-6") || host.run.benchmark.ends_with("-7") ||
                          !host.passed("cracklib_accounts_password_pam_minlen").empty();
  for (const std::string credit : {"dcredit", "ucredit", "lcredit", "ocredit"}) {
    const auto* variable = host.variable("var_password_pam_" + credit);
    const bool asked = !host.passed("accounts_password_pam_" + credit).empty();
    if (asked && variable != nullptr && variable->text.starts_with('-')) continue;
    if (by_default) return true;
    std::set<std::string> values;
    if (host.seen != nullptr) {
      for (const auto& file : host.seen->files) {
        if (fits_any(file.path, meaning.files)) add_values(file.said.text, credit, values);
      }
    }
    if (std::ranges::any_of(values, [](const std::string& one) { return whole_number(one).value_or(0) > 0; })) {
      return true;
    }
  }
  return false;
}

class ScapSettings {
 public:
  explicit ScapSettings(ScapHost& host) : host_(host) {}

  void write() {
    for (const auto& meaning : setting_meanings()) apply_setting(meaning);
    write_when_full();
  }

 private:
  void apply_setting(const SettingMeaning& meaning) {
    ScapRules rules;
    for (const auto rule : words_in(meaning.rules)) {
      const auto found = host_.passed_by_pattern(rule);
      rules.insert(rules.end(), found.begin(), found.end());
    }
    // Of what was repaired the report does not tell whether its lines were collected before or after.
    const bool repaired = std::ranges::find(rules, "fixed", &ScapRule::result) != rules.end();
    const auto* bound = rules.empty() ? nullptr : host_.variable(meaning.variable);
    auto known = repaired || !is_in_force(meaning, rules) ? std::nullopt : in_files(host_, meaning);
    if (!known && bound != nullptr && is_exact(meaning, *bound)) {
      known = KnownSetting{in_small_letters(bound->text), {*bound}, {}};
    }
    const auto value = known ? value_of(meaning, known->value) : std::nullopt;
    if (value && !may_be_shortened(host_, meaning)) {
      tell(meaning, *value, known->said, rules);
    } else if (bound != nullptr && meaning.bound != ScapBound::equal) {
      note_bound(meaning, *bound);
    }
  }

  [[nodiscard]] auto is_in_force(const SettingMeaning& meaning, const ScapRules& passed) const -> bool {
    const auto others = words_in(meaning.in_force);
    return !passed.empty() || meaning.in_force == "*" ||
           std::ranges::any_of(others, [&](std::string_view rule) { return !host_.passed(rule).empty(); });
  }

  void tell(const SettingMeaning& meaning, const Json& value, const std::vector<ScapText>& said,
            const ScapRules& rules) {
    if (!meaning.pointer.starts_with('/')) {
      words_[std::string(meaning.pointer)] = {value.get<std::string>(), said, rules};
      return;
    }
    for (const auto& field : host_.fields_of(meaning.pointer)) {
      if (!host_.put_new(field, value)) continue;
      for (const auto& one : said) host_.witness(field, one);
      host_.witness(field, rules);
    }
  }

  // "At least 12" is no value: a check against 14 would read it wrongly. People see it where they fill in the fact.
  void note_bound(const SettingMeaning& meaning, const ScapText& bound) {
    const auto number = whole_number(bound.text);
    if (!number || !meaning.pointer.starts_with('/')) return;
    const std::string side = meaning.bound == ScapBound::at_least ? "at least " : "at most ";
    for (const auto& field : host_.fields_of(meaning.pointer)) {
      host_.gap(field, Gap::collection_failed, "the rule that passed says only: " + side + std::to_string(*number));
    }
  }

  [[nodiscard]] auto word(const std::string& key) const -> std::string {
    const auto found = words_.find(key);
    return found == words_.end() ? std::string() : found->second.value;
  }

  // As auditd decides: by the size of its files first, then by the room on the disk.
  [[nodiscard]] auto when_full() const -> std::string {
    const auto at_limit = word("max_log_file_action");
    const auto disk_full = word("disk_full_action");
    const auto space_left = word("space_left_action");
    if (at_limit == "rotate") return "overwrite";
    if (at_limit == "suspend") return "stop";
    if (at_limit != "keep_logs" || disk_full.empty()) return {};
    if (disk_full == "rotate") return "overwrite";
    if (disk_full == "suspend" || disk_full == "single" || disk_full == "halt") return "stop";
    return space_left == "email" || space_left == "exec" || space_left == "syslog" ? "alarm" : "";
  }

  void write_when_full() {
    const auto answer = when_full();
    if (answer.empty() || host_.passed("service_auditd_enabled").empty()) return;
    host_.put_new("/audit/when_full", answer);
    for (const auto& [key, known] : words_) {
      for (const auto& one : known.said) host_.witness("/audit/when_full", one);
      host_.witness("/audit/when_full", known.rules);
    }
  }

  ScapHost& host_;
  std::map<std::string, KnownSetting> words_;
};

// ---- servers

void apply(ScapHost& host, const ServerMeaning& meaning) {
  ScapRules rules;
  for (const auto rule : words_in(meaning.rules)) {
    const auto found = host.passed(rule);
    rules.insert(rules.end(), found.begin(), found.end());
  }
  if (rules.empty()) return;
  const auto heads = words_in(meaning.words);
  for (const auto& file : host.seen->files) {
    if (!fits_any(file.path, meaning.files)) continue;
    for (const auto line : lines_in(file.said.text)) {
      const auto words = words_in(line);
      if (words.size() < 2 || std::ranges::find(heads, words[0]) == heads.end()) continue;
      const auto server = server_in(words[1]);
      if (server.empty()) continue;
      const auto field = host.put_element(std::string(meaning.pointer), server);
      host.witness(field, file.said);
      host.witness(field, rules);
    }
  }
}

// Rules that could not be tried leave their fact open, and say why.
void note_gaps(ScapHost& host, const ScapRule& rule) {
  const bool undecided = rule.result == "error" || rule.result == "unknown";
  if (!undecided && rule.result != "notchecked") return;
  const auto because = undecided ? Gap::collection_failed : Gap::not_looked;
  const std::string note = undecided ? "the scanner could not decide the rule that tells it"
                                     : "the scanner did not check the rule that tells it";
  const auto tell = [&](std::string_view pointer) {
    for (const auto& field : host.fields_of(pointer)) host.gap(field, because, note);
  };
  for (const auto& meaning : meanings_of_passing()) {
    if (meaning.rules == rule.name && !meaning.pointer.ends_with("/-")) tell(meaning.pointer);
  }
  for (const auto& meaning : setting_meanings()) {
    if (fits_any(rule.name, meaning.rules) && meaning.pointer.starts_with('/')) tell(meaning.pointer);
  }
}

}  // namespace

void write_scap_rules(ScapHost& host) {
  for (const auto& meaning : meanings_of_passing()) apply(host, meaning);
  write_ssh_versions(host);
  write_updates(host);
  ScapSettings(host).write();
  if (host.seen != nullptr) {
    for (const auto& meaning : server_meanings()) apply(host, meaning);
  }
  for (const auto& rule : host.run.rules) note_gaps(host, rule);
  host.tell_gaps();
}

}  // namespace dengbao::importing
