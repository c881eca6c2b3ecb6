#pragma once

#include "../facts/small_program.h"

namespace dengbao::importing::test {

// The records that an import of hosts meets.
struct HostRecords {
  facts::test::SmallProgram build;

  HostRecords() {
    using facts::test::SmallProgram;
    const auto network = build.record("Network");
    const auto host = build.record("Host");
    const auto account = build.record("Account");
    build.field(network, "hosts", SmallProgram::list_of(host));
    build.key(host, "id", text_type);
    build.field(host, "name", text_type);
    build.field(host, "serial_number", text_type);
    build.field(host, "addresses", Type{Kind::address, true, 0});
    build.field(host, "session_timeout", duration_type);
    build.field(host, "accounts", SmallProgram::list_of(account));
    build.key(account, "name", text_type);
    build.field(account, "enabled", truth_type);
    build.program().scheme.facts = network;
  }
};

}  // namespace dengbao::importing::test
