#pragma once

#include <string>

#include "base/diagnostic.h"
#include "facts/facts.h"

namespace dengbao::facts {

// Looks for the files that entries of evidence name, below `folder` (that of the facts file), and compares their
// SHA-256 with the one given. What it finds is noted in the evidence; a file that is another, or that cannot be read,
// is reported, one that is not there is not. Symbolic links are not followed, nor is anything opened that is not a
// plain file; memory does not grow with the files. Each file is read once.
void check_attachments(Facts& facts, const std::string& folder, const Sources& sources, Sink& sink);

}  // namespace dengbao::facts
