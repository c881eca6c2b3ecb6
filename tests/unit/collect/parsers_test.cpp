#include <catch2/catch.hpp>

#include "base/sha256.h"
#include "collect/accounts.h"
#include "collect/command.h"
#include "collect/firewall.h"
#include "collect/logging.h"
#include "collect/malware.h"
#include "collect/packages.h"
#include "collect/pam.h"
#include "collect/shares.h"
#include "collect/shell.h"
#include "collect/sockets.h"
#include "collect/sshd.h"
#include "collect/storage.h"
#include "collect/sudoers.h"
#include "collect/time_sync.h"

using namespace dengbao;
using namespace dengbao::collect;

namespace {

auto no_files(const std::string&, bool) -> std::vector<IncludedText> { return {}; }
auto no_pam(const std::string&) -> std::optional<std::string> { return std::nullopt; }

}  // namespace

TEST_CASE("shadow tells the state of a password, never its hash") {
  const auto entries = parse_shadow(
      "a:$y$j9T$x$y:20700:0:90:7:::\nb:!$6$x$y:1:0:99999:7:::\nc::1::::::\nd:*:1:0::7:::\ne:!!:1:::::20000:\nf:"
      "abcdefghijklm:1::::::\n");
  REQUIRE(entries.size() == 6);
  CHECK(entries[0].password == ShadowEntry::Password::set);
  CHECK(entries[0].scheme == "yescrypt");
  CHECK(password_max_days(entries[0]) == 90);
  CHECK(entries[1].password == ShadowEntry::Password::locked);
  CHECK(entries[1].scheme == "sha512");
  CHECK_FALSE(password_max_days(entries[1]));
  CHECK(entries[2].password == ShadowEntry::Password::empty);
  CHECK(entries[3].password == ShadowEntry::Password::locked);
  CHECK(expired(entries[4], 20000));
  CHECK_FALSE(expired(entries[4], 19999));
  CHECK(entries[5].scheme == "des");
}

TEST_CASE("passwd: garbage lines and NIS entries are passed over") {
  CHECK(parse_passwd("").empty());
  CHECK(parse_passwd("\n:::\n+::::::\na:b:c:d:e:f:g\nx:x:99999999999999999999:0:::\n").empty());
  CHECK(parse_passwd(std::string(1'000'000, ':')).empty());
  CHECK(parse_passwd("u:x:1:2::/h:/bin/sh").at(0).uid == 1);
  CHECK(parse_passwd("u::1:2::/h:/bin/sh").at(0).password == PasswdEntry::Password::empty);
  CHECK_FALSE(shell_gives_session("/usr/sbin/nologin"));
  CHECK(shell_gives_session(""));
}

TEST_CASE("sudoers: aliases, tags, targets") {
  const auto rules = [](std::string_view text) { return parse_sudoers(text, no_files).rules; };
  CHECK(rules("alice ALL=(www) ALL").empty());
  CHECK(rules("alice ALL = ALL").at(0).all_commands);
  const auto some = rules("User_Alias OPS = bob, %wheel\nOPS ALL=(root) NOPASSWD: /bin/x, PASSWD: /bin/y\n");
  REQUIRE(some.size() == 2);
  CHECK(some[1].who == "%wheel");
  CHECK(some[0].no_password);
  CHECK_FALSE(some[0].all_commands);
  CHECK(rules("User_Alias A = B\nUser_Alias B = A, A\nA ALL=ALL\n").empty());
  CHECK(rules("#1000 ALL=ALL\n# x ALL=ALL\n").at(0).who == "#1000");
  CHECK(rules("(((= : ,\\").empty());
}

TEST_CASE("PAM: what is enforced, not what is written somewhere") {
  const auto stack = [](std::string_view text) { return parse_pam(text, no_pam); };
  SECTION("pam_unix alone: six characters") {
    const auto rules =
        password_rules(stack("password [success=1 default=ignore] pam_unix.so obscure yescrypt"), {}, {});
    CHECK(rules.known);
    CHECK(rules.min_length == 6);
    CHECK(rules.min_kinds == 0);
    CHECK(rules.hash_scheme == "yescrypt");
  }
  SECTION("an argument wins over pwquality.conf; positive credits shorten") {
    const Settings conf{{"minlen", "8"}, {"minclass", "3"}};
    CHECK(password_rules(stack("password requisite pam_pwquality.so minlen=14 dcredit=2"), conf, {}).min_length == 12);
    CHECK(password_rules(stack("password requisite pam_pwquality.so"), conf, {}).min_kinds == 3);
  }
  SECTION("an optional module enforces nothing") {
    const auto rules =
        password_rules(stack("password optional pam_pwquality.so minlen=14\npassword required pam_unix.so"), {}, {});
    CHECK(rules.min_length == 6);
  }
  SECTION("lock-out") {
    CHECK_FALSE(lock_out(stack("auth required pam_unix.so"), {}));
    CHECK(lock_out(stack("auth required pam_faillock.so preauth"), {})->attempts == 3);
    CHECK(lock_out(stack("auth required pam_faillock.so deny=7 unlock_time=never"), {{"deny", "5"}})->attempts == 7);
    CHECK_FALSE(lock_out(stack("auth required pam_tally2.so onerr=fail"), {}));
    CHECK_FALSE(lock_out(stack("auth required pam_faillock.so deny=0"), {}));
  }
  SECTION("unread includes make the rules unknown") {
    CHECK_FALSE(password_rules(stack("@include common-password\npassword required pam_unix.so"), {}, {}).known);
    CHECK_FALSE(password_rules(stack(""), {}, {}).known);
  }
  SECTION("a file that includes itself ends") {
    const PamFileReader self = [](const std::string&) {
      return std::optional<std::string>("@include x\n@include x\nauth required a.so");
    };
    CHECK(parse_pam("@include x", self).lines.size() <= 10'000);
  }
}

TEST_CASE("TMOUT counts where it is surely set") {
  CHECK(parse_shell_timeout("export TMOUT=600\n").seconds == 600);
  CHECK_FALSE(parse_shell_timeout("export TMOUT=600").conditional);
  CHECK(parse_shell_timeout("if x; then\n TMOUT=600\nfi\n").conditional);
  CHECK_FALSE(parse_shell_timeout("if x; then y; fi\nTMOUT=600\n").conditional);
  CHECK(parse_shell_timeout("[ -n \"$PS1\" ] && TMOUT=600").conditional);
  CHECK_FALSE(parse_shell_timeout("# TMOUT=600").seconds);
}

TEST_CASE("sshd: the first value wins, includes come in their place, Match is noted") {
  const SshdInclude include = [](const std::string&) { return std::vector<SshdFile>{{"x", "PermitRootLogin no\n"}}; };
  const auto ssh =
      parse_sshd_config("Include x\nPermitRootLogin yes\nMatch User a\n PasswordAuthentication no\n", include);
  CHECK(ssh.text("permitrootlogin") == "no");
  CHECK(ssh.yes("passwordauthentication") == true);
  CHECK(ssh.has_match);
  CHECK(ssh.ports == std::vector<std::string>{"22"});
  CHECK(parse_sshd_effective("logingracetime 2m\nport 2222\n").seconds("logingracetime") == 120);
  CHECK(parse_sshd_config("= =\n\"\n\0x", include).number("maxauthtries") == 6);
}

TEST_CASE("sockets: listening ones, merged by program and port") {
  const auto line = [](const std::string& local, const std::string& state, const std::string& inode) {
    return "0: " + local + " 00000000:0000 " + state + " 0:0 0:0 0 0 0 " + inode + " 1\n";
  };
  const auto found = parse_proc_net(
      line("00000000:0016", "0A", "1") + line("0100007F:0016", "0A", "2") + line("00000000:0016", "01", "3") + "x\n",
      Transport::tcp);
  REQUIRE(found.size() == 2);
  CHECK(found[1].loopback_only);
  const auto services = services_of(found, {{7, "sshd", true, {1, 2}}});
  REQUIRE(services.size() == 1);
  CHECK(services[0].program == "sshd");
  CHECK_FALSE(services[0].loopback_only);
}

TEST_CASE("logging: forwarding, rotation, audit rules") {
  CHECK(parse_rsyslog_targets("*.* @@(o)a:514;F\n*.* /var/log/x\naction(type=\"omfwd\"\n target=\"b\")") ==
        std::vector<std::string>{"a:514", "b"});
  CHECK(parse_logrotate("/var/log/auth.log\n{\n rotate 26\n weekly\n}\n", "rotate 4", "/var/log/auth.log")->days ==
        182);
  CHECK(parse_logrotate("/var/log/auth.log { size 10M\n rotate 5 }\n", "", "/var/log/auth.log")->by_size);
  CHECK(parse_logrotate("/var/log/secure {\n}\n", "daily\nrotate 7\n", "/var/log/secure")->days == 7);
  CHECK_FALSE(parse_logrotate("{}}{", "", "/var/log/auth.log"));
  const auto rules = parse_audit_rules("-w /etc/passwd -p wa\n-a never,task\n-e 2\n");
  CHECK(rules.locked);
  CHECK(rules.excludes);
  CHECK(rules.events == std::vector<std::string>{"account-change"});
  CHECK(audit_when_full({{"max_log_file_action", "ROTATE"}}) == "overwrite");
  CHECK(parse_unit_restart("[Service]\nRestart=always\n") == "always");
}

TEST_CASE("packages, time, mounts, shares, firewall, signatures") {
  const auto packages = parse_dpkg_status(
      "Package: b\nStatus: install ok installed\nVersion: 1\n\nPackage: a\nStatus: deinstall ok config-files\n");
  REQUIRE(packages.size() == 1);
  CHECK(packages[0].name == "b");
  CHECK(parse_simulated_upgrade("Inst a [1] (2 Debian-Security:12/stable [amd64])\nInst b (1 Debian:12)\n").security ==
        1);
  CHECK(parse_ntp_servers("pool a iburst\nserver -4 b\n#server c\nserver\n") == std::vector<std::string>{"a", "b"});
  CHECK(parse_timesyncd_servers("[Time]\nNTP=\nFallbackNTP=x y\n") == std::vector<std::string>{"x", "y"});
  CHECK(parse_mounts("/dev/mapper/a /mnt/my\\040disk ext4 rw 0 0\n").at(0).place == "/mnt/my disk");
  CHECK(is_crypt_uuid("CRYPT-LUKS2-x"));
  CHECK(parse_samba_shares("[global]\n[homes]\n[data]\n").size() == 2);
  CHECK(parse_nfs_exports("/srv *(ro)\n# /x\n").at(0).name == "/srv");
  CHECK(parse_nft("chain input {\n type filter hook input priority 0; policy drop;\n}\n") == InputFilter::drops);
  CHECK(parse_nft("chain input {\n type filter hook input priority 0; policy accept;\n tcp dport 22 accept\n}\n") ==
        InputFilter::passes);
  CHECK(parse_iptables(":INPUT DROP [0:0]\n") == InputFilter::drops);
  CHECK(parse_clamav_date("ClamAV-VDB:21 Nov 2026 09-10 +0000:1:2") == "2026-11-21");
  CHECK_FALSE(parse_clamav_date("ClamAV-VDB:99 Foo 2026"));
}

TEST_CASE("digests are those of sha256sum") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("commands end in time") {
  CHECK(run_command({"/bin/echo", "a"}, std::chrono::seconds(5))->text == "a\n");
  const auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(run_command({"/bin/sleep", "30"}, std::chrono::milliseconds(100)));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
  CHECK_FALSE(run_command({"/no/such/program"}, std::chrono::seconds(1)));
  CHECK_FALSE(run_command({}, std::chrono::seconds(1)));
}

TEST_CASE("packages of rpm, and what waits for installation") {
  const auto packages =
      parse_rpm_list("bash\t5.1-1.oe2203\ngpg-pubkey\t1-2\nkernel\t5.10-60\nkernel\t5.10-61\nbroken\n");
  REQUIRE(packages.size() == 2);
  CHECK(packages[0].name == "bash");
  CHECK(packages[1].version == "5.10-60");
  CHECK(parse_names("vim\n\nLast metadata expiration check: now\nbash\n") == std::vector<std::string>{"bash", "vim"});
  CHECK(parse_advisories("openEuler-SA-2026-1001 Important/Sec. openssl-1.1.1m-30.x86_64\n"
                         "openEuler-SA-2026-1002 Low/Sec. openssl-1.1.1m-30.x86_64\n"
                         "openEuler-BA-2026-7 bugfix vim-9.0-1.x86_64\n") == 1);
}

TEST_CASE("zones of firewalld, and rules that look at what comes in") {
  CHECK(parse_firewalld_zone("<zone>\n<service name=\"ssh\"/></zone>") == InputFilter::drops);
  CHECK(parse_firewalld_zone("<zone target=\"DROP\"/>") == InputFilter::drops);
  CHECK(parse_firewalld_zone("<?xml version=\"1.0\"?><zone target=\"ACCEPT\"><short>Trusted</short></zone>") ==
        InputFilter::passes);
  CHECK(filters_input("chain input { type filter hook input priority 0; policy accept; }"));
  CHECK_FALSE(filters_input("*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n"));
}

TEST_CASE("a module that may set rules for passwords leaves them unknown") {
  const auto rules_of = [](std::string_view text) {
    return password_rules(parse_pam(text, [](const std::string&) { return std::nullopt; }), {}, {});
  };
  CHECK_FALSE(rules_of("password requisite pam_deepin_pw_check.so\npassword sufficient pam_unix.so sm3\n").known);
  CHECK(rules_of("password optional pam_house.so\npassword sufficient pam_unix.so\n").known);
  CHECK(rules_of("password sufficient pam_unix.so\npassword sufficient pam_sss.so use_authtok\n"
                 "password required pam_deny.so\n")
            .known);
}
