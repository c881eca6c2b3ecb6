#include <algorithm>

#include "base/diagnostic.h"
#include "import/ansible_host.h"
#include "import/kind.h"

// Facts of Ansible, in the forms in which they are kept: what `ansible all -m setup` prints (with `-o` too), the files
// of
// `--tree` and of the fact cache, the JSON callback of ansible and ansible-playbook.
namespace dengbao::importing {
namespace {

// Colours of a terminal are not part of the text. Lines stay where they are.
auto without_colours(std::string_view text) -> std::string {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) != "\x1b[") {
      plain += text[at];
      continue;
    }
    at += 2;
    while (at < text.size() && ((text[at] >= '0' && text[at] <= '9') || text[at] == ';')) ++at;
  }
  return plain;
}

// "web01 | SUCCESS => {", "web01 | success >> {"
struct ResultLine {
  std::string host;
  std::size_t json = 0;  // where its object begins, in the line
  bool failed = false;
};

auto result_line(std::string_view line) -> std::optional<ResultLine> {
  const auto bar = line.find(" | ");
  const auto brace = line.find('{');
  if (bar == std::string_view::npos || bar == 0 || brace == std::string_view::npos || brace < bar) return std::nullopt;
  const auto between = line.substr(bar + 3, brace - bar - 3);
  const bool arrow = between.ends_with("=> ") || between.ends_with(">> ");
  if (!arrow) return std::nullopt;
  const bool failed = between.starts_with("FAILED") || between.starts_with("UNREACHABLE");
  return ResultLine{std::string(line.substr(0, bar)), brace, failed};
}

class AnsibleReader {
 public:
  explicit AnsibleReader(Findings& findings) : findings_(findings) {}

  void read(std::string_view text) {
    std::uint32_t line = 1;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.size(), text.find('\n', at));
      const auto whole = text.substr(at, end - at);
      const auto first = whole.find_first_not_of(" \t\r");
      const auto result = result_line(whole);
      if (first == std::string_view::npos || (!result && whole[first] != '{')) {
        if (first != std::string_view::npos) read_other(whole.substr(first), line);
        at = end + 1;
        ++line;
        continue;
      }
      const auto begin = at + (result ? result->json : first);
      const auto stop = end_of_object(text, begin);
      const auto object = text.substr(begin, stop == std::string_view::npos ? stop : stop - begin);
      read_object(object, line, result ? result->host : std::string(), result && result->failed);
      line += static_cast<std::uint32_t>(std::ranges::count(object, '\n'));
      at = begin + object.size();
    }
  }

  [[nodiscard]] auto hosts() const -> const std::vector<AnsibleHost>& { return hosts_; }
  // Some host is named that tells nothing.
  [[nodiscard]] auto has_silent_hosts() const -> bool { return silent_; }

 private:
  // Warnings and other words of the program.
  void read_other(std::string_view text, std::uint32_t line) {
    // `db01 | UNREACHABLE!: …`: of `-o`, which prints no object then.
    if (text.find(" | UNREACHABLE!") != std::string_view::npos || text.find(" | FAILED") != std::string_view::npos) {
      return tell_silent(line);
    }
    const bool warning = text.starts_with("[WARNING]") || text.starts_with("[DEPRECATION WARNING]") ||
                         (text.starts_with("Using ") && text.find(" as config file") != std::string_view::npos);
    findings_.read_piece(line, warning ? Use::unused : Use::unknown, warning ? "warning" : "text beside results");
  }

  void read_object(std::string_view text, std::uint32_t line, const std::string& host, bool failed) {
    auto parsed = LinedJson::parse(text, line);
    if (!parsed) return findings_.read_piece(line, Use::unknown, "JSON that is not whole");
    auto& json = documents_.emplace_back(std::move(*parsed));
    auto& root = json.root();
    if (failed || is_failure(json, root)) return tell_silent(line);
    if (auto* plays = json.find(root, "plays")) return read_plays(json, *plays);
    if (json.find(root, "ansible_facts") != nullptr) return read_result(json, root, host);
    if (is_cache(json, root)) return take_facts(json, root, host);
    read_hosts(json, root);
  }

  // A host that did not answer, or of which nothing is told but how it was asked.
  void tell_silent(std::uint32_t line) {
    silent_ = true;
    findings_.read_piece(line, Use::unused, "host without a result");
  }

  // What `--tree` keeps of a machine out of reach or a module that failed; what the fact cache keeps where no facts
  // were gathered.
  static auto is_failure(LinedJson& json, LinedJson::Node& root) -> bool {
    if (json.find(root, "ansible_facts") != nullptr || json.find(root, "plays") != nullptr) return false;
    const auto& all = json.members(root);
    const bool failed = (json.find(root, "unreachable") != nullptr || json.find(root, "failed") != nullptr) &&
                        (json.find(root, "msg") != nullptr || json.find(root, "changed") != nullptr);
    const bool only_how = !all.empty() && std::ranges::all_of(all, [](const LinedJson::Part& part) {
      return part.key.starts_with("discovered_interpreter_") || part.key.starts_with("ansible_discovered_interpreter_");
    });
    return failed || only_how;
  }

  // A file of the fact cache: the facts alone.
  static auto is_cache(LinedJson& json, LinedJson::Node& node) -> bool {
    return std::ranges::any_of(json.members(node), [](const LinedJson::Part& part) {
      return part.key == "ansible_system" || part.key == "ansible_nodename" || part.key == "ansible_hostname" ||
             part.key == "ansible_all_ipv4_addresses" || part.key == "_ansible_facts_gathered";
    });
  }

  // Hosts by name, each with its facts.
  void read_hosts(LinedJson& json, LinedJson::Node& root) {
    for (auto& part : json.members(root)) {
      if (json.find(part.value, "ansible_facts") != nullptr) {
        read_result(json, part.value, part.key);
      } else if (is_cache(json, part.value)) {
        take_facts(json, part.value, part.key);
      } else {
        findings_.read_piece(json.line_of(part.value), Use::unknown, "object without facts");
      }
    }
  }

  // What the JSON callback writes.
  void read_plays(LinedJson& json, LinedJson::Node& plays) {
    for (auto& play : json.elements(plays)) {
      auto* tasks = json.find(play.value, "tasks");
      if (tasks == nullptr) continue;
      for (auto& task : json.elements(*tasks)) {
        auto* hosts = json.find(task.value, "hosts");
        if (hosts == nullptr) continue;
        for (auto& host : json.members(*hosts)) read_task_result(json, host.value, host.key);
      }
    }
  }

  // A task with a loop has a result for each turn.
  void read_task_result(LinedJson& json, LinedJson::Node& result, const std::string& host) {
    auto* turns = json.find(result, "results");
    bool any = json.find(result, "ansible_facts") != nullptr;
    if (any) read_result(json, result, host);
    if (turns != nullptr) {
      for (auto& turn : json.elements(*turns)) {
        if (json.find(turn.value, "ansible_facts") == nullptr) continue;
        read_result(json, turn.value, host);
        any = true;
      }
    }
    if (any) return;
    silent_ = true;
    findings_.read_piece(json.line_of(result), Use::unused, "result without facts");
  }

  void read_result(LinedJson& json, LinedJson::Node& result, const std::string& host) {
    take_facts(json, *json.find(result, "ansible_facts"), host);
  }

  void take_facts(LinedJson& json, LinedJson::Node& node, const std::string& called) {
    auto& all = json.members(node);
    if (all.empty()) {
      silent_ = true;
      return findings_.read_piece(json.line_of(node), Use::unused, "result without facts");
    }
    auto& host = host_called(called);
    for (auto& part : all) {
      constexpr std::string_view prefix = "ansible_";
      const auto name = part.key.starts_with(prefix) ? part.key.substr(prefix.size()) : part.key;
      host.facts[name] = {&json, &part.value, json.line_of(part.value)};
    }
  }

  // The same host's tasks make one host; results without a name are of one host each.
  auto host_called(const std::string& called) -> AnsibleHost& {
    if (!called.empty()) {
      const auto [found, fresh] = places_.emplace(called, hosts_.size());
      if (!fresh) return hosts_[found->second];
    }
    return hosts_.emplace_back(AnsibleHost{called, {}});
  }

  Findings& findings_;
  std::deque<LinedJson> documents_;
  std::vector<AnsibleHost> hosts_;
  std::map<std::string, std::size_t> places_;
  bool silent_ = false;
};

void read_ansible(std::string_view text, std::string_view name, Findings& findings) {
  const auto plain = without_colours(text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text);
  AnsibleReader reader(findings);
  reader.read(plain);
  if (reader.hosts().empty() && reader.has_silent_hosts()) {
    return findings.tell_nothing(
        {"Ansible did not reach it, or its facts were not gathered", "Ansible 未能连接该主机，或未采集其事实"});
  }
  if (reader.hosts().empty()) {
    return findings.refuse(
        {"it holds no facts: it is taken as JSON from `ansible all -m setup`, `--tree`, the fact cache "
         "(jsonfile) or the callback `json`",
         "其中没有事实：可导入 `ansible all -m setup` 的输出、`--tree` 文件、事实缓存（jsonfile）或 "
         "`json` 回调的输出"});
  }
  write_ansible_hosts(reader.hosts(), name, findings);
}

}  // namespace

auto kind_ansible() -> SourceKind { return {"ansible", {"set of Ansible facts", "Ansible 事实"}, read_ansible}; }

}  // namespace dengbao::importing
