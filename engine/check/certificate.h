#pragma once

#include <string>
#include <string_view>

#include "check/document.h"

namespace dengbao::check {

struct Accepted {
  std::size_t verdicts = 0;  // of requirements and subjects
  std::size_t reasons = 0;   // of these, forced by the facts stated for them alone
  std::size_t stated = 0;    // facts
};

// Whether everything that the certificate says follows from the facts by the program; throws Refused where not.
auto verify(const Doc& certificate, const Doc& facts, const Doc& program) -> Accepted;

// The same of the texts of the three files, which must be those that the certificate names by their SHA-256.
auto verify(std::string_view certificate, std::string_view facts, std::string_view program) -> Accepted;

}  // namespace dengbao::check
