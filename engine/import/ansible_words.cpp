#include "import/ansible_words.h"

#include <algorithm>

#include "import/plain_text.h"

namespace dengbao::importing {
namespace {

// Facts of `setup` and of modules beside it that nothing is asked for of.
constexpr std::string_view unused_facts[] = {
    "architecture",
    "bios_date",
    "bios_vendor",
    "bios_version",
    "board_asset_tag",
    "board_name",
    "board_serial",
    "board_vendor",
    "board_version",
    "chassis_asset_tag",
    "chassis_serial",
    "chassis_vendor",
    "chassis_version",
    "cmdline",
    "proc_cmdline",
    "date_time",
    "default_ipv4",
    "default_ipv6",
    "device_links",
    "devices",
    "distribution",
    "distribution_file_parsed",
    "distribution_file_path",
    "distribution_file_search_string",
    "distribution_file_variety",
    "distribution_major_version",
    "distribution_minor_version",
    "distribution_release",
    "distribution_version",
    "dns",
    "domain",
    "effective_group_id",
    "effective_user_id",
    "env",
    "fibre_channel_wwn",
    "fips",
    "form_factor",
    "fqdn",
    "gather_subset",
    "hostname",
    "hostnqn",
    "interfaces",
    "is_chroot",
    "iscsi_iqn",
    "kernel",
    "kernel_version",
    "ksh",
    "lastboot",
    "loadavg",
    "local",
    "locally_reachable_ips",
    "lsb",
    "lvm",
    "machine",
    "machine_id",
    "memfree_mb",
    "memory_mb",
    "memtotal_mb",
    "module_setup",
    "mounts",
    "nodename",
    "os_family",
    "pkg_mgr",
    "processor",
    "processor_cores",
    "processor_count",
    "processor_nproc",
    "processor_threads_per_core",
    "processor_vcpus",
    "product_name",
    "product_serial",
    "product_uuid",
    "product_version",
    "python",
    "python_version",
    "real_group_id",
    "real_user_id",
    "selinux",
    "selinux_python_present",
    "service_mgr",
    "swapfree_mb",
    "swaptotal_mb",
    "system",
    "system_capabilities",
    "system_capabilities_enforced",
    "system_vendor",
    "systemd",
    "uptime_seconds",
    "user_dir",
    "user_gecos",
    "user_gid",
    "user_id",
    "user_shell",
    "user_uid",
    "userspace_architecture",
    "userspace_bits",
    "virtualization_role",
    "virtualization_tech_guest",
    "virtualization_tech_host",
    "virtualization_type",
    "apparmor",
    "facter",
    "ohai",
    "all_ipv4_addresses",
    "all_ipv6_addresses",
    "bridge",
    "discovered_interpreter_python",
    "_ansible_facts_gathered",
    "flags",
    "packages",
    "services",
    "inventory_hostname",
    "group_names",
    "groups",
    // Windows
    "ip_addresses",
    "installation_type",
    "netbios_name",
    "os_installation_type",
    "os_name",
    "os_product_type",
    "owner_contact",
    "owner_name",
    "powershell_version",
    "reboot_pending",
    "windows_domain",
    "windows_domain_member",
    "windows_domain_role",
    "win_rm_certificate_expires",
    "win_rm_certificate_thumbprint",
    "user_sid",
    "domain_member",
    "hyperv",
    // getent and others, where a task was not asked for accounts
    "getent_passwd",
    "getent_shadow",
    "getent_group",
    "getent_hosts",
    "getent_services",
    "getent_networks",
    "tcp_listen",
    "udp_listen",
};

}  // namespace

auto is_known_fact(std::string_view name) -> bool {
  return std::ranges::find(unused_facts, name) != std::end(unused_facts) || name.starts_with("facter_") ||
         name.starts_with("ohai_") || name.starts_with("ssh_host_key_");
}

// `ansible_ssh_host_key_rsa_public` is no secret; what hostvars add may be one.
auto is_secret_fact(std::string_view name) -> bool {
  return !name.starts_with("ssh_host_key_") && !name.starts_with("getent_") && names_secret(name);
}

// Names of facts are words; what else stands there may be anything.
auto fact_word(std::string_view name) -> std::string {
  const bool safe = !name.empty() && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  return safe ? std::string(name) : "…";
}

}  // namespace dengbao::importing
