#include <algorithm>
#include <atomic>
#include <future>
#include <map>

#include "eval/judging.h"

namespace dengbao::eval {
namespace {

constexpr std::size_t most_of_a_piece = 32;  // requirements about the whole network, which share little

// Places in a list of requirements, that are judged by one thread together.
using Piece = std::vector<std::size_t>;

// Requirements about one list of subjects share what they evaluate, so they stay together. The largest come first: what
// is left at the end is small, and no thread waits long for another.
auto pieces_of(const Plan& plan, const Settings& settings, std::span<const model::RequirementId> requirements)
    -> std::vector<Piece> {
  std::map<std::pair<std::uint32_t, std::uint32_t>, Piece> by_list;  // level, list
  std::vector<Piece> pieces;
  Piece alone;
  const auto finish = [&](Piece& piece) {
    if (!piece.empty()) pieces.push_back(std::exchange(piece, {}));
  };
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    const auto& core = plan.core.requirements[requirements[i].index];
    if (core.subjects) {
      by_list[{settings.level_of(plan.program->requirements[requirements[i]]), core.subjects->index}].push_back(i);
      continue;
    }
    alone.push_back(i);
    if (alone.size() == most_of_a_piece) finish(alone);
  }
  finish(alone);
  for (auto& [list, piece] : by_list) finish(piece);
  std::ranges::stable_sort(pieces, std::ranges::greater{}, &Piece::size);
  return pieces;
}

}  // namespace

auto judge(const Plan& plan, const facts::Facts& facts, const Settings& settings,
           std::span<const model::RequirementId> requirements, Keep keep, unsigned threads) -> std::vector<Judgement> {
  if (threads <= 1) return Judging(plan, facts, settings, keep).judge(requirements);
  const auto pieces = pieces_of(plan, settings, requirements);
  std::vector<Judgement> judgements(requirements.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    Judging judging(plan, facts, settings, keep);
    for (auto at = next++; at < pieces.size(); at = next++) {
      std::vector<model::RequirementId> ids;
      for (const auto place : pieces[at]) ids.push_back(requirements[place]);
      auto judged = judging.judge(ids);
      for (std::size_t i = 0; i < ids.size(); ++i) judgements[pieces[at][i]] = std::move(judged[i]);
    }
  };
  std::vector<std::future<void>> others;
  for (std::size_t thread = 1; thread < std::min<std::size_t>(threads, pieces.size()); ++thread) {
    others.push_back(std::async(std::launch::async, work));
  }
  work();
  for (auto& other : others) other.get();
  return judgements;
}

}  // namespace dengbao::eval
