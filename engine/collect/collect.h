#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/localised.h"
#include "value/calendar.h"

// Reads the Linux machine that it runs on, as far as its user may, and writes down what it found as facts.
namespace dengbao::collect {

struct Options {
  // "/": the machine itself; commands are run too. Else a tree of files that looks like a machine: only files are read.
  std::string root = "/";
  std::string root_name;               // the root as evidence names it, before each path; empty: not at all
  Date as_of;                          // the day of reading: stands in the evidence, decides what has expired
  std::string host_id;                 // empty: the machine's name
  std::string by = "dengbao collect";  // who says so, in the evidence; the cli adds its version
};

// Something that was not read, for a person at the terminal.
struct NotRead {
  std::string pointer;  // the facts that are missing therefore
  Localised why;
};

struct Collected {
  // One host with evidence, and why facts are missing: fits the records of policies/facts. No password hash, key or
  // other secret is in it.
  nlohmann::ordered_json facts;
  std::vector<NotRead> not_read;

  [[nodiscard]] auto dump() const -> std::string;  // indented JSON with a line break at its end
};

// Never throws, never blocks: commands are given some seconds each. The same machine and options give the same text.
[[nodiscard]] auto collect(const Options& options) -> Collected;

}  // namespace dengbao::collect
