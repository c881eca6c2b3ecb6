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
import 3 'use `import vrp`' comware "$imports/edge-fw.cfg"
import 3 '请使用 `import comware`' vrp "$imports/core-h3c.cfg" --lang zh
import 3 'use `import ios`' vrp "$imports/branch-ios.cfg"

# Of several files those that can be imported are; each of the others is told.
import 1 "C0811" vrp "$imports/edge-fw.cfg" "$root/README.md" "$imports/none.cfg" -o "$imports/some.json"
also "both are told, and the facts of the third are there" 'grep -q "README.md. was left out" "$work/err" && grep -q "none.cfg. was left out" "$work/err" && grep -q BJ-EDGE-FW1 "$imports/some.json"'
import 1 "未导入" vrp "$imports/edge-fw.cfg" "$imports/none.cfg" --lang zh
import 3 "C0803" vrp "$root/README.md" "$imports/none.cfg"
also "where none can be, each is an error" 'grep -q C0805 "$work/err"'

# Part of a configuration: its rules name zones that it does not declare.
printf 'security-policy\n rule name out\n  source-zone trust\n  destination-zone untrust\n  action permit\n' >"$imports/part.cfg"
import 0 "facts were added" vrp "$imports/part.cfg" -o "$imports/part.json"

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

# What was understood, and what was not: of every sample.
imported="vrp:edge-fw.cfg vrp:access-switch.cfg comware:core-h3c.cfg comware:border-h3c.cfg ios:branch-ios.cfg ios:zone-ios.cfg
  nmap:scan.xml nmap:scan-crypto.xml openscap:scap-arf.xml openscap:scap-xccdf.xml iptables:gate.rules nftables:gate.nft nftables:gate-nft.json ansible:hosts.json ansible:play.json
  inventory:assets.csv inventory:devices.csv inventory:assets.xlsx"
import 0 "frobnicate" vrp "$imports/edge-fw.cfg" --report
also "no facts beside the report" '! grep -q "\"hosts\"" "$work/out"'
import 0 "未能理解" vrp "$imports/edge-fw.cfg" --report --lang zh
for one in $imported; do
  import 0 "dengbao.import/1" "${one%%:*}" "$imports/${one#*:}" --report --format json
  cp "$work/out" "$imports/report.json"
  fits "import $one" "$schemas/import.schema.json" "$imports/report.json"
done

# Secrets planted in every sample stay where they are.
for one in $imported; do
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

# A compliance scan of a machine that is known by its name; a contradiction is told with both places.
import 0 "" openscap "$imports/scap-arf.xml" -o "$imports/scanned.json"
import 0 "0 facts were added" openscap "$imports/scap-arf.xml" --into "$imports/scanned.json"
cat >"$imports/known.json" <<'JSON'
{"hosts": [{"id": "db-2", "name": "bj-db-2", "session_timeout": "PT300S"}]}
JSON
import 1 "C0801" openscap "$imports/scap-arf.xml" --into "$imports/known.json"
also "one host, the time-out that was known" 'grep -q "PT300S" "$imports/known.json" && [ "$(grep -c bj-db-2.example.com "$imports/known.json")" -le 2 ]'
import 3 "TestResult" openscap "$imports/scan.xml"

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

# Facts of Ansible and an inventory meet by the serial number, though they call the host by other names.
import 0 "of them used" inventory "$imports/devices.csv" --on 2026-11-20 -o "$imports/network.json"
import 1 "C0801" ansible "$imports/hosts.json" --into "$imports/network.json"
also "one host of both sources" 'python3 -c "
import json, sys
facts = json.load(open(sys.argv[1]))
hosts = facts[\"hosts\"]
assert [host[\"id\"] for host in hosts] == [\"web01\", \"db01\", \"10.50.1.99\", \"WIN01\"], [host[\"id\"] for host in hosts]
assert hosts[0][\"access\"][\"mandatory_control\"] == \"enforcing\", hosts[0]
assert any(entry[\"source\"] == \"hosts.json:43\" for entry in facts[\"evidence\"]), facts[\"evidence\"]
" "$imports/network.json"'
cp "$imports/network.json" "$imports/before.json"
"$program" import ansible "$imports/hosts.json" --policies "$mlps" --into "$imports/network.json" >"$work/out" 2>"$work/err" </dev/null
also "again, nothing changes" 'cmp -s "$imports/network.json" "$imports/before.json"'

# The fact cache of Ansible has a file for each host, called as in the inventory.
mkdir "$imports/cache"
echo '{"ansible_nodename":"clone","ansible_system":"Linux","ansible_product_serial":"VM-AAAA-01"}' >"$imports/cache/10.1.1.4"
echo '{"ansible_nodename":"clone","ansible_system":"Linux","ansible_product_serial":"VM-BBBB-02"}' >"$imports/cache/10.1.1.5"
echo '{"ansible_nodename":"localhost","ansible_system":"Linux"}' >"$imports/cache/10.1.1.6"
echo '{"changed":false,"msg":"timed out","unreachable":true}' >"$imports/cache/10.1.1.7"
import 0 "C0812" ansible "$imports/cache/10.1.1.4" "$imports/cache/10.1.1.5" "$imports/cache/10.1.1.6" "$imports/cache/10.1.1.7" -o "$imports/cache.json"
also "a host for each, called as in the inventory; one that did not answer is told" 'python3 -c "
import json, sys
hosts = json.load(open(sys.argv[1]))[\"hosts\"]
assert [host[\"id\"] for host in hosts] == [\"10.1.1.4\", \"10.1.1.5\", \"10.1.1.6\"], hosts
" "$imports/cache.json" && grep -q "10.1.1.7. says nothing" "$work/err"'
import 3 "C0803" ansible "$imports/cache/10.1.1.7"
import 1 "C0811" ansible "$imports/cache/10.1.1.4" "$root/README.md"
cat >"$imports/replaced.csv" <<'CSV'
hostname,serial number,ip
db01,CN9999ZZ01,10.50.1.12
CSV
import 1 "C0810" inventory "$imports/replaced.csv" --into "$imports/network.json"
also "the facts of another device were left out" 'cmp -s "$imports/network.json" "$imports/before.json" && grep -q "was the device replaced" "$work/err"'
import 0 "" inventory "$imports/assets.xlsx" --on 2026-11-20 -o "$imports/sheets.json"
also "evidence names sheet and row" 'grep -q "assets.xlsx\[网络设备\]:2" "$imports/sheets.json"'
expect 2 "" assess "$imports/sheets.json" --policies "$mlps" --level 3 --as-of 2026-11-21 --only 'computing.*' --format json -o "$imports/assessed.json"

# A map of columns.
cat >"$imports/boxes.csv" <<'CSV'
盒子,网络,口令,备用
fw-9,10.9.0.1,Planted-box,1
CSV
echo '{"盒子": ["id", "name"], "网络": "addresses", "备用": null}' >"$imports/map.json"
import 3 "C0803" inventory "$imports/boxes.csv"
import 0 "2 of them used" inventory "$imports/boxes.csv" --columns "$imports/map.json" -o "$imports/boxes.json"
also "the map says what the columns are, and passwords stay" 'grep -q "fw-9" "$imports/boxes.json" && ! grep -q Planted "$imports/boxes.json" "$work/err"'
printf '{"盒子": ["id", "nmae"],\n "网关": "adresses", "口令": "name"}' >"$imports/wrong.json"
import 3 "C0808" inventory "$imports/boxes.csv" --columns "$imports/wrong.json"
also "all that is wrong, with place and remedy" 'grep -q "wrong.json:1" "$work/err" && grep -q "wrong.json:2" "$work/err" && grep -q "did you mean .name." "$work/err" && grep -q "did you mean .addresses." "$work/err" && grep -q C0807 "$work/err"'
printf '{"盒子": "name",\n "网关": "addresses"}' >"$imports/wrong.json"
import 3 "C0809" inventory "$imports/boxes.csv" --columns "$imports/wrong.json"
also "the columns that are there are named" 'grep -q "wrong.json:2" "$work/err" && grep -q "备用" "$work/err"'
import 3 "C0807" inventory "$imports/boxes.csv" --columns "$imports/boxes.csv"
import 3 "have no columns" nmap "$imports/scan.xml" --columns "$imports/map.json"
import 3 "C0805" inventory "$imports/boxes.csv" --columns "$imports/none.json"
