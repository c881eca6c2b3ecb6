#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

// Lines of configuration files as checks of SCAP keep them. All are linear, and indifferent to what is no such line.
namespace dengbao::importing {

[[nodiscard]] auto words_in(std::string_view text) -> std::vector<std::string_view>;
[[nodiscard]] auto lines_in(std::string_view text) -> std::vector<std::string_view>;
[[nodiscard]] auto in_small_letters(std::string_view text) -> std::string;

// Adds each value that the key gets, in small letters: "minlen = 12", "declare -xr TMOUT=600", "auth required
// pam_faillock.so preauth deny=3". Comments say nothing.
void add_values(std::string_view text, std::string_view key, std::set<std::string>& values);

// "ntp1.example.com", "@@loghost:514", "@@(o)loghost:514;Format" without what stands around the server; empty for what
// is no name or address.
[[nodiscard]] auto server_in(std::string_view word) -> std::string;

}  // namespace dengbao::importing
