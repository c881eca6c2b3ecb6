#pragma once

#include <string>
#include <vector>

#include "property/random.h"
#include "value/type.h"

// The records of a random facts file.
namespace dengbao::property {

struct Field {
  std::string name;
  Type type;  // `ref` of a record is its index in Schema::records
  bool key = false;
  bool ref = false;    // holds the key of a zone
  bool names = false;  // `name of Zone`: a text that may be the key of a zone
};
struct Record {
  std::string name;
  std::vector<Field> fields;
};

// A way from a record to a value: `.accounts.secret.size1`, mapped over the lists on its way.
struct Path {
  std::string text;
  Type type;
  bool names = false;
};

struct Schema {
  // The records are always these; what they hold is random.
  enum : std::uint32_t { network, host, account, secret, zone, cloud };  // a cloud only in a wide schema
  std::vector<Record> records;
  std::vector<std::vector<Path>> paths;  // by record: all ways of at most three steps
  bool wide = false;                     // of every kind of value, and with more references
};

[[nodiscard]] auto make_schema(Random& random) -> Schema;
[[nodiscard]] auto make_wide_schema(Random& random) -> Schema;

// A type as policies write it.
[[nodiscard]] auto type_text(const Schema& schema, Type type) -> std::string;

// The scheme, its records and what else every policy needs, as policy text.
[[nodiscard]] auto schema_text(const Schema& schema) -> std::string;

// The words of the one enumeration that there is.
[[nodiscard]] auto colours() -> const std::vector<std::string>&;

[[nodiscard]] constexpr auto type_of(Kind kind) -> Type { return {kind, false, 0}; }
[[nodiscard]] constexpr auto record_type(std::uint32_t record) -> Type { return {Kind::record, false, record}; }

}  // namespace dengbao::property
