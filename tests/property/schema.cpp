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
constexpr std::array<Scalar, 6> scalars{{{Kind::truth, "flag", "truth"},
                                         {Kind::number, "size", "number"},
                                         {Kind::text, "note", "text"},
                                         {Kind::date, "day", "date"},
                                         {Kind::duration, "span", "duration"},
                                         {Kind::enumeration, "colour", "Colour"}}};

// At least one yes/no, and some more.
void add_scalars(Record& record, std::size_t count, Random& random) {
  std::map<Kind, int> used;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& scalar = i == 0 ? scalars[0] : scalars[random.below(scalars.size())];
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

auto type_text(const Schema& schema, const Field& field) -> std::string {
  const std::string list = field.type.list ? "list of " : "";
  if (field.names) return "name of Zone";
  if (field.type.kind == Kind::record) return list + (field.ref ? "ref " : "") + schema.records[field.type.ref].name;
  for (const auto& scalar : scalars) {
    if (scalar.kind == field.type.kind) return list + scalar.type;
  }
  return "";
}

}  // namespace

auto make_schema(Random& random) -> Schema {
  Schema schema;
  Record secret{"Secret", {}};
  add_scalars(secret, random.between(1, 3), random);
  schema.records = {make_network(random), make_host(random), make_account(random), secret, make_zone(random)};
  for (std::uint32_t record = 0; record < schema.records.size(); ++record) {
    schema.paths.emplace_back();
    walk(schema, record, {}, longest_path, schema.paths.back());
  }
  return schema;
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
      text += std::string("  ") + (field.key ? "key " : "") + field.name + " : " + type_text(schema, field) + "\n";
    }
  }
  return text;
}

auto colours() -> const std::vector<std::string>& {
  static const std::vector<std::string> words{"red", "green", "blue"};
  return words;
}

}  // namespace dengbao::property
