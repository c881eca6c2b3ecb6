#include <algorithm>
#include <array>

#include "base/diagnostic.h"
#include "import/network_terms.h"
#include "import/scap_results.h"
#include "import/scap_rules.h"
#include "import/xml.h"

// Reads the results of SCAP scanners element by element. Of a collection, which holds the content as well, only the
// results and what the scanner collected are looked at.
namespace dengbao::importing {
namespace {

// Longer texts are none of ours: scripts, lists of files.
constexpr std::size_t longest_text = 4096;

constexpr std::string_view known_results[] = {"pass",       "fail",        "error",         "unknown", "notapplicable",
                                              "notchecked", "notselected", "informational", "fixed"};
// What else a run holds.
constexpr std::string_view run_words[] = {"benchmark", "identity",       "metadata",      "organization",
                                          "profile",   "remark",         "score",         "set-complex-value",
                                          "signature", "tailoring-file", "target-id-ref", "title"};
// Where a name has letters in front of a colon, these stand for its namespace.
auto local_name(std::string_view name) -> std::string_view { return name.substr(name.rfind(':') + 1); }

// "xccdf_org.ssgproject.content_rule_sshd_disable_root_login", in version 1.1 "sshd_disable_root_login".
auto short_name(std::string_view id, std::string_view mark) -> std::string {
  const auto at = id.starts_with("xccdf_") ? id.find(mark) : std::string_view::npos;
  return std::string(at == std::string_view::npos ? id : id.substr(at + mark.size()));
}

// Names of rules and elements are words; what else stands there may be anything.
auto is_plain_word(std::string_view word) -> bool {
  return !word.empty() && word.size() <= 100 && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
}

auto trimmed(std::string_view text) -> std::string {
  constexpr auto* white = " \t\r\n";
  const auto first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(white) - first + 1));
}

// How a hash of shadow protects its password; nothing for what is no hash: the account is locked, or has none.
auto hash_cover(std::string_view hash) -> std::optional<SecretCover> {
  constexpr std::string_view strong[] = {"$y$", "$gy$", "$7$", "$6$", "$5$", "$sm3$", "$2a$", "$2b$", "$2y$"};
  if (hash.size() < 13 || hash.find_first_of("!*") == 0) return std::nullopt;
  const auto fits = [&](std::string_view prefix) { return hash.starts_with(prefix); };
  if (std::ranges::any_of(strong, fits)) return SecretCover::hashed;
  return hash.starts_with("$1$") || hash.size() == 13 ? SecretCover::weakly_hashed : SecretCover::unclear;
}

class ScapReader : public XmlReader {
 public:
  explicit ScapReader(Findings& findings) : findings_(findings) {}

  void start(std::string_view name, const XmlAttributes& attributes, std::uint32_t line) override {
    const auto local = local_name(name);
    wants_text_ = false;
    text_.clear();
    if (in_run_ > 0) {
      start_in_run(local, attributes, line);
    } else if (in_item_ > 0) {
      ++in_item_;
      wants_text_ = in_item_ == 2 && item_counts_;
    } else if (in_data_ > 0) {
      ++in_data_;
      start_item(local, attributes, line);
    } else if (in_info_ > 0) {
      ++in_info_;
      wants_text_ = local == "os_name" || local == "os_version";
      line_ = line;
    } else {
      start_outside(local, attributes, line);
    }
  }

  void end(std::string_view name) override {
    const auto local = local_name(name);
    if (in_run_ > 0) {
      end_in_run(local);
      --in_run_;
    } else if (in_item_ > 0) {
      if (in_item_ == 2 && wants_text_) take_field(local);
      if (--in_item_ == 0) finish_item();
      if (in_item_ == 0) --in_data_;
    } else if (in_data_ > 0) {
      --in_data_;
    } else if (in_info_ > 0) {
      if (wants_text_) (local == "os_name" ? results.os_name : results.os_version) = {trimmed(text_), line_, piece_};
      --in_info_;
    }
    wants_text_ = false;
  }

  void text(std::string_view piece) override {
    if (wants_text_ && text_.size() <= longest_text) text_.append(piece);
  }

  ScapResults results;

 private:
  auto piece(std::uint32_t line, Use use, std::string what) -> std::size_t {
    findings_.read_piece(line, use, std::move(what));
    return findings_.pieces.size() - 1;
  }

  void start_outside(std::string_view local, const XmlAttributes& attributes, std::uint32_t line) {
    if (local == "TestResult") {
      in_run_ = 1;
      auto& run = results.runs.emplace_back();
      run.ended = {attribute(attributes, "end-time"), line, piece(line, Use::unused, "TestResult")};
    } else if (local == "system_data") {
      in_data_ = 1;
    } else if (local == "system_info") {
      in_info_ = 1;
      piece_ = piece(line, Use::unused, std::string(local));
    } else if (local == "Benchmark" || local == "oval_results" || local == "data-stream-collection" ||
               local == "asset") {
      piece(line, Use::unused, std::string(local));
    }
  }

  // ---- one run

  void start_in_run(std::string_view local, const XmlAttributes& attributes, std::uint32_t line) {
    auto& run = results.runs.back();
    line_ = in_rule_ ? line_ : line;
    if (++in_run_ == 2) {
      start_part(local, attributes, line);
    } else if (in_rule_) {
      if (local == "override") run.rules.back().overridden = true;
      wants_text_ = in_run_ == 3 && local == "result";
    } else if (local == "fact" && in_run_ == 3) {
      name_ = attribute(attributes, "name");
      wants_text_ = true;
      piece_ = piece(line, Use::unused, "fact");
    }
  }

  void start_part(std::string_view local, const XmlAttributes& attributes, std::uint32_t line) {
    auto& run = results.runs.back();
    if (local == "rule-result") {
      in_rule_ = true;
      const auto name = short_name(attribute(attributes, "idref"), "_rule_");
      run.rules.push_back({name, "", false, line, piece(line, Use::unknown, "rule-result")});
    } else if (local == "target" || local == "target-address") {
      wants_text_ = true;
      piece_ = piece(line, Use::unused, std::string(local));
    } else if (local == "set-value") {
      wants_text_ = true;
      name_ = short_name(attribute(attributes, "idref"), "_value_");
      piece_ = piece(line, Use::unused, std::string(local));
    } else if (local == "platform") {
      piece_ = piece(line, Use::unused, std::string(local));
      run.platforms.push_back({attribute(attributes, "idref"), line, piece_});
    } else if (local != "target-facts") {
      if (local == "benchmark") run.benchmark = attribute(attributes, "id");
      const bool known = std::ranges::find(run_words, local) != std::end(run_words);
      piece(line, known ? Use::unused : Use::unknown, is_plain_word(local) ? std::string(local) : "element");
    }
  }

  void end_in_run(std::string_view local) {
    auto& run = results.runs.back();
    if (in_rule_ && in_run_ == 3 && wants_text_) run.rules.back().result = trimmed(text_);
    if (in_run_ == 2 && local == "rule-result") {
      settle_rule(run.rules.back());
      in_rule_ = false;
    }
    if (!wants_text_ || in_rule_ || text_.size() > longest_text) return;
    const ScapText said{trimmed(text_), line_, piece_};
    if (local == "target") run.target = said;
    if (local == "target-address") run.addresses.push_back(said);
    if (local == "set-value") run.values.emplace(name_, said);
    if (local == "fact") take_fact(run, said);
  }

  void take_fact(ScapRun& run, const ScapText& said) const {
    const auto what = std::string_view(name_).substr(name_.rfind(':') + 1);
    if (what == "fqdn" || what == "host_name") run.names.push_back(said);
    if (what == "ipv4" || what == "ipv6") run.addresses.push_back(said);
  }

  void settle_rule(const ScapRule& rule) {
    auto& what = findings_.pieces[rule.piece];
    const bool known_result = std::ranges::find(known_results, rule.result) != std::end(known_results);
    if (rule.result == "notselected") {
      what = {rule.line, Use::unused, "rule-result: notselected"};
    } else if (known_result && is_plain_word(rule.name)) {
      what.use = is_known(rule.name) ? Use::unused : Use::unknown;
      what.what = "rule-result " + rule.name + ": " + rule.result;
    }
  }

  static auto is_known(std::string_view rule) -> bool {
    return is_rule_without_fact(rule) || std::ranges::any_of(meanings_of_passing(), [&](const RuleMeaning& one) {
             return fits_pattern(rule, one.rules.substr(0, one.rules.find(' ')));
           });
  }

  // ---- what the scanner collected

  void start_item(std::string_view local, const XmlAttributes& attributes, std::uint32_t line) {
    const bool is_item = in_data_ == 2 && local.ends_with("_item") && is_plain_word(local);
    piece_ = piece(line, is_item ? Use::unused : Use::unknown, is_plain_word(local) ? std::string(local) : "element");
    const auto status = attribute(attributes, "status");
    constexpr std::string_view read[] = {"textfilecontent_item", "password_item", "shadow_item", "rpminfo_item",
                                         "dpkginfo_item"};
    item_counts_ = (status.empty() || status == "exists") && std::ranges::find(read, local) != std::end(read);
    in_item_ = 1;
    item_ = local;
    fields_.clear();
    shadow_ = {};
    line_ = line;
  }

  // The text of a password is looked at here, and nowhere else.
  void take_field(std::string_view field) {
    if (field == "password") {
      const auto cover = hash_cover(trimmed(text_));
      if (cover) findings_.secret(line_, SecretKind::password, *cover);
      shadow_.usable = cover.has_value();
      shadow_.broken = cover == SecretCover::weakly_hashed;
      text_.assign(text_.size(), ' ');
    } else if (text_.size() <= longest_text) {
      fields_[std::string(field)] = trimmed(text_);
    }
  }

  void finish_item() {
    if (!item_counts_) return;
    if (item_ == "textfilecontent_item") finish_text();
    if (item_ == "password_item" && !field("username").empty()) {
      results.accounts.push_back({field("username"), field("user_id"), field("login_shell"), line_, piece_});
    }
    if (item_ == "shadow_item" && !field("username").empty()) finish_shadow();
    if ((item_ == "rpminfo_item" || item_ == "dpkginfo_item") && !field("name").empty()) {
      results.packages.push_back({field("name"), field("version"), line_, piece_});
    }
  }

  // Of the files that hold hashes and communities no text is kept.
  void finish_text() {
    const auto path = field("filepath").empty() ? field("path") + '/' + field("filename") : field("filepath");
    if (path.find("shadow") != std::string::npos || path.find("grub") != std::string::npos) {
      if (field("text").find('$') != std::string::npos || field("text").find("pbkdf2") != std::string::npos) {
        findings_.secret(line_, SecretKind::password, SecretCover::hashed);
      }
      return;
    }
    if (path.find("snmp") != std::string::npos) {
      if (field("text").find("community") != std::string::npos) {
        findings_.secret(line_, SecretKind::community, SecretCover::clear);
      }
      return;
    }
    results.files.push_back({path, {field("text"), line_, piece_}});
  }

  void finish_shadow() {
    shadow_.name = field("username");
    shadow_.changed = whole_number(field("chg_lst"));
    shadow_.max_days = whole_number(field("chg_req"));
    shadow_.expires = whole_number(field("exp_date"));
    shadow_.line = line_;
    shadow_.piece = piece_;
    results.shadows.push_back(shadow_);
  }

  [[nodiscard]] auto field(std::string_view name) const -> std::string {
    const auto found = fields_.find(name);
    return found == fields_.end() ? std::string() : found->second;
  }

  Findings& findings_;
  int in_run_ = 0;  // levels below the element; 0: outside
  int in_data_ = 0;
  int in_item_ = 0;
  int in_info_ = 0;
  bool in_rule_ = false;
  bool wants_text_ = false;
  bool item_counts_ = false;
  std::string text_;
  std::string name_;
  std::string item_;
  std::map<std::string, std::string, std::less<>> fields_;
  ScapShadow shadow_;
  std::uint32_t line_ = 0;
  std::size_t piece_ = 0;
};

}  // namespace

auto read_scap(std::string_view text, Findings& findings) -> ScapResults {
  ScapReader reader(findings);
  if (const auto fault = reader.read(text)) {
    findings.refuse(say("it is no whole XML at line {}, or XML that no scanner writes",
                        "第 {} 行起不是完整的 XML，或不是扫描工具产生的 XML", *fault));
  } else if (reader.results.runs.empty()) {
    findings.refuse({"it holds no results (`TestResult` of XCCDF): give the file of `--results` or `--results-arf`",
                     "其中没有结果（XCCDF 的 `TestResult`）：请使用 `--results` 或 `--results-arf` 产生的文件"});
  }
  return std::move(reader.results);
}

}  // namespace dengbao::importing
