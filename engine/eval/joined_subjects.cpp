#include "eval/joined_subjects.h"

#include <algorithm>
#include <array>

namespace dengbao::eval {

Places::Places(const Column& list) : record_(list.type().record()), size_(list.size()) {
  if (list.type().kind != Kind::record || list.form() != Column::Form::index || list.is_constant()) return;
  known_ = std::ranges::all_of(list.states(), [](State state) { return state == State::value; });
  if (!known_) return;
  in_order_ = true;
  for (std::uint32_t i = 0; i < size_ && in_order_; ++i) in_order_ = list.indexes()[i] == i;
  if (in_order_) return;
  for (std::uint32_t i = 0; i < size_; ++i) place_of_.emplace(list.indexes()[i], i);
  known_ = place_of_.size() == size_;
}

auto Places::place(std::uint32_t row) const -> std::optional<std::uint32_t> {
  if (in_order_) return row < size_ ? std::optional(row) : std::nullopt;
  const auto found = place_of_.find(row);
  return found == place_of_.end() ? std::nullopt : std::optional(found->second);
}

auto Places::holders(const facts::Facts& facts, Row row) const -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> found;
  for (std::optional<Row> at = row; at; at = facts.parent(*at)) {
    if (at->record != record_) continue;
    if (const auto there = place(at->index)) found.push_back(*there);
  }
  return found;
}

JoinedSubjects::JoinedSubjects(const Plan& plan, const facts::Facts& facts, const Settings& settings,
                               model::RequirementId requirement, const Column& subjects, std::size_t size)
    : facts_(facts),
      subjects_(subjects),
      size_(size),
      subject_(plan.core.requirements[requirement.index].subject),
      judging_(plan, facts, settings, Keep::what_is_not_good),
      evaluation_(judging_.evaluation(settings.level_of(plan.program->requirements[requirement]))) {}

auto JoinedSubjects::pairing(const ReadJoin& join) -> Pairing* {
  const auto found = std::ranges::find(pairings_, &join, &Pairing::join);
  return found == pairings_.end() ? nullptr : &*found;
}

void JoinedSubjects::prepare(const ReadJoin& join) {
  if (pairing(join) != nullptr) return;
  auto& root = evaluation_.root();
  const auto& members = evaluation_.members(join.list, root);
  pairings_.push_back({&join, Places(members.elements.spread(members.size())),
                       &evaluation_.index_of(join.list, join.element, join.join.key, root),
                       evaluation_.index_by(join.join.probe, subject_, subjects_, size_, root)});
}

auto JoinedSubjects::hash(NodeId key, model::Slot slot, const Column& members, std::uint32_t place) -> std::uint64_t {
  const std::array<std::uint32_t, 1> one{place};
  return evaluation_.index_by(key, slot, members.gather(one), 1, evaluation_.root()).hashes.front();
}

auto JoinedSubjects::element_changed(const ReadJoin& join, Row row, std::vector<std::uint32_t>& touched) -> bool {
  auto& pair = *pairing(join);
  if (!pair.places.known()) return false;
  const auto& elements = evaluation_.members(join.list, evaluation_.root()).elements;
  for (const auto member : pair.places.holders(facts_, row)) {
    const auto before = pair.elements->hashes[member];
    const auto after = hash(join.join.key, join.element, elements, member);
    pair.elements->change(member, after);
    for (const auto key : {before, after}) {
      if (key == Column::hash_of_unknown) return false;
      if (key == Column::hash_of_none) continue;
      const auto found = pair.probes.candidates(key);
      touched.insert(touched.end(), found.begin(), found.end());
    }
  }
  return true;
}

void JoinedSubjects::subject_changed(std::uint32_t place) {
  for (auto& pair : pairings_) pair.probes.change(place, hash(pair.join->join.probe, subject_, subjects_, place));
}

}  // namespace dengbao::eval
