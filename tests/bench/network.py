"""network.py HOSTS [--seed N] [--shuffled]: the facts of an enterprise network, for the twenty checks, on standard output.

About 2 KB a host, written host by host. One host of ten breaks one to three checks; from 20 hosts on, every check is broken
somewhere. 0 hosts is a file whose lists are all empty. `--shuffled` writes the same facts with the keys of every object in
random order. Same arguments, same bytes.
"""
import argparse
import json
import random
import sys

SYSTEMS = ("Debian 12", "Ubuntu 22.04", "Ubuntu 24.04", "openEuler 22.03", "Kylin V10", "RHEL 9", "Windows Server|2019",
           "Windows Server|2022")
DEAD_SYSTEMS = ("CentOS 6", "CentOS 7", "Debian 9", "RHEL 6", "Ubuntu 16.04", "Windows 7", "Windows Server|2008",
                "Windows Server|2012")
ENCRYPTED = {"ssh": 22, "https": 443, "ldaps": 636, "imaps": 993, "mysql": 3306, "rdp": 3389, "postgres": 5432, "redis": 6379,
             "console": 8443, "search": 9200}
PLAIN = {"dns": 53, "http": 80, "ntp": 123, "snmp": 161, "syslog": 514}
FORBIDDEN = {"ftp": 21, "telnet": 23, "tftp": 69, "rsh": 514}
DEPARTMENTS = ("Sales", "Research", "Finance", "生产部", "财务部", "信息中心")
TOPICS = ("access-control", "backup", "incident-response", "security-management", "personnel", "change-management",
          "data-classification", "supplier")
ZONE_KINDS = ("app", "management", "dmz", "app", "app", "data")
# From a zone of one kind, rules lead to zones of these kinds.
INWARD = {"internet": ("dmz",), "dmz": ("dmz", "app"), "app": ("app", "data"), "data": ("data",),
          "management": ("management", "dmz", "app", "data")}
WORDS = ("this", "host", "was", "entered", "by", "its", "owner", "and", "looked", "over", "during", "the", "yearly",
         "stock-taking", "of", "machines", "and", "contracts", "see", "ticket", "for", "what", "changed")


def weak_password(host, rnd):
    account = rnd.choice(host["accounts"])
    account.update(enabled=True, default_name=False)
    account["password"].update(rnd.choice((dict(min_length=rnd.randint(4, 7)), dict(max_age_days=rnd.randint(91, 400)),
                                           dict(complexity=False))))


def impersonal_account(host, rnd):
    host["accounts"][-1].update({"enabled": True, rnd.choice(("shared", "default_name")): True})


def one_factor(host, rnd):
    host["accounts"][0].update(mfa=False)


def poor_logging(host, rnd):
    host["logging"].update(rnd.choice((dict(enabled=False), dict(remote=False),
                                       dict(retention_days=rnd.randint(1, 179)))))


def forbidden_service(host, rnd):
    name = rnd.choice(sorted(FORBIDDEN))
    host["services"].append(service(host, name, FORBIDDEN[name], None))


def old_tls(host, rnd):
    host["services"][0].update(tls_version=rnd.choice(("1.0", "1.1")))


def address_of_another(host, rnd):
    host["ip"] = address(max(0, int(host["id"][1:]) - 1))


def poor_antivirus(host, rnd):
    host["av"].update(rnd.choice((dict(installed=False), dict(signature_age_days=rnd.randint(8, 90)))))


def unpatched(host, rnd):
    host["patches"].update(last_days=rnd.randint(91, 700))


def poor_backup(host, rnd):
    host.update(critical=True)
    host["backups"].update(rnd.choice((dict(local=False), dict(offsite=False), dict(last_days=rnd.randint(8, 60)),
                                       dict(tested_days=rnd.randint(181, 900)))))


def dead_system(host, rnd):
    host["os"].update(system(rnd.choice(DEAD_SYSTEMS)))


def unknown_zone(host, rnd):
    host["zone"] = f"zone-{rnd.randint(1, 9)}"


def data_abroad(host, rnd):
    host.update(data_class=rnd.choice(("personal", "important")), country=rnd.choice(("SG", "DE", "US")))


# C01 to C03 and C05 to C14; the others are not about hosts.
FAULTS = (weak_password, impersonal_account, one_factor, poor_logging, forbidden_service, old_tls, address_of_another,
          poor_antivirus, unpatched, poor_backup, dead_system, unknown_zone, data_abroad)


def address(number):
    return f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"


def system(text):
    name, version = text.rsplit("|" if "|" in text else " ", 1)
    return dict(name=name, version=version)


def service(host, name, port, tls):
    return dict(port=port, proto="tcp" if tls or name in FORBIDDEN else "udp", name=name, tls_version=tls,
                encrypted=tls is not None, banner=f"{name} of {host['id']}")


def account(host, number, rnd):
    admin = number == 0 or rnd.random() < 0.15
    enabled = number == 0 or rnd.random() < 0.9
    name = rnd.choice(("ops", "dba", "web", "app", "audit", "backup"))
    return dict(id=f"{host['id']}/{number}", name=f"{name}{number}",
                enabled=enabled, admin=admin, mfa=admin or rnd.random() < 0.5,
                password=dict(min_length=rnd.randint(8, 16), max_age_days=rnd.randint(30, 90), complexity=True),
                last_login_days=rnd.randint(0, 90), shared=False, default_name=not enabled and rnd.random() < 0.5)


def make_host(number, zones, rnd):
    data_class = rnd.choice(("public", "internal", "personal", "important"))
    at_home = data_class in ("personal", "important") or rnd.random() < 0.6
    host = dict(id=f"h{number:06}", hostname=f"node-{number}.corp.example.cn", ip=address(number), zone=rnd.choice(zones),
                critical=rnd.random() < 0.4, data_class=data_class, country="CN" if at_home else rnd.choice(("SG", "DE")),
                os=dict(system(rnd.choice(SYSTEMS)), kernel=f"5.{rnd.randint(4, 19)}.{rnd.randint(0, 9)}-generic"),
                owner=dict(department=rnd.choice(DEPARTMENTS), contact=f"owner{number % 997}@example.cn"))
    host["services"] = [service(host, name, ENCRYPTED[name], rnd.choice(("1.2", "1.3")))
                        for name in rnd.sample(sorted(ENCRYPTED), rnd.randint(2, 4))]
    host["services"] += [service(host, name, PLAIN[name], None) for name in rnd.sample(sorted(PLAIN), rnd.randint(0, 2))]
    host["accounts"] = [account(host, each, rnd) for each in range(rnd.randint(3, 6))]
    host["logging"] = dict(enabled=True, retention_days=rnd.randint(180, 400), remote=True,
                           collector=f"log{rnd.randint(1, 20)}.example.cn")
    host["patches"] = dict(last_days=rnd.randint(0, 90), pending=rnd.randint(0, 9))
    host["av"] = dict(installed=True, signature_age_days=rnd.randint(0, 7), product=f"guard-{rnd.randint(1, 5)}")
    host["backups"] = dict(local=True, offsite=True, last_days=rnd.randint(0, 7), tested_days=rnd.randint(0, 180))
    host["note"] = " ".join(rnd.choices(WORDS, k=rnd.randint(15, 35)))
    for fault in FAULTS[number : number + 1] or (rnd.sample(FAULTS, rnd.randint(1, 3)) if rnd.random() < 0.1 else ()):
        fault(host, rnd)
    return host


def make_zones(hosts):
    kinds = ["internet"] + [ZONE_KINDS[number % 6] for number in range(11 + hosts // 500)]
    return [dict(id=f"z{number:03}", kind=kind, level=number % 4, description=f"{kind}, zone {number} of the network")
            for number, kind in enumerate(kinds)]


def make_firewall(number, zones, rnd):
    def rule(source, target, action, **more):
        rules.append(dict(dict(id=f"f{number:04}/{len(rules)}", src_zone=source, dst_zone=target,
                               port=rnd.choice(("22", "443", "5432", "8443")), proto="tcp", action=action), **more))

    rules, by_kind = [], {}
    for zone in zones:
        by_kind.setdefault(zone["kind"], []).append(zone["id"])
    for _ in range(rnd.randint(10, 30)):
        source = rnd.choice(zones)
        target = rnd.choice(by_kind[rnd.choice(INWARD[source["kind"]])])
        rule(source["id"], target, "allow" if rnd.random() < 0.7 else "deny")
    if number == 1 or rnd.random() < 0.05:
        rule("any", "any", "allow", port="any", proto="any")
    if number == 0:  # a way from the internet into a management zone
        way = [by_kind[kind][0] for kind in ("internet", "dmz", "app", "management")]
        for source, target in zip(way, way[1:]):
            rule(source, target, "allow")
    elif rnd.random() < 0.01:
        rule(rnd.choice(by_kind["app"]), rnd.choice(by_kind["management"]), "allow")
    return dict(id=f"f{number:04}", vendor=rnd.choice(("north", "east", "south")),
                default_action="allow" if number == 1 or rnd.random() < 0.08 else "deny", rules=rules)


def make_link(number, zones, firewalls, rnd):
    one, other = rnd.sample(zones, 2)
    dangling = number == 0 or rnd.random() < 0.03
    return dict(id=f"l{number:04}", src_zone=one["id"], dst_zone=other["id"],
                firewall=f"gone-{number}" if dangling else f"f{rnd.randrange(firewalls):04}")


def make_session(number, rnd):
    controls = ("recording", "jump-host", "mfa", "time-window")
    abroad = number == 1 or rnd.random() < 0.3
    faulty = abroad and (number == 1 or rnd.random() < 0.15)
    approved = not faulty and (abroad or rnd.random() < 0.5)
    return dict(id=f"m{number:05}", vendor=f"vendor-{number % 40}",
                from_country=rnd.choice(("US", "JP", "DE")) if abroad else "CN", approved=approved, assessed=approved,
                risk_controls=rnd.sample(controls, rnd.randint(0, 1) if faulty else rnd.randint(2, 4)))


def make_document(number, rnd):
    topic = TOPICS[number]
    return dict(id=f"d{number:02}", topic=topic, approved=topic != "supplier",
                reviewed_days=400 if topic == "change-management" else rnd.randint(0, 365))


def make_person(number, rnd):
    roles = {0: ["sysadmin"], 1: ["sysadmin", "user"], 2: ["secadmin"], 3: ["auditor", "user"]}.get(number, ["user"])
    return dict(id=f"p{number:05}", name=f"员工{number}", roles=roles, trained_days=rnd.randint(0, 360))


def network(hosts, seed):
    """The members of the facts file, each list as a generator of its elements."""
    rnd = random.Random(seed)
    yield "meta", dict(tool="network.py", hosts=hosts, date="2024-06-01")
    empty = hosts == 0
    zones = [] if empty else make_zones(hosts)
    firewalls = 0 if empty else 2 + hosts // 200
    inner = [zone["id"] for zone in zones if zone["kind"] != "internet"]
    yield "zones", iter(zones)
    yield "hosts", (make_host(number, inner, rnd) for number in range(hosts))
    yield "firewalls", (make_firewall(number, zones, rnd) for number in range(firewalls))
    yield "links", (make_link(number, zones, firewalls, rnd) for number in range(6 * len(zones)))
    yield "remote_maintenance", (make_session(number, rnd) for number in range(hosts // 10))
    documents = [] if empty else [number for number in range(len(TOPICS)) if TOPICS[number] != "personnel"]
    yield "policies", (make_document(number, rnd) for number in documents)
    yield "staff", (make_person(number, rnd) for number in range(0 if empty else 10 + hosts // 20))


def shuffled(value, rnd):
    if isinstance(value, dict):
        members = [(key, shuffled(part, rnd)) for key, part in value.items()]
        rnd.shuffle(members)
        return dict(members)
    return [shuffled(part, rnd) for part in value] if isinstance(value, list) else value


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("hosts", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--shuffled", action="store_true")
    given = arguments.parse_args()
    order = random.Random(given.seed)

    def text(value):
        return json.dumps(shuffled(value, order) if given.shuffled else value, ensure_ascii=False, separators=(",", ":"))

    separator = "{"
    for name, value in network(given.hosts, given.seed):
        sys.stdout.write(f'{separator}"{name}":')
        separator = ",\n"
        if isinstance(value, dict):
            sys.stdout.write(text(value))
            continue
        opening = "["
        for element in value:
            sys.stdout.write(f"{opening}\n{text(element)}")
            opening = ","
        sys.stdout.write("[]" if opening == "[" else "]")
    sys.stdout.write("}\n")


if __name__ == "__main__":
    main()
