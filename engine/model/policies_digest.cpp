#include "model/policies_digest.h"

#include "base/sha256.h"

namespace dengbao::model {

// Over the texts' own digests: so the end of one text and the beginning of the next cannot change places.
auto policies_digest(const Sources& sources, std::size_t count) -> std::string {
  std::string digests;
  for (std::uint32_t index = 0; index < count; ++index) digests += sha256(sources[FileId{index}].text()) + "\n";
  return sha256(digests);
}

}  // namespace dengbao::model
