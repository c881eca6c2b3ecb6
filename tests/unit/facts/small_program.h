#pragma once

#include <string>
#include <vector>

#include "model/program.h"

// A program with records only, built by hand: facts are tested without policies.
namespace dengbao::facts::test {

class SmallProgram {
 public:
  auto record(const std::string& name) -> RecordId {
    model::Record record;
    record.name = name;
    record.label = {name, name};
    return program_.records.add(std::move(record));
  }
  auto field(RecordId owner, const std::string& name, Type type) -> model::FieldId {
    model::Field field;
    field.name = name;
    field.owner = owner;
    field.type = type;
    field.label = {name, name};
    field.read = true;
    const auto id = program_.fields.add(std::move(field));
    program_.records[owner].fields.push_back(id);
    return id;
  }
  auto key(RecordId owner, const std::string& name, Type type) -> model::FieldId {
    const auto id = field(owner, name, type);
    program_.fields[id].key = true;
    program_.records[owner].key = id;
    return id;
  }
  auto ref(RecordId owner, const std::string& name, RecordId target, bool list = false) -> model::FieldId {
    const auto id = field(owner, name, {Kind::record, list, target.index});
    program_.fields[id].ref = true;
    program_.records[target].referred = true;
    return id;
  }
  auto unread(RecordId owner, const std::string& name, Type type) -> model::FieldId {
    const auto id = field(owner, name, type);
    program_.fields[id].read = false;
    return id;
  }
  auto choice(const std::vector<std::string>& names) -> Type {
    model::Enumeration enumeration;
    for (const auto& name : names) enumeration.choices.push_back({name, {name, name}});
    return {Kind::enumeration, false, program_.enumerations.add(std::move(enumeration)).index};
  }
  static auto of(RecordId record) -> Type { return {Kind::record, false, record.index}; }
  static auto list_of(RecordId record) -> Type { return {Kind::record, true, record.index}; }
  auto program() -> model::Program& { return program_; }

 private:
  model::Program program_;
};

// A network of hosts with accounts, zones that may hold zones, and one field of every kind.
struct Network {
  SmallProgram build;
  RecordId network, host, account, zone, every;
  model::FieldId hosts, zones, kinds, levels, host_id, host_kind, accounts, host_zone, host_zones, logging, user,
      enabled, age, zone_id, inner, truth, number, text, date, instant, duration, version, address, subnet, texts,
      ports, extra;

  Network() {
    network = build.record("Network");
    host = build.record("Host");
    account = build.record("Account");
    zone = build.record("Zone");
    every = build.record("Every");
    hosts = build.field(network, "hosts", SmallProgram::list_of(host));
    zones = build.field(network, "zones", SmallProgram::list_of(zone));
    kinds = build.field(network, "every", SmallProgram::of(every));
    levels = build.field(network, "levels", number_type.list_of());
    host_id = build.key(host, "id", text_type);
    host_kind = build.field(host, "kind", build.choice({"server", "database", "sensor"}));
    accounts = build.field(host, "accounts", SmallProgram::list_of(account));
    host_zone = build.ref(host, "zone", zone);
    host_zones = build.ref(host, "zones", zone, true);
    logging = build.field(host, "logging", truth_type);
    user = build.key(account, "name", text_type);
    enabled = build.field(account, "enabled", truth_type);
    age = build.field(account, "age", duration_type);
    zone_id = build.key(zone, "id", text_type);
    inner = build.field(zone, "zones", SmallProgram::list_of(zone));
    fields_of_every_kind();
    build.program().scheme.facts = network;
  }

 private:
  void fields_of_every_kind() {
    truth = build.field(every, "truth", truth_type);
    number = build.field(every, "number", number_type);
    text = build.field(every, "text", text_type);
    date = build.field(every, "date", date_type);
    instant = build.field(every, "instant", {Kind::instant});
    duration = build.field(every, "duration", duration_type);
    version = build.field(every, "version", {Kind::version});
    address = build.field(every, "address", {Kind::address});
    subnet = build.field(every, "subnet", {Kind::subnet});
    texts = build.field(every, "texts", text_type.list_of());
    ports = build.field(every, "a/b~c", number_type);
    extra = build.unread(every, "unread", date_type);
  }
};

}  // namespace dengbao::facts::test
