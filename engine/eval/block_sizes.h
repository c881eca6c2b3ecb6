#pragma once

#include <cstddef>

namespace dengbao::eval {

// How the fast evaluator cuts its work: it changes the time that a judgement takes, never what it says. Tests make the
// figures small before they judge anything: few rows are many blocks then. Nothing else writes them.
struct BlockSizes {
  std::size_t block = 4096;     // instances that are evaluated together
  std::size_t small = 64;       // up to so many, whatever is evaluated is evaluated for all: then it is shared
  std::size_t few_members = 4;  // below so many members, an index costs more than it saves
};
inline BlockSizes block_sizes;

}  // namespace dengbao::eval
