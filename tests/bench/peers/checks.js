// checks.js FACTS: the twenty checks in plain JavaScript; output as of `hand_written.cpp`.
const facts = JSON.parse(require("fs").readFileSync(process.argv[2], "utf8"));
const result = {};

// The elements of a list for which the check does not hold, by name.
const check = (name, subjects, holds, id = (subject) => subject.id) => {
  const offenders = subjects.filter((subject) => !holds(subject)).map(id);
  result[name] = { pass: offenders.length === 0, offenders };
};
const counts = (values) => {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) || 0) + 1);
  return found;
};

const { hosts, zones, firewalls } = facts;
const accounts = hosts.flatMap((host) => host.accounts).filter((account) => account.enabled);
const allowing = firewalls.flatMap((firewall) => firewall.rules).filter((rule) => rule.action === "allow");
const addresses = counts(hosts.map((host) => host.ip));
const declared = new Set(zones.map((zone) => zone.id));
const denying = new Set(firewalls.filter((firewall) => firewall.default_action === "deny").map((firewall) => firewall.id));
const documented = new Set(facts.policies.filter((each) => each.approved && each.reviewed_days <= 365).map((each) => each.topic));
const holders = counts(facts.staff.flatMap((person) => person.roles));
const forbidden = new Set(["telnet", "ftp", "rsh", "tftp"]);
const unsupported = new Set(["CentOS 6", "CentOS 7", "Windows Server 2008", "Windows Server 2012", "Ubuntu 16.04", "Debian 9",
                             "RHEL 6", "Windows 7"]);

const ways = new Map();
for (const rule of allowing) {
  if (rule.src_zone === "any" || rule.dst_zone === "any") continue;
  if (!ways.has(rule.src_zone)) ways.set(rule.src_zone, []);
  ways.get(rule.src_zone).push(rule.dst_zone);
}
const reached = new Set();
const waiting = zones.filter((zone) => zone.kind === "internet").map((zone) => zone.id);
while (waiting.length > 0) {
  for (const next of ways.get(waiting.pop()) || []) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(next);
  }
}

const itself = (subject) => subject;
check("C01", accounts, ({ password: p }) => p.min_length >= 8 && p.max_age_days <= 90 && p.complexity);
check("C02", accounts, (account) => !account.shared && !account.default_name);
check("C03", accounts, (account) => !account.admin || account.mfa);
check("C04", ["access-control", "backup", "incident-response", "security-management", "personnel", "change-management",
              "data-classification", "supplier"], (topic) => documented.has(topic), itself);
check("C05", hosts, ({ logging }) => logging.enabled && logging.remote && logging.retention_days >= 180);
check("C06", hosts, (host) => !host.services.some((service) => forbidden.has(service.name)));
check("C07", hosts, (host) => host.services.every((each) => !each.encrypted || ["1.2", "1.3"].includes(each.tls_version)));
check("C08", hosts, (host) => addresses.get(host.ip) === 1);
check("C09", hosts, ({ av }) => av.installed && av.signature_age_days <= 7);
check("C10", hosts, (host) => host.patches.last_days <= 90);
check("C11", hosts, ({ critical, backups: b }) =>
  !critical || (b.local && b.offsite && b.last_days <= 7 && b.tested_days <= 180));
check("C12", hosts, ({ os }) => !unsupported.has(`${os.name} ${os.version}`));
check("C13", hosts, (host) => declared.has(host.zone));
check("C14", hosts, (host) => !["personal", "important"].includes(host.data_class) || host.country === "CN");
check("C15", firewalls, (firewall) => firewall.default_action === "deny");
check("C16", facts.links, (link) => denying.has(link.firewall));
check("C17", allowing, (rule) => rule.src_zone !== "any" || rule.dst_zone !== "any");
check("C18", zones.filter((zone) => zone.kind === "management"), (zone) => !reached.has(zone.id));
check("C19", facts.remote_maintenance, (session) =>
  session.from_country === "CN" || (session.approved && session.assessed && session.risk_controls.length >= 2));
check("C20", [["sysadmin", 2], ["secadmin", 2], ["auditor", 1]], ([role, least]) => (holders.get(role) || 0) >= least,
      ([role]) => role);
process.stdout.write(JSON.stringify(result) + "\n");
