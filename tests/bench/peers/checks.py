"""checks.py FACTS: the twenty checks in plain Python, written as anybody would; output as of `hand_written.cpp`."""
import collections
import json
import sys

FORBIDDEN = {"telnet", "ftp", "rsh", "tftp"}
UNSUPPORTED = {("CentOS", "6"), ("CentOS", "7"), ("Windows Server", "2008"), ("Windows Server", "2012"), ("Ubuntu", "16.04"),
               ("Debian", "9"), ("RHEL", "6"), ("Windows", "7")}
TOPICS = ("access-control", "backup", "incident-response", "security-management", "personnel", "change-management",
          "data-classification", "supplier")
LEAST = {"sysadmin": 2, "secadmin": 2, "auditor": 1}


def reached(facts):
    ways = collections.defaultdict(set)
    for firewall in facts["firewalls"]:
        for rule in firewall["rules"]:
            if rule["action"] == "allow" and "any" not in (rule["src_zone"], rule["dst_zone"]):
                ways[rule["src_zone"]].add(rule["dst_zone"])
    found, waiting = set(), [zone["id"] for zone in facts["zones"] if zone["kind"] == "internet"]
    while waiting:
        new = ways[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def check_accounts(facts, fail):
    for account in (account for host in facts["hosts"] for account in host["accounts"] if account["enabled"]):
        rules = account["password"]
        if rules["min_length"] < 8 or rules["max_age_days"] > 90 or not rules["complexity"]:
            fail("C01", account["id"])
        if account["shared"] or account["default_name"]:
            fail("C02", account["id"])
        if account["admin"] and not account["mfa"]:
            fail("C03", account["id"])


def check_hosts(facts, fail):
    zones = {zone["id"] for zone in facts["zones"]}
    addresses = collections.Counter(host["ip"] for host in facts["hosts"])
    for host in facts["hosts"]:
        name, services, log, av, backups = (host[key] for key in ("id", "services", "logging", "av", "backups"))
        if not (log["enabled"] and log["remote"] and log["retention_days"] >= 180):
            fail("C05", name)
        if any(service["name"] in FORBIDDEN for service in services):
            fail("C06", name)
        if any(service["encrypted"] and service["tls_version"] not in ("1.2", "1.3") for service in services):
            fail("C07", name)
        if addresses[host["ip"]] > 1:
            fail("C08", name)
        if not av["installed"] or av["signature_age_days"] > 7:
            fail("C09", name)
        if host["patches"]["last_days"] > 90:
            fail("C10", name)
        kept = backups["local"] and backups["offsite"] and backups["last_days"] <= 7 and backups["tested_days"] <= 180
        if host["critical"] and not kept:
            fail("C11", name)
        if (host["os"]["name"], host["os"]["version"]) in UNSUPPORTED:
            fail("C12", name)
        if host["zone"] not in zones:
            fail("C13", name)
        if host["data_class"] in ("personal", "important") and host["country"] != "CN":
            fail("C14", name)


def check_network(facts, fail):
    denying = {firewall["id"] for firewall in facts["firewalls"] if firewall["default_action"] == "deny"}
    for firewall in facts["firewalls"]:
        if firewall["id"] not in denying:
            fail("C15", firewall["id"])
        for rule in firewall["rules"]:
            if rule["action"] == "allow" and rule["src_zone"] == rule["dst_zone"] == "any":
                fail("C17", rule["id"])
    for link in facts["links"]:
        if link["firewall"] not in denying:
            fail("C16", link["id"])
    exposed = reached(facts)
    for zone in facts["zones"]:
        if zone["kind"] == "management" and zone["id"] in exposed:
            fail("C18", zone["id"])


def check_organisation(facts, fail):
    good = {document["topic"] for document in facts["policies"] if document["approved"] and document["reviewed_days"] <= 365}
    for topic in TOPICS:
        if topic not in good:
            fail("C04", topic)
    for session in facts["remote_maintenance"]:
        controlled = session["approved"] and session["assessed"] and len(session["risk_controls"]) >= 2
        if session["from_country"] != "CN" and not controlled:
            fail("C19", session["id"])
    holders = collections.Counter(role for person in facts["staff"] for role in person["roles"])
    for role, least in LEAST.items():
        if holders[role] < least:
            fail("C20", role)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        facts = json.load(file)
    offenders = {f"C{number:02}": [] for number in range(1, 21)}
    for check in (check_accounts, check_hosts, check_network, check_organisation):
        check(facts, lambda check, name: offenders[check].append(name))
    json.dump({name: {"pass": not found, "offenders": found} for name, found in offenders.items()}, sys.stdout)


main()
