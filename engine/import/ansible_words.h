#pragma once

#include <string>
#include <string_view>

// The names of what Ansible's modules tell, without `ansible_`.
namespace dengbao::importing {

// It is understood, though it need not give a fact.
[[nodiscard]] auto is_known_fact(std::string_view name) -> bool;
// `ansible_ssh_host_key_rsa_public` is no secret; what hostvars add may be one.
[[nodiscard]] auto is_secret_fact(std::string_view name) -> bool;
// Names of facts are words; what else stands there may be anything.
[[nodiscard]] auto fact_word(std::string_view name) -> std::string;

}  // namespace dengbao::importing
