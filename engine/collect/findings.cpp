#include "collect/findings.h"

#include <algorithm>
#include <utility>

namespace dengbao::collect {
namespace {

const std::string host_pointer = "/hosts/0";

auto because_name(Because because) -> std::string {
  switch (because) {
    case Because::does_not_exist:
      return "does-not-exist";
    case Because::not_looked:
      return "not-looked";
    case Because::collection_failed:
      return "collection-failed";
    case Because::too_old:
      return "too-old";
  }
  return {};
}

// Names on a machine are bytes; JSON is UTF-8. A byte that is none becomes the replacement character.
constexpr auto replace_bad_bytes = Json::error_handler_t::replace;

}  // namespace

void Findings::absent(const std::string& pointer, Because because, const Localised& note) {
  missing_.push_back({{"facts", host_pointer + pointer}, {"because", because_name(because)}, {"note", note.en}});
  if (because == Because::does_not_exist) return;
  not_read_.push_back({host_pointer + pointer, {"not collected: " + note.en, "未采集：" + note.zh}});
}

void Findings::incomplete(const std::string& pointer, const Localised& note) {
  lists_.push_back({{"facts", host_pointer + pointer}, {"are", "incomplete"}});
  not_read_.push_back(
      {host_pointer + pointer, {"the list may be incomplete: " + note.en, "列表可能不完整：" + note.zh}});
}

void Findings::witness(const std::string& pointer, const Reading& reading) {
  if (reading.ok()) add_evidence(host_pointer + pointer, reading.source, reading.sha256);
}

void Findings::witness(const std::string& pointer, const std::string& source) {
  add_evidence(host_pointer + pointer, source, {});
}

void Findings::witness_asset(std::size_t index, const Reading& reading) {
  if (reading.ok()) add_evidence("/data_assets/" + std::to_string(index), reading.source, reading.sha256);
}

void Findings::add_evidence(const std::string& pointer, const std::string& read, const std::string& sha256) {
  const auto source = read.starts_with('/') && !options_.root_name.empty() ? root_prefix() + read : read;
  const auto known = std::find_if(evidence_.begin(), evidence_.end(), [&](const Evidence& entry) {
    return entry.source == source && entry.sha256 == sha256;
  });
  auto& entry = known != evidence_.end() ? *known : evidence_.emplace_back(Evidence{source, sha256, {}});
  if (std::find(entry.pointers.begin(), entry.pointers.end(), pointer) == entry.pointers.end()) {
    entry.pointers.push_back(pointer);
  }
}

// "/mnt/image" for "/mnt/image/".
auto Findings::root_prefix() const -> std::string {
  return options_.root_name.substr(0, options_.root_name.find_last_not_of('/') + 1);
}

auto Findings::evidence_json() const -> Json {
  auto result = Json::array();
  for (const auto& entry : evidence_) {
    Json json{{"facts", entry.pointers},
              {"method", "examine"},
              {"source", entry.source},
              {"by", options_.by},
              {"on", options_.as_of.to_string()}};
    if (!entry.sha256.empty()) json["sha256"] = entry.sha256;
    result.push_back(std::move(json));
  }
  return result;
}

auto Findings::finish() && -> Collected {
  Collected result;
  result.facts["hosts"] = Json::array({std::move(host)});
  if (!data_assets.empty()) {
    result.facts["data_assets"] = std::move(data_assets);
    lists_.push_back({{"facts", "/data_assets"}, {"are", "incomplete"}});  // which business data there are, people know
  }
  if (!lists_.empty()) result.facts["lists"] = std::move(lists_);
  if (!missing_.empty()) result.facts["missing"] = std::move(missing_);
  result.facts["evidence"] = evidence_json();
  result.not_read = std::move(not_read_);
  return result;
}

auto Collected::dump() const -> std::string { return facts.dump(2, ' ', false, replace_bad_bytes) + '\n'; }

}  // namespace dengbao::collect
