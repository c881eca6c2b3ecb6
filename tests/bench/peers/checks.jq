# jq -f checks.jq FACTS: the twenty checks in jq; output as of `hand_written.cpp`.

def check(subjects; holds): [subjects | select(holds | not) | .id] | {pass: (length == 0), offenders: .};
def set(values): reduce values as $each ({}; .[$each] = true);
def counts(values): reduce values as $each ({}; .[$each] += 1);

. as $facts
| [.hosts[].accounts[] | select(.enabled)] as $accounts
| [.firewalls[].rules[] | select(.action == "allow")] as $allowing
| (.hosts | group_by(.ip) | map(select(length > 1) | {(.[0].ip): true}) | add // {}) as $shared
| set(.zones[].id) as $declared
| set(.firewalls[] | select(.default_action == "deny") | .id) as $denying
| set(.policies[] | select(.approved and .reviewed_days <= 365) | .topic) as $documented
| counts(.staff[].roles[]) as $holders
| set("telnet", "ftp", "rsh", "tftp") as $forbidden
| set("CentOS 6", "CentOS 7", "Windows Server 2008", "Windows Server 2012", "Ubuntu 16.04", "Debian 9", "RHEL 6", "Windows 7")
  as $unsupported
| (reduce ($allowing[] | select(.src_zone != "any" and .dst_zone != "any")) as $rule
    ({}; .[$rule.src_zone][$rule.dst_zone] = true)) as $ways
| ({reached: {}, waiting: [.zones[] | select(.kind == "internet") | .id]}
   | until(.waiting == []; .waiting[0] as $zone | .waiting |= .[1:]
       | reduce ($ways[$zone] // {} | keys_unsorted[]) as $next
           (.; if .reached[$next] then . else .reached[$next] = true | .waiting += [$next] end))
   | .reached) as $reached
| {
    C01: check($accounts[]; .password | .min_length >= 8 and .max_age_days <= 90 and .complexity),
    C02: check($accounts[]; .shared or .default_name | not),
    C03: check($accounts[]; (.admin | not) or .mfa),
    C04: check({id: ("access-control", "backup", "incident-response", "security-management", "personnel", "change-management",
                     "data-classification", "supplier")}; $documented[.id]),
    C05: check(.hosts[]; .logging | .enabled and .remote and .retention_days >= 180),
    C06: check(.hosts[]; any(.services[]; $forbidden[.name]) | not),
    C07: check(.hosts[]; all(.services[]; (.encrypted | not) or .tls_version == "1.2" or .tls_version == "1.3")),
    C08: check(.hosts[]; $shared[.ip] | not),
    C09: check(.hosts[]; .av | .installed and .signature_age_days <= 7),
    C10: check(.hosts[]; .patches.last_days <= 90),
    C11: check(.hosts[] | select(.critical); .backups | .local and .offsite and .last_days <= 7 and .tested_days <= 180),
    C12: check(.hosts[]; $unsupported["\(.os.name) \(.os.version)"] | not),
    C13: check(.hosts[]; $declared[.zone]),
    C14: check(.hosts[] | select(.data_class == "personal" or .data_class == "important"); .country == "CN"),
    C15: check(.firewalls[]; .default_action == "deny"),
    C16: check(.links[]; $denying[.firewall]),
    C17: check($allowing[]; .src_zone == "any" and .dst_zone == "any" | not),
    C18: check(.zones[] | select(.kind == "management"); $reached[.id] | not),
    C19: check(.remote_maintenance[]; .from_country == "CN" or (.approved and .assessed and (.risk_controls | length >= 2))),
    C20: check({id: "sysadmin", least: 2}, {id: "secadmin", least: 2}, {id: "auditor", least: 1};
               ($holders[.id] // 0) >= .least)
  }
