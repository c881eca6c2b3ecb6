#include "property/schema.h"

#include <array>
#include <map>

namespace dengbao::property {
namespace {

constexpr int longest_path = 3;

struct Scalar {
  Kind kind;
  const char* name;
  const char* type;
};
constexpr std::size_t plain_scalars = 6;  // the others have no literals, and stand in wide schemas only
constexpr std::array<Scalar, 10> scalars{{{Kind::truth, "flag", "truth"},
                                          {Kind::number, "size", "number"},
                                          {Kind::text, "note", "text"},
                                          {Kind::date, "day", "date"},
                                          {Kind::duration, "span", "duration"},
                                          {Kind::enumeration, "colour", "Colour"},
                                          {Kind::version, "version", "version"},
                                          {Kind::instant, "moment", "instant"},
                                          {Kind::address, "address", "address"},
                                          {Kind::subnet, "subnet", "subnet"}}};

// At least one yes/no, and some more.
void add_scalars(Record& record, std::size_t count, Random& random) {
  std::map<Kind, int> used;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& scalar = i == 0 ? scalars[0] : scalars[random.below(plain_scalars)];
    record.fields.push_back({scalar.name + std::to_string(++used[scalar.kind]), type_of(scalar.kind)});
  }
}

void add_key(Record& record) { record.fields.push_back({"id", type_of(Kind::text), true}); }

void maybe(Record& record, Field field, Random& random) {
  if (random.chance(60)) record.fields.push_back(std::move(field));
}

auto make_host(Random& random) -> Record {
  Record host{"Host", {}};
  add_key(host);
  add_scalars(host, random.between(3, 6), random);
  host.fields.push_back({"accounts", record_type(Schema::account).list_of()});
  maybe(host, {"secret", record_type(Schema::secret)}, random);
  maybe(host, {"zone", record_type(Schema::zone), false, true}, random);
  maybe(host, {"near", record_type(Schema::zone).list_of(), false, true}, random);
  maybe(host, {"zone_name", type_of(Kind::text), false, false, true}, random);
  maybe(host, {"sizes", type_of(Kind::number).list_of()}, random);
  maybe(host, {"notes", type_of(Kind::text).list_of()}, random);
  maybe(host, {"colours", type_of(Kind::enumeration).list_of()}, random);
  return host;
}

auto make_account(Random& random) -> Record {
  Record account{"Account", {}};
  add_key(account);
  add_scalars(account, random.between(2, 4), random);
  maybe(account, {"secret", record_type(Schema::secret)}, random);
  maybe(account, {"zone", record_type(Schema::zone), false, true}, random);
  return account;
}

auto make_zone(Random& random) -> Record {
  Record zone{"Zone", {}};
  add_key(zone);
  add_scalars(zone, random.between(1, 3), random);
  zone.fields.push_back({"next", record_type(Schema::zone).list_of(), false, true});
  return zone;
}

auto make_network(Random& random) -> Record {
  Record network{"Network", {}};
  network.fields.push_back({"zones", record_type(Schema::zone).list_of()});
  network.fields.push_back({"hosts", record_type(Schema::host).list_of()});
  add_scalars(network, random.between(1, 3), random);
  maybe(network, {"secret", record_type(Schema::secret)}, random);
  return network;
}

void walk(const Schema& schema, std::uint32_t record, const Path& from, int steps, std::vector<Path>& out) {
  for (const auto& field : schema.records[record].fields) {
    Path path{from.text + "." + field.name, field.type, field.names};
    path.type.list = path.type.list || from.type.list;
    out.push_back(path);
    if (field.type.kind == Kind::record && steps > 1) walk(schema, field.type.ref, path, steps - 1, out);
  }
}

auto field_text(const Schema& schema, const Field& field) -> std::string {
  if (field.names) return "name of Zone";
  if (!field.ref) return type_text(schema, field.type);
  return (field.type.list ? "list of ref " : "ref ") + schema.records[field.type.ref].name;
}

void add_paths(Schema& schema) {
  for (std::uint32_t record = 0; record < schema.records.size(); ++record) {
    schema.paths.emplace_back();
    walk(schema, record, {}, longest_path, schema.paths.back());
  }
}

// What no law speaks of, and evaluators meet.
void widen(Schema& schema, Random& random) {
  auto& network = schema.records[Schema::network];
  auto& host = schema.records[Schema::host];
  for (auto* record : {&network, &host, &schema.records[Schema::account], &schema.records[Schema::zone]}) {
    for (auto scalar = plain_scalars; scalar < scalars.size(); ++scalar) {
      const auto name = std::string(scalars[scalar].name) + "1";
      if (random.chance(35)) record->fields.push_back({name, type_of(scalars[scalar].kind)});
    }
  }
  maybe(host, {"peers", record_type(Schema::host).list_of(), false, true}, random);
  maybe(host, {"nets", type_of(Kind::subnet).list_of()}, random);
  maybe(host, {"days", type_of(Kind::date).list_of()}, random);
  maybe(host, {"spans", type_of(Kind::duration).list_of()}, random);
  maybe(host, {"flags", type_of(Kind::truth).list_of()}, random);
  maybe(schema.records[Schema::account], {"days", type_of(Kind::date).list_of()}, random);
  maybe(schema.records[Schema::account], {"secrets", record_type(Schema::secret).list_of()}, random);
  maybe(network, {"days", type_of(Kind::date).list_of()}, random);
  network.fields.push_back({"cloud", record_type(Schema::cloud)});
  schema.records.push_back({"Cloud",
                            {{"id", type_of(Kind::text), true},
                             {"provides", type_of(Kind::text).list_of()},
                             {"level", type_of(Kind::number)},
                             {"report_from", type_of(Kind::date)},
                             {"report_until", type_of(Kind::date)}}});
}

auto make_records(Random& random) -> Schema {
  Schema schema;
  Record secret{"Secret", {}};
  add_scalars(secret, random.between(1, 3), random);
  schema.records = {make_network(random), make_host(random), make_account(random), secret, make_zone(random)};
  return schema;
}

}  // namespace

auto make_schema(Random& random) -> Schema {
  auto schema = make_records(random);
  add_paths(schema);
  return schema;
}

auto make_wide_schema(Random& random) -> Schema {
  auto schema = make_records(random);
  schema.wide = true;
  widen(schema, random);
  add_paths(schema);
  return schema;
}

auto type_text(const Schema& schema, Type type) -> std::string {
  const std::string list = type.list ? "list of " : "";
  if (type.kind == Kind::record) return list + schema.records[type.ref].name;
  for (const auto& scalar : scalars) {
    if (scalar.kind == type.kind) return list + scalar.type;
  }
  return "";
}

auto schema_text(const Schema& schema) -> std::string {
  std::string text =
      "module random\n\nscheme random\n  title \"Random\"\n  levels 1..4\n  facts Network\n\n"
      "source law\n  title \"Law\"\n  in force from 2020-01-01\n\nenumeration Colour one of ";
  for (const auto& colour : colours()) text += (colour == colours().front() ? "" : ", ") + colour;
  text += "\n\nparameter limit : number = by level (1: 1, 3: 2)\n";
  for (const auto& record : schema.records) {
    text += "\nrecord " + record.name + "\n";
    for (const auto& field : record.fields) {
      text += std::string("  ") + (field.key ? "key " : "") + field.name + " : " + field_text(schema, field) + "\n";
    }
  }
  return text;
}

auto colours() -> const std::vector<std::string>& {
  static const std::vector<std::string> words{"red", "green", "blue"};
  return words;
}

}  // namespace dengbao::property
