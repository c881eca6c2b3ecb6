#include "import/scap_rules.h"

#include <algorithm>
#include <array>

namespace dengbao::importing {
namespace {

// clang-format off
constexpr std::array passing{
    // Records: auditd sees every user; its rules count only where it runs.
    RuleMeaning{"service_auditd_enabled", "/audit/enabled", "true", "", ""},
    RuleMeaning{"service_auditd_enabled", "/audit/users", R"("every-user")", "", ""},
    RuleMeaning{"service_auditd_enabled", "/audit/process/starts_at_boot", "true", "", ""},
    RuleMeaning{"service_auditd_enabled", "/audit/fields", R"(["time","user","event-type","outcome","source-address","subject","object","result"])", "", ""},
    RuleMeaning{"service_rsyslog_enabled", "/audit/enabled", "true", "", ""},
    RuleMeaning{"service_rsyslog_enabled", "/audit/users", R"("every-user")", "", ""},
    RuleMeaning{"service_rsyslog_enabled", "/audit/events/-", R"("login")", "", ""},
    RuleMeaning{"service_rsyslog_enabled", "/audit/events/-", R"("account-change")", "", ""},
    RuleMeaning{"service_rsyslog_enabled", "/audit/events/-", R"("service-state")", "", ""},
    RuleMeaning{"service_syslogng_enabled", "/audit/enabled", "true", "", ""},
    RuleMeaning{"service_syslogng_enabled", "/audit/users", R"("every-user")", "", ""},
    RuleMeaning{"audit_rules_immutable service_auditd_enabled", "/audit/process/rules_locked", "true", "", ""},
    RuleMeaning{"audit_rules_login_events* service_auditd_enabled", "/audit/events/-", R"("login")", "", ""},
    RuleMeaning{"audit_rules_session_events* service_auditd_enabled", "/audit/events/-", R"("login")", "", ""},
    RuleMeaning{"audit_rules_usergroup_modification* service_auditd_enabled", "/audit/events/-", R"("account-change")", "", ""},
    RuleMeaning{"audit_rules_dac_modification* service_auditd_enabled", "/audit/events/-", R"("rights-change")", "", ""},
    RuleMeaning{"audit_rules_execution_setfacl service_auditd_enabled", "/audit/events/-", R"("rights-change")", "", ""},
    RuleMeaning{"audit_rules_execution_chacl service_auditd_enabled", "/audit/events/-", R"("rights-change")", "", ""},
    RuleMeaning{"audit_rules_sysadmin_actions service_auditd_enabled", "/audit/events/-", R"("rights-change")", "", ""},
    RuleMeaning{"audit_rules_sudoers* service_auditd_enabled", "/audit/events/-", R"("rights-change")", "", ""},
    RuleMeaning{"audit_rules_privileged_commands* service_auditd_enabled", "/audit/events/-", R"("privileged-action")", "", ""},
    RuleMeaning{"audit_privileged_commands_* service_auditd_enabled", "/audit/events/-", R"("privileged-action")", "", ""},
    RuleMeaning{"audit_rules_suid_privilege_function service_auditd_enabled", "/audit/events/-", R"("privileged-action")", "", ""},
    RuleMeaning{"audit_rules_time_* service_auditd_enabled", "/audit/events/-", R"("configuration-change")", "", ""},
    RuleMeaning{"audit_rules_networkconfig_modification* service_auditd_enabled", "/audit/events/-", R"("configuration-change")", "", ""},
    RuleMeaning{"audit_rules_mac_modification* service_auditd_enabled", "/audit/events/-", R"("configuration-change")", "", ""},
    RuleMeaning{"audit_rules_kernel_module_loading* service_auditd_enabled", "/audit/events/-", R"("configuration-change")", "", ""},
    // The host's own firewall: which one it is does not matter; what it does by default is told by that one's rule.
    RuleMeaning{"service_firewalld_enabled", "/packet_filter/enabled", "true", "", ""},
    RuleMeaning{"service_ufw_enabled", "/packet_filter/enabled", "true", "", ""},
    RuleMeaning{"check_ufw_active", "/packet_filter/enabled", "true", "", ""},
    RuleMeaning{"service_nftables_enabled", "/packet_filter/enabled", "true", "", ""},
    RuleMeaning{"service_iptables_enabled", "/packet_filter/enabled", "true", "", ""},
    RuleMeaning{"set_firewalld_default_zone service_firewalld_enabled", "/packet_filter/incoming_default", R"("refuse")", "", ""},
    RuleMeaning{"set_ufw_default_rule service_ufw_enabled", "/packet_filter/incoming_default", R"("refuse")", "", ""},
    RuleMeaning{"nftables_ensure_default_deny_policy service_nftables_enabled", "/packet_filter/incoming_default", R"("refuse")", "", ""},
    RuleMeaning{"set_iptables_default_rule service_iptables_enabled", "/packet_filter/incoming_default", R"("refuse")", "", ""},
    // Access
    RuleMeaning{"file_permissions_unauthorized_world_writable", "/access/world_writable_files", "0", "", ""},
    RuleMeaning{"selinux_state", "/access/mandatory_control", R"("enforcing")", "var_selinux_state", "enforcing"},
    RuleMeaning{"selinux_state", "/access/mandatory_control", R"("permissive")", "var_selinux_state", "permissive"},
    RuleMeaning{"kernel_module_usb-storage_disabled", "/usb_storage", R"("no-storage")", "", ""},
    RuleMeaning{"dconf_gnome_disable_user_list", "/shows_last_user", "false", "", ""},
    RuleMeaning{"gconf_gdm_disable_user_list", "/shows_last_user", "false", "", ""},
    RuleMeaning{"no_empty_passwords_etc_shadow", "/accounts/*/password/empty", "false", "", ""},
    // Management: a server that runs. Protocol 1 is the only outdated one of SSH.
    RuleMeaning{"service_sshd_enabled", "/management/-", R"({"name":"ssh","protocol":"ssh"})", "", ""},
    RuleMeaning{"service_ssh_enabled", "/management/-", R"({"name":"ssh","protocol":"ssh"})", "", ""},
    // Updates and protection
    RuleMeaning{"security_patches_up_to_date", "/updates/pending_security", "0", "", ""},
    RuleMeaning{"service_fapolicyd_enabled", "/malware_protection/-", R"({"name":"fapolicyd","mechanism":"allow-list"})", "", ""},
};

constexpr std::string_view pwquality_in_use = "accounts_password_pam_minlen accounts_password_pam_minclass accounts_password_pam_dcredit accounts_password_pam_ucredit accounts_password_pam_lcredit accounts_password_pam_ocredit";
constexpr std::string_view faillock_in_use = "accounts_passwords_pam_faillock_deny accounts_passwords_pam_faillock_unlock_time";

constexpr std::array settings{
    SettingMeaning{"/accounts/*/password/min_length", ScapUnit::number, "accounts_password_pam_minlen cracklib_accounts_password_pam_minlen", "var_password_pam_minlen", ScapBound::at_least, 0, "minlen", "/etc/security/pwquality.conf* /etc/pam.d/*", pwquality_in_use},
    SettingMeaning{"/accounts/*/password/character_kinds", ScapUnit::number, "accounts_password_pam_minclass cracklib_accounts_password_pam_minclass", "var_password_pam_minclass", ScapBound::at_least, 4, "minclass", "/etc/security/pwquality.conf* /etc/pam.d/*", pwquality_in_use},
    SettingMeaning{"/lock_out/failures", ScapUnit::number, "accounts_passwords_pam_faillock_deny", "var_accounts_passwords_pam_faillock_deny", ScapBound::at_most, 0, "deny", "/etc/security/faillock.conf* /etc/pam.d/*", faillock_in_use},
    SettingMeaning{"/lock_out/failures", ScapUnit::number, "accounts_passwords_pam_tally2", "var_password_pam_tally2", ScapBound::at_most, 0, "deny", "/etc/pam.d/*", ""},
    SettingMeaning{"/lock_out/duration", ScapUnit::lock_seconds, "accounts_passwords_pam_faillock_unlock_time", "var_accounts_passwords_pam_faillock_unlock_time", ScapBound::at_least, 0, "unlock_time", "/etc/security/faillock.conf* /etc/pam.d/*", faillock_in_use},
    SettingMeaning{"/session_timeout", ScapUnit::seconds, "accounts_tmout", "var_accounts_tmout", ScapBound::at_most, 0, "TMOUT", "/etc/profile /etc/profile.d/* /etc/bashrc /etc/bash.bashrc", "*"},
    SettingMeaning{"/access/mandatory_control", ScapUnit::word, "selinux_state", "var_selinux_state", ScapBound::equal, 0, "SELINUX", "/etc/selinux/config", "*"},
    // What happens when the store of records is full follows from these three together.
    SettingMeaning{"max_log_file_action", ScapUnit::word, "auditd_data_retention_max_log_file_action*", "var_auditd_max_log_file_action", ScapBound::equal, 0, "max_log_file_action", "/etc/audit/auditd.conf", "*"},
    SettingMeaning{"disk_full_action", ScapUnit::word, "auditd_data_disk_full_action*", "var_auditd_disk_full_action", ScapBound::equal, 0, "disk_full_action", "/etc/audit/auditd.conf", "*"},
    SettingMeaning{"space_left_action", ScapUnit::word, "auditd_data_retention_space_left_action", "var_auditd_space_left_action", ScapBound::equal, 0, "space_left_action", "/etc/audit/auditd.conf", "*"},
};

constexpr std::array servers{
    ServerMeaning{"/clock/sources", "service_chronyd_enabled service_chronyd_or_ntpd_enabled service_chrony_enabled", "server pool peer", "/etc/chrony.conf /etc/chrony.d/* /etc/chrony/*"},
    ServerMeaning{"/clock/sources", "service_ntpd_enabled service_ntp_enabled", "server pool peer", "/etc/ntp.conf"},
    ServerMeaning{"/audit/log_servers", "service_rsyslog_enabled", "*.*", "/etc/rsyslog.conf /etc/rsyslog.d/*"},
};

// Defaults of new accounts, options of mounts, kernel parameters, owners of files … : understood, and asked for by none.
// `no_empty_passwords` passes also where the files that it looks at do not exist. First whole families, then the others.
constexpr std::string_view without_fact[] = {
    "account_*", "accounts_*", "aide_*", "apparmor_*", "apt_*", "audit_*", "auditd_*", "banner_*", "bios_*",
    "chronyd_*", "coredump_*", "cracklib_accounts_*", "dconf_gnome_*", "dhcp_*", "dir_*", "directory_*",
    "dnf-automatic_*", "fapolicyd_*", "file_*", "firefox_preferences-*", "firewalld_*", "ftp_*", "gconf_*",
    "gnome_gdm_*", "grub2_*", "grub_legacy_*", "ip6tables_*", "iptables_*", "java_*", "journald_*", "kernel_*",
    "logwatch_*", "mount_option_*", "network_*", "nfs_*", "nftables_*", "ntpd_*", "package_*", "partition_for_*",
    "postfix_*", "rpm_verify_*", "rsyslog_*", "sebool_*", "selinux_*", "service_*", "smartcard_*", "snmpd_*",
    "socket_*", "sshd_*", "sssd_*", "sudo_*", "sudoers_*", "sysctl_*", "systemd_*", "tftpd_*", "timer_*", "ufw_*",
    "usbguard_*", "wireless_*", "zipl_*", "zypper_*",
    "avahi_disable_publishing", "bootloader_*", "ensure_redhat_gpgkey_installed", "groupowner_shadow_file",
    "uninstall_telnet_server", "userowner_shadow_file", "clean_components_post_updating", "configure_user_data_backups", "disable_anacron",
    "disable_ctrlaltdel_burstaction", "disable_ctrlaltdel_reboot", "disable_host_auth",
    "disable_logwatch_for_logserver", "disable_prelink", "disable_users_coredumps", "disallow_bypass_password_sudo",
    "display_login_attempts", "enable_dconf_user_profile", "encrypt_partitions", "ensure_gpgcheck_globally_activated",
    "ensure_gpgcheck_never_disabled", "ensure_logrotate_activated", "ensure_rtc_utc_configuration",
    "ensure_sudo_group_restricted", "gid_passwd_group_same", "harden_ssh_client_crypto_policy",
    "install_PAE_kernel_on_x86-32", "install_antivirus", "install_hids", "install_smartcard_packages",
    "installed_OS_is_FIPS_certified", "installed_firefox_version_supported", "is_fips_mode_enabled",
    "libreswan_approved_tunnels", "no_all_squash_exports", "no_direct_root_logins", "no_duplicate_uids",
    "no_empty_passwords", "no_empty_passwords_etc_shadow", "no_files_unowned_by_user", "no_insecure_locks_exports",
    "no_netrc_files", "no_password_auth_for_systemaccounts", "no_root_webbrowsing", "no_rsh_trust_files",
    "no_shelllogin_for_systemaccounts", "only_allow_dod_certs", "permissions_local_var_log",
    "policy_temp_passwords_immediate_change", "prefer_64bit_os", "prevent_direct_root_logins",
    "require_singleuser_auth", "restrict_nfs_clients_to_privileged_ports", "restrict_serial_port_logins",
    "root_path_default", "root_path_no_dot", "root_permissions_syslibrary_files", "securetty_root_login_console_only",
    "set_firewalld_default_zone", "set_ip6tables_default_rule", "set_iptables_default_rule",
    "set_ipv6_loopback_traffic", "set_loopback_traffic", "set_password_hashing_algorithm_libuserconf",
    "set_password_hashing_algorithm_logindefs", "set_password_hashing_algorithm_systemauth", "umask_for_daemons",
    "use_pam_wheel_for_su", "use_root_squashing_all_exports", "verify_use_mappers", "vlock_installed",
    "xwindows_runlevel_target",
};
// clang-format on

}  // namespace

auto meanings_of_passing() -> std::span<const RuleMeaning> { return passing; }
auto setting_meanings() -> std::span<const SettingMeaning> { return settings; }
auto server_meanings() -> std::span<const ServerMeaning> { return servers; }

// With one star or none; linear.
auto fits_pattern(std::string_view text, std::string_view pattern) -> bool {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos) return text == pattern;
  const auto head = pattern.substr(0, star);
  const auto tail = pattern.substr(star + 1);
  return text.size() >= head.size() + tail.size() && text.starts_with(head) && text.ends_with(tail);
}

auto fits_any(std::string_view text, std::string_view patterns) -> bool {
  while (!patterns.empty()) {
    const auto end = std::min(patterns.find(' '), patterns.size());
    if (fits_pattern(text, patterns.substr(0, end))) return true;
    patterns.remove_prefix(std::min(end + 1, patterns.size()));
  }
  return false;
}

auto is_rule_without_fact(std::string_view rule) -> bool {
  return std::ranges::any_of(without_fact, [&](std::string_view pattern) { return fits_pattern(rule, pattern); });
}

}  // namespace dengbao::importing
