# Facts from what engineers have.
imports="$work/import"; mkdir "$imports"
samples="$root/tests/import"
cp "$samples"/* "$imports"
import() { status=$1; words=$2; shift 2; expect "$status" "$words" import "$@" --policies "$mlps"; }

import 3 "no files are given" vrp
import 3 "C0802" vpr "$imports/edge-fw.cfg"
also "with the name that was meant" 'grep -q "did you mean .vrp." "$work/err"'
import 3 "C0803" vrp "$root/README.md"
import 3 "不是" vrp "$root/README.md" --lang zh
import 3 "C0805" vrp "$imports/none.cfg"
import 3 "C0102" vrp "$imports/edge-fw.cfg" --on 2026-02-30

import 0 "of them used" vrp "$imports/edge-fw.cfg" "$imports/access-switch.cfg" --on 2026-11-20 -o "$imports/facts.json"
also "two hosts, with evidence to the line" 'python3 -c "
import json, sys
facts = json.load(open(sys.argv[1]))
assert [host[\"id\"] for host in facts[\"hosts\"]] == [\"BJ-EDGE-FW1\", \"SW-ACC-3\"], facts[\"hosts\"]
for entry in facts[\"evidence\"]:
    assert entry[\"method\"] == \"examine\" and len(entry[\"sha256\"]) == 64 and entry[\"on\"] == \"2026-11-20\", entry
    assert entry[\"file\"] in (\"edge-fw.cfg\", \"access-switch.cfg\"), entry
assert any(entry[\"source\"] == \"access-switch.cfg:4\" and \"/hosts/1/id\" in entry[\"facts\"] for entry in facts[\"evidence\"])
" "$imports/facts.json"'
expect 1 "" assess "$imports/facts.json" --policies "$mlps" --level 3 --as-of 2026-11-21 --only 'computing.*' --format json -o "$imports/assessed.json"
also "a first assessment comes of it" 'grep -q "access-switch.cfg" "$imports/facts.json" && [ -s "$imports/assessed.json" ]'

# Again: nothing changes, and the file is not even written.
cp -p "$imports/facts.json" "$imports/before.json"
import 0 "0 facts were added" vrp "$imports/edge-fw.cfg" "$imports/access-switch.cfg" --into "$imports/facts.json"
also "byte for byte" 'cmp -s "$imports/facts.json" "$imports/before.json"'

# The same network from another source, which contradicts it.
sed 's/idle-timeout 10 0/idle-timeout 45 0/; s/ntp-service unicast-server 10.20.50.6/ntp-service unicast-server 10.20.50.7/' \
  "$imports/edge-fw.cfg" >"$imports/edge-later.cfg"
import 1 "C0801" vrp "$imports/edge-later.cfg" --into "$imports/facts.json"
also "both values and both places are told" 'grep -q "PT600S" "$work/err" && grep -q "PT2700S" "$work/err" && grep -q "edge-later.cfg:" "$work/err" && grep -q "known from edge-fw.cfg:" "$work/err"'
also "what was known stays" 'grep -q "PT600S" "$imports/facts.json" && ! grep -q "PT2700S" "$imports/facts.json"'
import 1 "2 项与已知事实矛盾" vrp "$imports/edge-later.cfg" --into "$imports/facts.json" --lang zh
cat >"$imports/twins.json" <<'JSON'
{"hosts": [{"id": "a", "name": "SW-ACC-3"}, {"id": "b", "name": "sw-acc-3"}]}
JSON
import 1 "C0804" vrp "$imports/access-switch.cfg" --into "$imports/twins.json"
expect 0 "C0806" import vrp "$imports/access-switch.cfg" --policies "$demo"

# What was understood, and what was not.
import 0 "frobnicate" vrp "$imports/edge-fw.cfg" --report
also "no facts beside the report" '! grep -q "\"hosts\"" "$work/out"'
import 0 "未能理解" vrp "$imports/edge-fw.cfg" --report --lang zh
for one in vrp:edge-fw.cfg vrp:access-switch.cfg comware:core-h3c.cfg comware:border-h3c.cfg ios:branch-ios.cfg ios:zone-ios.cfg nmap:scan.xml nmap:scan-crypto.xml openscap:scap-arf.xml openscap:scap-xccdf.xml \
  iptables:gate.rules nftables:gate.nft nftables:gate-nft.json; do
  import 0 "dengbao.import/1" "${one%%:*}" "$imports/${one#*:}" --report --format json
  cp "$work/out" "$imports/report.json"
  also "the report fits its schema" 'python3 "$root/tests/cli/validate.py" "$schemas/import.schema.json" "$imports/report.json"'
done

# Secrets planted in every sample stay where they are.
for one in vrp:edge-fw.cfg vrp:access-switch.cfg comware:core-h3c.cfg comware:border-h3c.cfg ios:branch-ios.cfg ios:zone-ios.cfg nmap:scan.xml nmap:scan-crypto.xml openscap:scap-arf.xml openscap:scap-xccdf.xml \
  iptables:gate.rules nftables:gate.nft nftables:gate-nft.json; do
  kind=${one%%:*}; file=$imports/${one#*:}
  also "the sample has secrets" 'grep -q -i planted "$file"'
  for format in "" "--report" "--report --format json"; do
    # shellcheck disable=SC2086
    "$program" import "$kind" "$file" --policies "$mlps" $format >"$work/out" 2>"$work/err" </dev/null
    count=$((count + 1))
    also "no secret comes out of $one $format" '! grep -q -i planted "$work/out" "$work/err"'
  done
done

# A scan of the device whose configuration is known: the same host by its name, and what contradicts is told.
import 0 "" ios "$imports/branch-ios.cfg" --on 2026-11-20 -o "$imports/branch.json"
import 1 "C0801" nmap "$imports/scan.xml" --into "$imports/branch.json"
also "SSH 1 was seen, though the configuration refuses it" 'grep -q "ssh-1" "$work/err" && grep -q "scan.xml:11" "$work/err" && grep -q "known from branch-ios.cfg:" "$work/err"'
also "the services are those of the same host" 'python3 -c "
import json, sys
hosts = json.load(open(sys.argv[1]))[\"hosts\"]
assert [host[\"id\"] for host in hosts] == [\"GZ-BRANCH-R1\", \"10.40.1.8\"], hosts
assert len(hosts[0][\"services\"]) == 3, hosts[0]
" "$imports/branch.json"'

# The same gateway as two tools print it.
import 0 "" iptables "$imports/gate.rules" --on 2026-11-20 -o "$imports/gate.json"
also "a gateway with its rules, and the line of each jump" 'python3 -c "
import json, sys
facts = json.load(open(sys.argv[1]))
assert facts[\"boundary\"][\"devices\"][0][\"default_action\"] == \"deny\", facts[\"boundary\"]
place = [rule[\"id\"] for rule in facts[\"boundary\"][\"rules\"]].index(\"gate:FORWARD:3/office:3\")
lines = [entry[\"source\"] for entry in facts[\"evidence\"] if f\"/boundary/rules/{place}\" in entry[\"facts\"]]
assert lines == [\"gate.rules:21\", \"gate.rules:35\"], lines
" "$imports/gate.json"'
import 0 "0 contradict" nftables "$imports/gate.nft" --into "$imports/gate.json"
expect 1 "" assess "$imports/gate.json" --policies "$mlps" --level 3 --as-of 2026-11-21 --only 'boundary-access.*' --format json -o "$imports/assessed.json"

# A compliance scan of a machine that is known by its name; a contradiction is told with both places.
import 0 "" openscap "$imports/scap-arf.xml" -o "$imports/scanned.json"
import 0 "0 facts were added" openscap "$imports/scap-arf.xml" --into "$imports/scanned.json"
cat >"$imports/known.json" <<'JSON'
{"hosts": [{"id": "db-2", "name": "bj-db-2", "session_timeout": "PT300S"}]}
JSON
import 1 "C0801" openscap "$imports/scap-arf.xml" --into "$imports/known.json"
also "one host, the time-out that was known" 'grep -q "PT300S" "$imports/known.json" && [ "$(grep -c bj-db-2.example.com "$imports/known.json")" -le 2 ]'
import 3 "TestResult" openscap "$imports/scan.xml"
