# opa eval -i FACTS -d checks.rego --format raw data.bench.result: the twenty checks in Rego (OPA 1.x).
#
# A check is the set of its offenders. C08 groups the hosts by address with a comprehension that OPA can index: as a join of the
# hosts with themselves, or as a partial rule, it would be quadratic.
package bench

accounts := [account | some host in input.hosts; some account in host.accounts; account.enabled]

allowing := [rule | some firewall in input.firewalls; some rule in firewall.rules; rule.action == "allow"]

# In the form that OPA's manual gives for comprehensions which it serves from an index.
names_by_address := {address: names |
	some number
	address := input.hosts[number].ip
	names := {name |
		some other
		input.hosts[other].ip == address
		name := input.hosts[other].id
	}
}

weak(rules) if rules.min_length < 8

weak(rules) if rules.max_age_days > 90

weak(rules) if not rules.complexity

impersonal(account) if account.shared

impersonal(account) if account.default_name

keeps_logs(log) if {
	log.enabled
	log.remote
	log.retention_days >= 180
}

fresh(antivirus) if {
	antivirus.installed
	antivirus.signature_age_days <= 7
}

backed_up(backups) if {
	backups.local
	backups.offsite
	backups.last_days <= 7
	backups.tested_days <= 180
}

at_home(session) if session.from_country == "CN"

at_home(session) if {
	session.approved
	session.assessed
	count(session.risk_controls) >= 2
}

forbidden := {"telnet", "ftp", "rsh", "tftp"}

unsupported := {
	["CentOS", "6"], ["CentOS", "7"], ["Windows Server", "2008"], ["Windows Server", "2012"],
	["Ubuntu", "16.04"], ["Debian", "9"], ["RHEL", "6"], ["Windows", "7"],
}

topics := {
	"access-control", "backup", "incident-response", "security-management",
	"personnel", "change-management", "data-classification", "supplier",
}

least := {"sysadmin": 2, "secadmin": 2, "auditor": 1}

declared := {zone.id | some zone in input.zones}

denying := {firewall.id | some firewall in input.firewalls; firewall.default_action == "deny"}

documented := {document.topic |
	some document in input.policies
	document.approved
	document.reviewed_days <= 365
}

internet := {zone.id | some zone in input.zones; zone.kind == "internet"}

ways[source] contains target if {
	some rule in allowing
	source := rule.src_zone
	target := rule.dst_zone
	source != "any"
	target != "any"
}

# Every zone is a node, so that those without a way onward are reached, too.
graph_of_zones := {zone: object.get(ways, zone, set()) | some zone in declared}

exposed := graph.reachable(graph_of_zones, internet)

offenders.C01 contains account.id if {
	some account in accounts
	weak(account.password)
}

offenders.C02 contains account.id if {
	some account in accounts
	impersonal(account)
}

offenders.C03 contains account.id if {
	some account in accounts
	account.admin
	not account.mfa
}

offenders.C04 contains topic if {
	some topic in topics
	not topic in documented
}

offenders.C05 contains host.id if {
	some host in input.hosts
	not keeps_logs(host.logging)
}

offenders.C06 contains host.id if {
	some host in input.hosts
	some service in host.services
	service.name in forbidden
}

offenders.C07 contains host.id if {
	some host in input.hosts
	some service in host.services
	service.encrypted
	not service.tls_version in {"1.2", "1.3"}
}

offenders.C08 contains name if {
	some names in names_by_address
	count(names) > 1
	some name in names
}

offenders.C09 contains host.id if {
	some host in input.hosts
	not fresh(host.av)
}

offenders.C10 contains host.id if {
	some host in input.hosts
	host.patches.last_days > 90
}

offenders.C11 contains host.id if {
	some host in input.hosts
	host.critical
	not backed_up(host.backups)
}

offenders.C12 contains host.id if {
	some host in input.hosts
	[host.os.name, host.os.version] in unsupported
}

offenders.C13 contains host.id if {
	some host in input.hosts
	not host.zone in declared
}

offenders.C14 contains host.id if {
	some host in input.hosts
	host.data_class in {"personal", "important"}
	host.country != "CN"
}

offenders.C15 contains firewall.id if {
	some firewall in input.firewalls
	firewall.default_action != "deny"
}

offenders.C16 contains link.id if {
	some link in input.links
	not link.firewall in denying
}

offenders.C17 contains rule.id if {
	some rule in allowing
	rule.src_zone == "any"
	rule.dst_zone == "any"
}

offenders.C18 contains zone.id if {
	some zone in input.zones
	zone.kind == "management"
	zone.id in exposed
}

offenders.C19 contains session.id if {
	some session in input.remote_maintenance
	not at_home(session)
}

offenders.C20 contains role if {
	some role, number in least
	count([person | some person in input.staff; role in person.roles]) < number
}

checks := {sprintf("C%02d", [number]) | some number in numbers.range(1, 20)}

result[check] := {"pass": count(found) == 0, "offenders": found} if {
	some check in checks
	found := object.get(offenders, check, set())
}
