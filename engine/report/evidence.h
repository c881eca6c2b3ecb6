#pragma once

#include <string>

#include "report/context.h"

namespace dengbao::report {

[[nodiscard]] auto method_words(model::Method method, Lang lang) -> std::string;

// The methods that the part, or else the requirement, asks for.
[[nodiscard]] auto methods_of(const model::Requirement& requirement, std::optional<std::uint32_t> part)
    -> const std::vector<model::Method>&;

// Whether it was gained by one of the methods asked for; where none is asked for, any will do.
[[nodiscard]] auto as_asked(const facts::Evidence& evidence, const std::vector<model::Method>& asked) -> bool;
// Whether it was more than a year old on the day of the assessment.
[[nodiscard]] auto stale(const Context& context, const facts::Evidence& evidence) -> bool;

// Who says so: "examined 2026-10-02, PAM export (sha256 3f9c0012…)", with what is weak about it: none of `asked` was
// used, it is more than a year old, or the attached file is another ("void"). "no evidence" where nothing covers the
// pointer.
[[nodiscard]] auto evidence_words(const Context& context, const std::string& pointer,
                                  const std::vector<model::Method>& asked) -> std::string;

}  // namespace dengbao::report
