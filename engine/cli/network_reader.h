#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "report/verdicts_json.h"

namespace dengbao::cli {

// A file of facts, or of many facts: one network a line (NDJSON).
struct NetworkInput {
  std::string path;                // `-`: standard input
  std::string name;                // as it is called in results
  bool lines = false;              // each line is a network
  std::uint64_t lines_before = 0;  // of the file that it is a part of
};

// One network to be read.
struct NetworkText {
  report::Origin origin;
  std::string folder;              // that attached files are looked for in; empty: in none
  std::string path;                // of the file that is this network, not yet read; empty where the text is there:
  std::string text;                // a line
  std::optional<Localised> fault;  // why there is no text
  std::optional<std::uint64_t> too_large;  // its size, where it is more than facts may have
};

// The networks of these inputs, one after the other. Holds one line and a buffer, however large the files are. Blank
// lines are passed over.
class NetworkReader {
 public:
  explicit NetworkReader(std::vector<NetworkInput> inputs);
  ~NetworkReader();

  auto next() -> std::optional<NetworkText>;

 private:
  class Lines;

  auto next_line(const NetworkInput& input) -> std::optional<NetworkText>;

  std::vector<NetworkInput> inputs_;
  std::size_t at_ = 0;
  std::unique_ptr<Lines> lines_;  // of the input that is being read
};

}  // namespace dengbao::cli
