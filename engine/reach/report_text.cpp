#include <fmt/format.h>

#include "base/diagnostic.h"
#include "base/utf8.h"
#include "reach/report.h"
#include "reach/rule_packets.h"

namespace dengbao::reach {
namespace {

class TextReport {
 public:
  TextReport(const Network& network, Lang lang) : network_(network), lang_(lang) {}

  auto answer(const Answer& answer) -> std::string {
    const auto what = answer.service ? name_of(*answer.service) : say("traffic", "流量").in(lang_).str();
    const auto passes = answer.passes();
    line(0, !passes   ? say("{} may pass from {} to {}: it hangs on what is not known",
                            "{}可能可从 {} 到达 {}：取决于未知内容", what, place(answer.source), place(answer.target))
            : *passes ? say("{} can pass from {} to {}", "{}可从 {} 到达 {}", what, place(answer.source),
                            place(answer.target))
                      : say("{} cannot pass from {} to {}", "{}不能从 {} 到达 {}", what, place(answer.source),
                            place(answer.target)));
    for (const auto& passage : answer.passages) add_passage(passage);
    if (!answer.refusals.empty()) {
      if (!answer.passages.empty()) out_ += '\n';
      line(0,
           answer.passages.empty() ? say("It is refused", "被拒绝于") : say("The rest is refused", "其余流量被拒绝于"));
      for (const auto& refusal : answer.refusals) add_refusal(refusal);
    } else if (answer.passages.empty()) {
      line(0, say("No device that is known joins them.", "没有已知设备连接两者。"));
    }
    return std::move(out_);
  }

  auto overview(const Overview& overview) -> std::string {
    if (overview.passages.empty()) {
      line(0, say("Nothing passes between the places that are known.", "已知区域之间没有可通行的流量。"));
    }
    std::optional<std::pair<std::size_t, std::size_t>> pair;
    for (const auto& passage : overview.passages) {
      if (pair != std::pair(passage.source, passage.target)) {
        pair = {passage.source, passage.target};
        line(0, say("{} → {}", "{} → {}", place(passage.source), place(passage.target)));
      }
      std::vector<std::string> names;
      for (const auto& rule : passage.rules) names.push_back(rule.id);
      auto rules = joined(names);
      if (rules.empty()) rules = say("by default", "默认放行").in(lang_);
      out_ += "  " + services(passage) + doubt(passage) + targets(passage) + "  [" + utf8::printable(rules) + "]\n";
    }
    if (!overview.unused.empty()) {
      out_ += '\n';
      line(0, say("Rules that decide nothing", "不起作用的规则"));
      for (const auto& unused : overview.unused) add_unused(unused);
    }
    return std::move(out_);
  }

 private:
  void line(int depth, const Localised& words) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += words.in(lang_) + '\n';
  }

  auto place(std::size_t index) const -> std::string { return utf8::printable(network_.places[index].name); }
  auto device(std::size_t index) const -> std::string { return utf8::printable(network_.devices[index].id); }

  static auto joined(const std::vector<std::string>& texts) -> std::string {
    std::string result;
    for (const auto& text : texts) result += (result.empty() ? "" : ", ") + text;
    return result;
  }

  auto services(const Passage& passage) const -> std::string {
    if (of_every_protocol(passage)) return say("everything", "全部流量").in(lang_);
    std::string result;
    for (const auto& service : passage.services) result += (result.empty() ? "" : ", ") + name_of(service);
    return result;
  }

  auto doubt(const Passage& passage) const -> std::string {
    return passage.certain ? "" : say(" perhaps", "（可能）").in(lang_).str();
  }

  auto targets(const Passage& passage) const -> std::string {
    if (passage.scattered) return say(" to some addresses", " 至部分地址").in(lang_);
    if (passage.to.empty()) return "";
    constexpr std::size_t most = 4;
    std::string result;
    for (std::size_t i = 0; i < passage.to.size() && i < most; ++i) {
      result += (i == 0 ? "" : ", ") + passage.to[i].to_string();
    }
    if (passage.to.size() > most) result += ", …";
    return say(" to {}", " 至 {}", result).in(lang_);
  }

  // What says a rule: "(edge.cfg:88)".
  auto source_of(const std::string& pointer) const -> std::string {
    const auto sources = network_.said_by(pointer);
    if (sources.empty()) return "  " + pointer;
    return "  (" + utf8::printable(joined(sources)) + ")  " + pointer;
  }

  void add_passage(const Passage& passage) {
    out_ += "\n  " + services(passage) + doubt(passage) + targets(passage) + '\n';
    const auto& packet = passage.example;
    if (packet.protocol <= Protocol::udp) {
      line(2, say("such as {} from {} port {} to {} port {}", "例如 {}：{} 端口 {} → {} 端口 {}",
                  protocol_word(packet.protocol), packet.source.to_string(), packet.source_port,
                  packet.target.to_string(), packet.target_port));
    }
    if (passage.rules.size() > passage.way.size()) {
      std::vector<std::string> names;
      for (const auto& rule : passage.rules) names.push_back(rule.id);
      line(2, say("let pass by {}", "由 {} 放行", utf8::printable(joined(names))));
    }
    for (const auto& hop : passage.way) {
      line(2, say("{} → {} by {}", "{} → {}，经 {}", place(hop.from), place(hop.to), device(hop.device)));
      for (const auto& ruling : hop.rulings) add_ruling(ruling);
    }
  }

  auto list_words(const std::string& list) const -> std::string {
    return list.empty() ? "" : say(" of {}", "（{}）", utf8::printable(list)).in(lang_);
  }

  void add_ruling(const Ruling& ruling) {
    for (std::size_t i = 0; i + 1 < ruling.rules.size(); ++i) {
      line(3, say("rule {}{} perhaps decides", "规则 {}{} 可能起作用", utf8::printable(ruling.rules[i]),
                  list_words(ruling.list)));
      out_.back() = ' ';
      out_ += source_of(ruling.pointers[i]) + '\n';
    }
    const bool only_perhaps = !ruling.by_rule && !ruling.rules.empty();
    const auto pointer = ruling.rules.empty() ? ruling.list_pointer : ruling.pointers.back();
    const auto as = ruling.applications.empty()
                        ? std::string()
                        : say(" as {}", "（仅限 {}）", utf8::printable(joined(ruling.applications))).in(lang_).str();
    if (ruling.rules.empty()) {
      line(3, say("no rule{} matches; the rest passes{}", "没有规则{} 匹配；默认放行{}", list_words(ruling.list), ""));
    } else if (only_perhaps) {
      line(3, say("rule {}{} perhaps lets it pass{}", "规则 {}{} 可能放行{}", utf8::printable(ruling.rules.back()),
                  list_words(ruling.list), as));
    } else {
      line(3, say("rule {}{} lets it pass{}", "规则 {}{} 放行{}", utf8::printable(ruling.rules.back()),
                  list_words(ruling.list), as));
    }
    out_.pop_back();
    out_ += source_of(pointer) + '\n';
  }

  void add_refusal(const Refusal& refusal) {
    const auto by = refusal.rule.empty() ? say("no rule{} allows it", "没有规则{} 放行", list_words(refusal.list))
                                         : say("rule {}{} denies it", "规则 {}{} 拒绝", utf8::printable(refusal.rule),
                                               list_words(refusal.list));
    line(1, say("by {} ({} → {}): {}", "{}（{} → {}）：{}", device(refusal.device), place(refusal.from),
                place(refusal.to), by));
    out_.pop_back();
    out_ += source_of(refusal.pointer) + '\n';
  }

  void add_unused(const UnusedRule& unused) {
    std::vector<std::string> covers;
    for (const auto& cover : unused.covers) covers.push_back(cover.id);
    const auto by = utf8::printable(joined(covers));
    const auto id = utf8::printable(unused.id);
    line(1, unused.covers.empty() ? say("{} of {}: nothing that it could match gets there",
                                        "{1} 的 {0}：可匹配的报文不会到达该处", id, device(unused.device))
            : unused.contradicted
                ? say("{} of {}: what it could match is decided before, otherwise, by {}",
                      "{1} 的 {0}：可匹配的报文已由 {2} 先行处置，且处置相反", id, device(unused.device), by)
                : say("{} of {}: what it could match is decided before, alike, by {}",
                      "{1} 的 {0}：可匹配的报文已由 {2} 先行作相同处置", id, device(unused.device), by));
    out_.pop_back();
    out_ += source_of(unused.pointer) + '\n';
    for (const auto& cover : unused.covers)
      out_ += "      " + utf8::printable(cover.id) + source_of(cover.pointer) + '\n';
  }

  const Network& network_;
  Lang lang_;
  std::string out_;
};

}  // namespace

auto Answer::passes() const -> std::optional<bool> {
  if (passages.empty()) return false;
  for (const auto& passage : passages) {
    if (passage.certain) return true;
  }
  return std::nullopt;
}

auto answer_text(const Network& network, const Answer& answer, Lang lang) -> std::string {
  return TextReport(network, lang).answer(answer);
}

auto overview_text(const Network& network, const Overview& overview, Lang lang) -> std::string {
  return TextReport(network, lang).overview(overview);
}

}  // namespace dengbao::reach
