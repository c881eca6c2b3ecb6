#include "report/oscal_catalogue.h"

#include <fmt/format.h>

#include <map>

#include "report/json.h"
#include "report/oscal_names.h"
#include "report/uuid.h"

namespace dengbao::report {
namespace {

using namespace model;

auto change_name(Change change) -> std::string {
  switch (change) {
    case Change::added:
      return "new";
    case Change::strengthened:
      return "strengthened";
    case Change::same:
      return "same";
    case Change::unstated:
      break;
  }
  return {};
}

class CatalogueWriter {
 public:
  CatalogueWriter(const Program& program, Lang lang)
      : source_(program.sources[*program.scheme.catalogue]), scheme_(program.scheme), lang_(lang) {
    for (const auto& clause : source_.clauses) topics_[{clause.topic, clause.level}] = &clause;
  }

  auto catalogue() const -> Json {
    Json groups = Json::array();
    for (auto level = scheme_.lowest; level <= scheme_.highest; ++level) groups.push_back(of_level(level));
    return {{"catalog",
             {{"uuid", oscal_catalogue_uuid(source_)},
              {"metadata", metadata(source_.title)},
              {"groups", std::move(groups)}}}};
  }

  auto profile(const eval::Settings& settings, const std::string& level, const std::string& href) const -> Json {
    Json ids = Json::array();
    for (const auto& clause : source_.clauses) {
      const bool own = clause.klass && *clause.klass < settings.class_levels.size();
      if (clause.level == (own ? settings.class_levels[*clause.klass] : settings.level))
        ids.push_back(oscal_control_id(clause));
    }
    auto title = source_.title;
    title.en += ", level " + level;
    title.zh += "，级别 " + level;
    Json import = {{"href", href}, {"include-controls", {{{"with-ids", std::move(ids)}}}}};
    return {{"profile",
             {{"uuid", uuid_of("profile " + source_.name + " " + level)},
              {"metadata", metadata(title)},
              {"imports", {std::move(import)}},
              {"merge", {{"as-is", true}}}}}};
  }

 private:
  using Group = std::vector<const Clause*>;

  [[nodiscard]] auto metadata(const Localised& title) const -> Json {
    const auto since = source_.in_force_from ? source_.in_force_from->to_string() : "1970-01-01";
    Json json = {{"title", title.in(lang_)},
                 {"last-modified", since + "T00:00:00+08:00"},
                 {"version", source_.edition.empty() ? "1" : source_.edition},
                 {"oscal-version", oscal_version}};
    json["props"] = Json::array();
    add(json["props"], "scheme", scheme_.name);
    add_other_language(json["props"], "title", title);
    return json;
  }

  static void add(Json& props, const std::string& name, const std::string& value) {
    if (!value.empty()) props.push_back({{"name", name}, {"ns", oscal_name_space}, {"value", value}});
  }
  void add_other_language(Json& props, const std::string& name, const Localised& words) const {
    const auto other = lang_ == Lang::en ? Lang::zh : Lang::en;
    add(props, name + (other == Lang::zh ? "-zh" : "-en"), words.in(other));
  }

  // The clauses of a group, by a name that tells its members apart, in the catalogue's order.
  template <typename Name>
  static auto grouped(const Group& clauses, Name name) -> std::vector<std::pair<std::string, Group>> {
    std::vector<std::pair<std::string, Group>> groups;
    std::map<std::string, std::size_t> places;
    for (const auto* clause : clauses) {
      const auto [place, fresh] = places.emplace(name(*clause), groups.size());
      if (fresh) groups.emplace_back(place->first, Group{});
      groups[place->second].second.push_back(clause);
    }
    return groups;
  }

  [[nodiscard]] auto group(const std::string& id, const Localised& title, const char* klass) const -> Json {
    Json json = {{"id", id}, {"class", klass}, {"title", title.in(lang_)}};
    json["props"] = Json::array();
    add_other_language(json["props"], "title", title);
    if (json["props"].empty()) json.erase("props");
    return json;
  }

  [[nodiscard]] auto of_level(std::uint32_t level) const -> Json {
    Group clauses;
    for (const auto& clause : source_.clauses) {
      if (clause.level == level) clauses.push_back(&clause);
    }
    const auto id = fmt::format("level-{}", level);
    auto json = group(id, say("Level {}", "第 {} 级", level), "level");
    for (const auto& [part, members] : grouped(clauses, [](const Clause& clause) { return clause.part; })) {
      json["groups"].push_back(of_part(oscal_token(id + "-", part), members));
    }
    return json;
  }

  [[nodiscard]] auto of_part(const std::string& id, const Group& clauses) const -> Json {
    const auto& first = *clauses.front();
    auto json = group(id, first.part_title.empty() ? Localised{first.part, {}} : first.part_title, "part");
    std::size_t number = 0;
    for (const auto& [domain, members] : grouped(clauses, [](const Clause& clause) { return clause.domain.en; })) {
      json["groups"].push_back(of_domain(fmt::format("{}-{}", id, ++number), members));
    }
    return json;
  }

  [[nodiscard]] auto of_domain(const std::string& id, const Group& clauses) const -> Json {
    auto json = group(id, clauses.front()->domain, "domain");
    std::size_t number = 0;
    for (const auto& [control, members] : grouped(clauses, [](const Clause& clause) { return clause.control.en; })) {
      auto point = group(fmt::format("{}.{}", id, ++number), members.front()->control, "control-point");
      for (const auto* clause : members) point["controls"].push_back(control_of(*clause));
      json["groups"].push_back(std::move(point));
    }
    return json;
  }

  [[nodiscard]] auto control_of(const Clause& clause) const -> Json {
    const auto id = oscal_control_id(clause);
    Json json = {{"id", id}, {"class", "clause"}, {"title", clause.title.in(lang_)}};
    json["props"] = props_of(clause);
    if (const auto below = topics_.find({clause.topic, clause.level - 1}); below != topics_.end()) {
      json["links"] = {{{"href", "#" + oscal_control_id(*below->second)}, {"rel", "level-below"}}};
    }
    json["parts"] = {{{"id", oscal_statement_id(clause)}, {"name", "statement"}, {"prose", clause.title.in(lang_)}}};
    return json;
  }

  [[nodiscard]] auto props_of(const Clause& clause) const -> Json {
    Json props = Json::array({{{"name", "label"}, {"value", clause.number}}});
    add(props, "level", std::to_string(clause.level));
    add(props, "topic", clause.topic);
    if (clause.klass) add(props, "class", scheme_.classes[*clause.klass].name);
    add(props, "assessment-unit", clause.unit);
    add(props, "change", change_name(clause.change));
    add_other_language(props, "title", clause.title);
    return props;
  }

  const Source& source_;
  const Scheme& scheme_;
  Lang lang_;
  std::map<std::pair<std::string, std::uint32_t>, const Clause*> topics_;
};

}  // namespace

auto oscal_catalogue(const Program& program, Lang lang) -> std::string {
  return json_text(CatalogueWriter(program, lang).catalogue());
}

auto oscal_profile(const Program& program, const eval::Settings& settings, Lang lang, const std::string& href)
    -> std::string {
  return json_text(CatalogueWriter(program, lang).profile(settings, eval::level_text(program, settings), href));
}

}  // namespace dengbao::report
