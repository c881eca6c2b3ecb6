#pragma once

#include "base/localised.h"

namespace dengbao {

// Why a file could not be opened, read or written: the words for a number of <cerrno>.
[[nodiscard]] auto fault_words(int error) -> Localised;

}  // namespace dengbao
