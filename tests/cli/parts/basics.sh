# What every command has in common, and the commands that need no file of their own.
expect 0 "Example" --help
expect 0 "dengbao 0." --version
for command in assess explain compare gap plan compile merge check coverage test lint fmt doc repl schema collect classify calendar filing init history survey import; do
  expect 0 "Example" "$command" --help
  expect 0 "示例" "$command" --help --lang zh
done
# Verdicts that follow patches: in the store where a patch sets a fact, else from the text read anew.
cat >"$work/patches" <<'PATCHES'
[{"op": "replace", "path": "/hosts/0/accounts/0/length", "value": 12}]

[{"op": "add", "path": "/hosts/0/accounts/-", "value": {"name": "guest", "enabled": true, "by_key": false, "length": 4}}]
[{"op": "replace", "path": "/nowhere", "value": 1}]
[{"op": "remove", "path": "/hosts/0/accounts/1"}]
PATCHES
follow() {
  status=$1; words=$2; shift 2
  count=$((count + 1))
  "$program" assess "$demo/fail.json" --level 1 --policies "$demo" --watch "$@" <"$work/patches" >"$work/out" 2>"$work/err"
  got=$?
  if [ "$got" != "$status" ] || ! cat "$work/out" "$work/err" | grep -qF -e "$words"; then
    failed=$((failed + 1)); echo "FAILED: --watch $*: status $got, expected $status and: $words"; head "$work/out" "$work/err"
  fi
}
follow 3 "    db-1: FAIL → PASS"
also "one requirement judged again for one subject" 'grep -q "^patch 1: 1 of 1 requirements judged again, for 1 subjects" "$work/out"'
also "an account more: the facts are read anew" 'grep -q "^patch 2: the facts were read anew" "$work/out"'
also "a patch that does not fit is refused, and the others are followed" \
  'grep -q F0402 "$work/err" && ! grep -q "^patch 3" "$work/out" && grep -q "^patch 4" "$work/out"'
follow 3 "db-1：不符合 → 符合" --lang zh
follow 3 '"read_anew":true' --format verdicts
also "steps fit their schema" 'python3 -c "
import json, jsonschema, sys
schema = json.load(open(sys.argv[1]))
lines = open(sys.argv[2]).read().splitlines()
assert len(lines) == 3
for line in lines: jsonschema.validate(json.loads(line), schema)
" "$schemas/step.schema.json" "$work/out"'
echo '[{"op": "replace", "path": "/hosts/0/accounts/0/length", "value": 12}]' >"$work/patches"
follow 0 "PASS"
follow 3 "C0109" --format json
demo 3 "C0109" assess - --watch --level 1
demo 1 '"because":[' assess "$demo/fail.json" --level 1 --format verdicts --reasons
demo 3 "C0109" assess "$demo/fail.json" --level 1 --reasons
demo 3 "C0109" assess "$demo/fail.json" --level 1 --jobs 5000
demo 1 "FAIL" assess "$demo/fail.json" --level 1 --jobs 2
expect 1 "" assess "$shop" --policies "$mlps" --level 3 --as-of 2026-11-21 --format json
cp "$work/out" "$work/one"
for jobs in 0 3; do
  expect 1 "" assess "$shop" --policies "$mlps" --level 3 --as-of 2026-11-21 --format json --jobs $jobs
  also "one network, the same bytes with --jobs $jobs" 'cmp -s "$work/out" "$work/one"'
done

# General modules are found without a path by every command that reads policies.
library="$root/tests/cli/library"
expect 0 "1 requirements" check "$library.policy"
expect 0 "drill" assess "$library.json" --policies "$library.policy" --level 1 --as-of 2026-11-21
expect 0 "within" doc "$library.policy" --format markdown
also "a conversation knows the general phrases" \
  'echo "within(site.drilled_on, 12 months)" | "$program" repl "$library.json" --policies "$library.policy" --as-of 2026-11-21 | grep -q "^yes"'
expect 0 "" lint "$library.policy" --only L0101
expect 3 "assess" ; also "no command: nothing on standard output" '[ ! -s "$work/out" ]'
expect 3 "did you mean" asses facts.json
expect 3 "is not expected here" assess facts.json --levle 3
expect 3 "no facts are given" assess --level 3
expect 3 "C0109" assess --level 3
expect 3 "未给出事实文件" assess --level 3 --lang zh
demo 3 "no level is given" assess "$demo/pass.json"
demo 3 "C0101" assess "$demo/pass.json" --level 9
demo 3 "C0102" assess "$demo/pass.json" --level 1 --as-of 2026-02-30
demo 3 "is not a format" assess "$demo/pass.json" --level 1 --format yaml
demo 3 "is not a language" assess "$demo/pass.json" --level 1 --lang fr
demo 3 "F0101" assess "$work/none.json" --level 1
truncate -s 5G "$work/large.json"
demo 3 "F0106" assess "$work/large.json" --level 1
rm "$work/large.json"
expect 3 "P0504" assess "$demo/pass.json" --level 1 --policies "$work/none"
expect 3 "P0505" assess "$demo/pass.json" --level 1 --policies "$work"

demo 0 "PASS" assess "$demo/pass.json" --level 1
also "messages stay off standard error" '[ ! -s "$work/err" ]'
demo 1 "FAIL" assess "$demo/fail.json" --level 1
demo 1 "不符合" assess "$demo/fail.json" --level 1 --lang zh
demo 2 "undecided" assess "$demo/undecided.json" --level 1
demo 3 "C0103" assess "$demo/pass.json" --level 1 --only 'nothing.*'
demo 0 "PASS" assess "$demo/pass.json" --level 1 --only 'passwords.*'
demo 3 "C0108" assess "$demo/pass.json" --level 1 -o "$work/no/such/folder"
demo 1 "" assess "$demo/fail.json" --level 1 -o "$work/result.txt"
also "-o writes the file and nothing else" 'grep -q FAIL "$work/result.txt" && [ ! -s "$work/out" ]'

demo 1 "" assess "$demo/fail.json" --level 1 --format html -o "$work/page.html"
also "one page" '[ ! -s "$work/out" ] && grep -q "^<html lang=\"en\">" "$work/page.html" && tail -n 1 "$work/page.html" | grep -q "^</html>"'
also "with a policy of its own" 'grep -q "Content-Security-Policy.*default-src .none.; script-src .sha256-" "$work/page.html"'
"$program" assess "$demo/fail.json" --level 1 --format html --policies "$demo" >"$work/again.html"
also "the same bytes again" 'cmp -s "$work/page.html" "$work/again.html"'
demo 1 '<html lang="zh-CN">' assess "$demo/fail.json" --level 1 --format html --lang zh
demo 3 "the formats are text, json, markdown, sarif, junit, oscal, html, xlsx and verdicts" assess "$demo/pass.json" --level 1 --format pdf
demo 3 "is not a format" explain "$demo/fail.json" passwords.long --level 1 --format html

demo 1 "must be at least 8" explain "$demo/fail.json" passwords.long --level 1
demo 0 "PASS" explain "$demo/pass.json" passwords.long --subject db-1 --level 1
demo 2 "/hosts/0/accounts/0/length" explain "$demo/undecided.json" passwords.long --level 1
demo 1 "All steps" explain "$demo/fail.json" passwords.long --level 1 --full
demo 3 "did you mean" explain "$demo/fail.json" passwords.lnog --level 1
demo 3 "C0104" explain "$demo/fail.json" passwords.lnog --level 1
sed 's/topic passwords/topic backups/' "$demo/demo.policy" >"$work/second_level.policy"
cp "$demo/book.csv" "$work"
expect 3 "C0106" explain "$demo/fail.json" passwords.long --level 1 --policies "$work/second_level.policy"
demo 3 "C0105" explain "$demo/fail.json" passwords.long --subject db-2 --level 1
demo 3 "name the requirement" explain "$demo/fail.json" --level 1

# Risks and duties.
watch 1 "HIGH RISK" assess "$watch/bad.json"
watch 1 "高风险" assess "$watch/bad.json" --lang zh
watch 0 "NOT YET DUE" assess "$watch/good.json"
watch 2 "UNDECIDED" assess "$watch/open.json"
watch 1 "OVERDUE" assess "$watch/bad.json" --only 'filing.*'
watch 0 "NOT FOUND" assess "$watch/good.json" --only 'open-doors'
watch 1 "raised" explain "$watch/bad.json" open-doors
watch 1 "overdue" explain "$watch/bad.json" filing.in-time --subject d-1
watch 0 "next due" explain "$watch/good.json" review
watch 2 "To decide" explain "$watch/open.json" open-doors
expect 0 "1 risks, 2 duties" check "$watch"
expect 0 "1 项风险，2 项义务" check "$watch" --lang zh
expect 0 "done on" check "$watch" --dump model

echo '{"shortest": 6}' >"$work/own.json"
demo 0 "shortest" assess "$demo/fail.json" --level 1 --parameters "$work/own.json"
echo '{"shortest": 5}' >"$work/own.json"
demo 3 "must be at least 6" assess "$demo/fail.json" --level 1 --parameters "$work/own.json"
echo '{"shortest": "six"}' >"$work/own.json"
demo 3 "expected a number" assess "$demo/fail.json" --level 1 --parameters "$work/own.json"
echo '{"shortst": 6}' >"$work/own.json"
demo 3 "did you mean" assess "$demo/fail.json" --level 1 --parameters "$work/own.json"
demo 3 "C0107" assess "$demo/fail.json" --level 1 --parameters "$work/own.json"
echo '[]' >"$work/own.json"
demo 3 "C0113" assess "$demo/fail.json" --level 1 --parameters "$work/own.json"
demo 3 "C0112" assess "$demo/fail.json" --level 1 --parameters "$work/none.json"

expect 0 "level 1" check "$demo"
expect 0 "" check "$demo" --dump ast
expect 0 "" check "$demo" --dump model
expect 0 "demo.passwords.long local" check "$demo" --dump plan
expect 3 "cannot be dumped" check "$demo" --dump code
sed 's/account.length/account.lenght/' "$demo/demo.policy" >"$work/broken.policy"
expect 3 "did you mean" check "$work/broken.policy"
echo 'requirement' >"$work/cut.policy"
expect 3 "P01" check "$work/cut.policy"

# Lint: findings on standard output, status 1; nothing found is 0; what does not compile is 3.
expect 0 "no findings" lint "$demo" --only L0104
expect 1 "L0115" lint "$demo" --only L0115
also "findings are the result" 'grep -q "L0115" "$work/out" && [ ! -s "$work/err" ]'
expect 1 "没有针对" lint "$demo" --only L0115 --lang zh
expect 1 "error[L0115]" lint "$demo" --only L0104,L0115 --strict
expect 3 "did you mean" lint "$work/broken.policy"
expect 3 "did you mean" lint "$demo" --only L0199
expect 0 "L0105" lint --list
expect 0 "Why it matters" lint --explain L0105
expect 0 "为何重要" lint --explain L0105 --lang zh
expect 3 "no rule is called" lint --explain P0201
expect 3 '"code": "P0201"' check "$work/broken.policy" --format json
also "messages are the result" '[ ! -s "$work/err" ]'
expect 0 "[]" check "$demo" --format json

# Tests that stand in policies; a library needs no scheme.
cat >"$work/tests.policy" <<'POLICY'
test "six are too few" zh "六位不够"
  of passwords.long at level 1
  given { "hosts": [ { "id": "db-1", "kind": "server", "accounts": [ { "name": "root", "enabled": true, "length": 6, "by_key": false } ] } ] }
  expect fail for "db-1" because "passwords are long"
POLICY
demo 0 "1 tests, all pass" test "$work/tests.policy"
cat "$work/tests.policy" - >"$work/both.policy" <<'POLICY'
test "eight are enough, and so is a key" zh "八位或密钥均可"
  of passwords.long at level 1
  given { "hosts": [
    { "id": "long", "kind": "server", "accounts": [ { "name": "root", "enabled": true, "length": 8, "by_key": false } ] },
    { "id": "key", "kind": "server", "accounts": [ { "name": "root", "enabled": true, "length": 1, "by_key": true } ] } ] }
  expect pass for "long"
  expect pass-by-exception for "key"
POLICY
sed 's/"length": 6/"length": 8/' "$work/tests.policy" >"$work/failing.policy"
demo 1 "expected fail for db-1 because" test "$work/failing.policy"
demo 1 "符合" test "$work/failing.policy" --lang zh
demo 1 '"failed": 1' test "$work/failing.policy" --format json
demo 0 "2 of 2 parts" test "$work/both.policy" --coverage
demo 0 "changed to" test "$work/tests.policy" --mutate
demo 0 "没有测试发现" test "$work/tests.policy" --mutate --lang zh
demo 3 "C0103" test "$work/tests.policy" --only nothing
sed 's/"length": 6/"lenght": 6/' "$work/tests.policy" >"$work/broken.policy"
demo 3 "did you mean" test "$work/broken.policy"
printf 'define large(n: number) : truth means n >= 8\ntest "eight"\n  given n : number 8\n  expect true: large(n)\n' >"$work/library.policy"
expect 0 "1 definitions" check "$work/library.policy"
expect 0 "1 tests, all pass" test "$work/library.policy"
expect 3 "P0408" schema --policies "$work/library.policy"
# repl: a conversation from a pipe.
printf '%s\n' 'count of network.hosts' '-- nothing' ':quit' | "$program" repl "$demo/pass.json" --level 1 --policies "$demo" >"$work/out" 2>"$work/err"
count=$((count + 1))
also "repl answers, and says P0120 where there is no expression" 'grep -q "^[0-9]" "$work/out" && grep -q "P0120" "$work/out"'
# doc: a manual in either form.
expect 0 "# " doc --format markdown --policies "$demo"
expect 0 "<!doctype html>" doc --policies "$demo"
expect 3 "html, markdown or oscal" doc --format pdf --policies "$demo"
# doc --format oscal: the catalogue of clauses, and the profile of a level.
expect 0 '"catalog"' doc --format oscal --policies "$mlps"
also "the catalogue has every clause of every level" '[ "$(grep -c "\"class\": \"clause\"" "$work/out")" = "$(($(wc -l <"$root/policies/catalogue/gbt22239.csv") - 1))" ]'
expect 0 '"href": "mlps.json"' doc --format oscal --level 3 --catalogue mlps.json --policies "$mlps"
also "the profile of level 3 has its clauses" '[ "$(grep -c "\"clause-3-8" "$work/out")" = "$(grep -c "^3,8" "$root/policies/catalogue/gbt22239.csv")" ]'
expect 0 "clause-2-7.1.4.8.a" doc --format oscal --level S3A2 --policies "$mlps"
expect 3 "C0101" doc --format oscal --level 7 --policies "$mlps"
expect 3 "names no catalogue" doc --format oscal --policies "$library.policy"
# coverage: by source, part and level; why a clause is not covered.
expect 0 "read one fact only" coverage --policies "$demo"
expect 0 "binds authorities, not the operator" coverage --policies "$root/policies"
expect 0 "安全物理环境" coverage --domains --lang zh --policies "$mlps"

# compare: two facts files, two assessments, one of each; and what if.
watch 1 "New failures" compare "$watch/good.json" "$watch/bad.json"
watch 0 "Fixed" compare "$watch/bad.json" "$watch/good.json"
also "what another provides now has failed no longer" 'grep -q "doors.closed · gate  FAIL → PROVIDED" "$work/out"'
watch 0 "Nothing changed" compare "$watch/good.json" "$watch/good.json"
"$program" assess "$watch/bad.json" --level 1 --as-of 2026-11-21 --policies "$watch" --format json >"$work/bad.assessment"
"$program" assess "$watch/good.json" --level 1 --as-of 2026-11-21 --policies "$watch" --format json >"$work/good.assessment"
expect 1 "New failures" compare "$work/good.assessment" "$work/bad.assessment"
cp "$work/out" "$work/first"
watch 1 "新出现的问题" compare "$work/good.assessment" "$watch/bad.json" --lang zh
watch 1 "New failures" compare "$watch/good.json" "$work/bad.assessment"
also "facts and their assessment compare alike" 'cmp -s "$work/out" "$work/first"'
watch 3 "F0101" compare "$watch/good.json" "$work/none"
watch 3 "two sides are needed" compare "$watch/good.json"
expect 3 "no level is given" compare "$watch/good.json" "$watch/bad.json" --policies "$watch"
printf '[ { "op": "replace", "path": "/doors/0/open", "value": true }, { "op": "replace", "path": "/guard/provides", "value": [] } ]' >"$work/patch.json"
watch 1 "doors.closed · gate  PROVIDED → FAIL" compare "$watch/good.json" --patch "$work/patch.json"
watch 1 "good.json + $work/patch.json" assess "$watch/good.json" --patch "$work/patch.json"
watch 1 "must be no" explain "$watch/good.json" doors.closed --patch "$work/patch.json"
printf '[ { "op": "replace", "path": "/doors/7/open", "value": true } ]' >"$work/wrong.json"
watch 3 "F0402" assess "$watch/good.json" --patch "$work/wrong.json"
printf '{ "op": "remove" }' >"$work/none.patch"
watch 3 "F0401" assess "$watch/good.json" --patch "$work/none.patch"
watch 3 "F0101" assess "$watch/good.json" --patch "$work/no-such-file"

# Many networks: a line for each, in order, and the roll-up last; a bad one costs only itself.
many() { verdict=$1; words=$2; shift 2; demo "$verdict" "$words" assess "$@" --level 1 --as-of 2026-11-21; }
{ tr -d '\n' <"$demo/pass.json"; echo; echo; tr -d '\n' <"$demo/fail.json"; echo; } >"$work/fleet.ndjson"
printf '%s\n%s' '{ "hosts": [ { "id": "db-1", "knid": "server" } ] }' "$(tr -d '\n' <"$demo/undecided.json")" >"$work/more.jsonl"
many 1 '"dengbao.roll-up/1"' "$work/fleet.ndjson"
also "three lines: two networks and the roll-up; a blank line is none, and counts" \
  '[ "$(wc -l <"$work/out")" = 3 ] && [ ! -s "$work/err" ] && sed -n 1p "$work/out" | grep -q "\"line\":1,.*\"verdict\":\"pass\"" && sed -n 2p "$work/out" | grep -q "\"line\":3,.*\"verdict\":\"fail\""'
cp "$work/out" "$work/one"
for jobs in 0 2 7; do
  many 1 "" "$work/fleet.ndjson" --jobs $jobs
  also "the same bytes with --jobs $jobs" 'cmp -s "$work/out" "$work/one"'
done
many 0 '"networks":0,' - --ndjson
count=$((count + 2))
"$program" assess - --ndjson --part "$work/fleet.ndjson:1" --level 1 --as-of 2026-11-21 --policies "$demo" <"$work/fleet.ndjson" >"$work/out" 2>&1
also "standard input as part of a file is that file" 'cmp -s "$work/out" "$work/one"'
tail -n +3 "$work/fleet.ndjson" | "$program" assess - --part "$work/fleet.ndjson:3" --level 1 --as-of 2026-11-21 --policies "$demo" >"$work/out" 2>&1
also "a later part counts its lines from there" '[ "$(sed -n 1p "$work/out")" = "$(sed -n 2p "$work/one")" ]'
many 0 "" "$demo/pass.json" "$demo/pass.json" --roll-up "$work/all.roll-up"
also "the roll-up in its file, and nowhere else" '[ "$(wc -l <"$work/out")" = 2 ] && ! grep -q roll-up "$work/out" && grep -q "\"networks\":2,\"not_read\":0" "$work/all.roll-up"'
many 0 "" "$demo/pass.json" --roll-up "$work/one.roll-up"
many 2 "" "$demo/pass.json" "$demo/undecided.json" -o "$work/verdicts"
also "-o takes the lines" '[ ! -s "$work/out" ] && [ "$(wc -l <"$work/verdicts")" = 3 ]'
many 2 '"code":"F0111"' "$work/more.jsonl"
many 3 '"code":"F0111"' "$work/more.jsonl" --strict
{ echo '{ "hosts": [ { "id": "db-1" }, { "id": "db-1", "kind": "servr" } ] }'; sed -n 1p "$work/fleet.ndjson"; echo '{ "hosts"'; } >"$work/bad.ndjson"
many 3 "C0301" "$work/bad.ndjson"
also "the run goes on, and the line says what and where" \
  '[ "$(wc -l <"$work/out")" = 4 ] && sed -n 1p "$work/out" | grep -q "\"verdict\":\"not-read\".*\"code\":\"F0110\".*\"line\":1,\"column\":56" && sed -n 2p "$work/out" | grep -q "\"verdict\":\"pass\"" && sed -n 3p "$work/out" | grep -q "\"code\":\"F0112\".*\"line\":3,"'
cp "$work/out" "$work/bad.lines"
also "and how many" 'grep -q "2 of 3 networks could not be read; the first is .*bad.ndjson:1" "$work/err"'
many 3 "3 个网络中有 2 个无法读取" "$work/bad.ndjson" --lang zh
many 3 "leave out --ndjson" "$demo/fail.json" --ndjson
many 3 '"code":"F0101"' "$demo/pass.json" "$work/none.json"
many 3 '"code":"F0101"' "$work/none.ndjson"
many 3 '"code":"F0101"' "$work" "$demo/pass.json"
also "the other file is assessed" 'sed -n 2p "$work/out" | grep -q "\"verdict\":\"pass\""'
many 3 "is about one network" "$work/fleet.ndjson" --format html
many 3 "只用于单个网络" "$work/fleet.ndjson" --format json --lang zh
many 3 "are about one network" "$work/fleet.ndjson" --patch "$work/patch.json"
many 3 "--jobs takes a number" "$work/fleet.ndjson" --jobs -1
many 3 "read only once" - -
many 3 "is not NAME:LINE" - --part "fleet.ndjson"
many 3 "the facts are -" "$work/fleet.ndjson" --part "fleet.ndjson:3"
many 3 "C0103" "$work/fleet.ndjson" --only 'nothing.*'
many 3 "C0108" "$work/fleet.ndjson" -o "$work/no/such/folder"
many 3 "C0108" "$work/fleet.ndjson" --roll-up "$work/no/such/folder"
demo 3 "no level is given" assess "$work/fleet.ndjson"
echo '{"shortest": 6}' >"$work/own.json"
many 0 '"parameters":[{"name":"shortest","value":6}]' "$work/fleet.ndjson" --parameters "$work/own.json" --roll-up "$work/own.roll-up"
echo '{"shortest": 5}' >"$work/own.json"
many 3 "C0107" "$work/fleet.ndjson" --parameters "$work/own.json"
count=$((count + 1))
yes "$(sed -n 1p "$work/fleet.ndjson")" | "$program" assess - --ndjson --jobs 3 --level 1 --policies "$demo" 2>"$work/err" | head -n 2 >"$work/out"
also "who has read enough ends it, and quietly" '[ "$(wc -l <"$work/out")" = 2 ] && [ ! -s "$work/err" ]'

# merge: parts of a fleet, in any order.
many 0 "" "$demo/pass.json" --roll-up "$work/a.roll-up"
many 2 "" "$demo/undecided.json" --roll-up "$work/b.roll-up"
many 3 "" "$work/bad.ndjson" --roll-up "$work/c.roll-up"
expect 0 '"networks":5,"not_read":2' merge "$work/a.roll-up" "$work/b.roll-up" "$work/c.roll-up"
cp "$work/out" "$work/all"
expect 0 "" merge "$work/c.roll-up" "$work/a.roll-up" -o "$work/ca.roll-up"
expect 0 "" merge "$work/b.roll-up" "$work/ca.roll-up"
also "another order and grouping, the same bytes" 'cmp -s "$work/out" "$work/all"'
expect 0 '"networks":2' merge "$work/one"
expect 3 "C0303" merge "$work/a.roll-up" "$work/own.roll-up"
expect 3 "不能与" merge "$work/a.roll-up" "$work/own.roll-up" --lang zh
demo 0 "" assess "$demo/pass.json" --level 2 --as-of 2026-11-21 --roll-up "$work/two.roll-up"
expect 3 "its level is 2, not 1" merge "$work/a.roll-up" "$work/two.roll-up"
demo 0 "" assess "$demo/pass.json" --level 1 --as-of 2026-11-22 --roll-up "$work/later.roll-up"
expect 3 "its date of assessment is 2026-11-22" merge "$work/a.roll-up" "$work/later.roll-up"
sed 's/at least 6/at least 5/' "$demo/demo.policy" >"$work/demo.policy"
expect 0 "" assess "$demo/pass.json" --level 1 --as-of 2026-11-21 --roll-up "$work/other.roll-up" --policies "$work/demo.policy"
expect 3 "made by other policies" merge "$work/a.roll-up" "$work/other.roll-up"
expect 3 "C0302" merge "$work/a.roll-up" "$demo/pass.json"
expect 3 "no such file" merge "$work/a.roll-up" "$work/none.roll-up"
sed -n 1,2p "$work/one" >"$work/verdicts.none"
expect 3 "it holds none" merge "$work/verdicts.none"
expect 3 "no roll-ups are given" merge

# Attached files: checked where they are, below the folder of the facts, and nowhere else.
mkdir -p "$work/attached/evidence"
printf abc >"$work/attached/evidence/abc.txt"
digest=ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
# attached FILE DIGEST: facts whose evidence names that file.
attached() {
  printf '{ "hosts": [ { "id": "db-1", "kind": "server", "accounts": [ { "name": "root", "enabled": true, "length": 6, "by_key": false } ] } ],
  "evidence": [ { "facts": "/hosts", "method": "examine", "on": "2026-11-01", "file": "%s", "sha256": "%s" } ] }' "$1" "$2" >"$work/attached/facts.json"
}
attached_to() { verdict=$1; words=$2; shift 2; demo "$verdict" "$words" explain "$work/attached/facts.json" passwords.long --level 1 --as-of 2026-11-21 "$@"; }
attached evidence/abc.txt $digest
attached_to 1 "file evidence/abc.txt (sha256 ba7816bf8f01…, checked)"
also "a file that is the one that was hashed needs no word" '[ ! -s "$work/err" ]'
attached_to 1 '"attachment": "matches"' --format json
attached evidence/abc.txt "$(printf 0%.0s $(seq 64))"
attached_to 1 "F0306"
also "void evidence is said beside the fact" 'grep -q "void: sha256 does not match the attached file" "$work/out"'
attached_to 1 "证据无效：sha256 与附件不符" --lang zh
attached_to 3 "F0306" --strict
demo 1 "whose evidence is void" assess "$work/attached/facts.json" --level 1 --as-of 2026-11-21
attached evidence/none.txt $digest
attached_to 1 "the attached file is not there"
also "a file that is not there needs no word" '[ ! -s "$work/err" ]'
attached ../fail.json $digest
attached_to 3 "F0303"
attached /etc/hostname $digest
attached_to 3 "a path below the folder"
ln -s /etc/hostname "$work/attached/evidence/link"
ln -s /etc "$work/attached/etc"
mkfifo "$work/attached/evidence/pipe"
attached evidence/link $digest
attached_to 1 "F0307"
attached etc/hostname $digest
attached_to 1 "goes through a link"
attached evidence/pipe $digest
attached_to 1 "is not a plain file"
attached evidence $digest
attached_to 1 "is not a plain file"

# Formats: each writes; a workbook not to a terminal.
for format in markdown sarif junit oscal xlsx; do demo 1 "" assess "$demo/fail.json" --level 1 --format $format; done
demo 3 "text, json, markdown" assess "$demo/pass.json" --level 1 --format pdf
demo 1 "### ✗ passwords are long" explain "$demo/fail.json" passwords.long --level 1 --format markdown
demo 3 "text, json and markdown" explain "$demo/fail.json" passwords.long --level 1 --format sarif
count=$((count + 1))
python3 - "$program" assess "$demo/fail.json" --level 1 --policies "$demo" --format xlsx >"$work/out" 2>&1 <<'TERMINAL'
import os, pty, sys
status = pty.spawn(sys.argv[1:])
sys.exit(os.waitstatus_to_exitcode(status))
TERMINAL
[ $? = 3 ] && grep -q "write it to a file: -o assessment.xlsx" "$work/out" || { failed=$((failed + 1)); echo "FAILED: a workbook is not for a terminal"; cat "$work/out"; }

# fmt: in place, checked, to the other language and back.
printf 'use  a\nrecord R\n  k : text -- c\n' >"$work/untidy.policy"
chmod 640 "$work/untidy.policy"
expect 1 "T0101" fmt --check "$work/untidy.policy"
also "--check writes nothing" 'grep -q "use  a" "$work/untidy.policy"'
expect 0 "k : text  -- c" fmt --stdout "$work/untidy.policy"
expect 0 "untidy.policy" fmt "$work/untidy.policy"
also "fmt writes the file, and its mode stays" 'grep -q "^use a$" "$work/untidy.policy" && [ "$(stat -c %a "$work/untidy.policy")" = 640 ]'
expect 0 "" fmt --check "$work/untidy.policy"
cp "$work/untidy.policy" "$work/tidy.policy"
expect 0 "" fmt --lang zh "$work/untidy.policy"
also "fmt --lang zh writes Chinese keywords" 'grep -q "^记录 R$" "$work/untidy.policy"'
expect 0 "" fmt --lang en "$work/untidy.policy"
also "fmt --lang zh is lossless" 'cmp -s "$work/tidy.policy" "$work/untidy.policy"'
expect 3 "P01" fmt "$work/cut.policy"
also "a file with errors is not changed" '[ "$(cat "$work/cut.policy")" = requirement ]'
expect 3 "P0504" fmt "$work/none"
expect 3 "stands alone" fmt - "$work/tidy.policy"
expect 3 "is not a language" fmt --lang fr "$work/tidy.policy"

# Standard input, closed pipes, formats.
count=$((count + 3))
"$program" assess - --level 1 --policies "$demo" <"$demo/pass.json" >"$work/out" 2>"$work/err" || { failed=$((failed + 1)); echo "FAILED: facts from standard input"; }
"$program" explain "$demo/fail.json" passwords.long --level 1 --policies "$demo" 2>"$work/err" | true
[ -s "$work/err" ] && { failed=$((failed + 1)); echo "FAILED: a closed pipe is quiet"; }
"$program" assess "$demo/fail.json" --level 1 --policies "$demo" >"$work/out" 2>&1
grep -q "$(printf '\033')" "$work/out" && { failed=$((failed + 1)); echo "FAILED: no colours in a file"; }

# says SCHEMA ARGUMENT…: the program's output fits the schema.
says() {
  schema=$1; shift
  "$program" "$@" >"$work/out" 2>"$work/err"
  fits "dengbao $*" "$schema" "$work/out"
}
"$program" schema --policies "$demo" >"$work/facts.schema.json"
"$program" schema --strict >"$work/mlps.schema.json"
says "$schemas/diagnostics.schema.json" check "$work/broken.policy" --format json
says "$schemas/diagnostics.schema.json" check "$work/none" --format json
says "$schemas/diagnostics.schema.json" lint "$demo" --format json
for facts in pass fail undecided; do
  says "$schemas/assessment.schema.json" assess "$demo/$facts.json" --level 2 --format json --policies "$demo"
  says "$schemas/verdicts.schema.json" assess "$demo/$facts.json" --level 2 --format verdicts --policies "$demo"
  says "$schemas/explanation.schema.json" explain "$demo/$facts.json" passwords.long --level 1 --format json --policies "$demo"
  fits "$facts.json" "$work/facts.schema.json" "$demo/$facts.json"
done
for roll_up in all own.roll-up c.roll-up; do
  says "$schemas/roll-up.schema.json" merge "$work/$roll_up"
done
for line in 1 2 3; do
  sed -n ${line}p "$work/bad.lines" >"$work/line"
  fits "line $line" "$schemas/verdicts.schema.json" "$work/line"
done
says "$schemas/coverage.schema.json" coverage --format json --policies "$mlps"
says "$schemas/coverage.schema.json" coverage --format json --policies "$demo"
says "$schemas/comparison.schema.json" compare "$watch/good.json" "$watch/bad.json" --level 1 --policies "$watch" --format json
says "$schemas/comparison.schema.json" compare "$watch/bad.json" "$watch/open.json" --level 1 --policies "$watch" --format json
says "$schemas/oscal-catalogue.schema.json" doc --format oscal --policies "$mlps"
says "$schemas/oscal-catalogue.schema.json" doc --format oscal --level 4 --lang zh --policies "$mlps"
says "$schemas/tests.schema.json" test "$work/failing.policy" --policies "$demo" --coverage --mutate --format json
for facts in good bad open; do
  says "$schemas/assessment.schema.json" assess "$watch/$facts.json" --level 1 --format json --policies "$watch"
  says "$schemas/verdicts.schema.json" assess "$watch/$facts.json" --level 1 --format verdicts --policies "$watch"
  for rule in open-doors filing.in-time review doors.closed all-well; do
    says "$schemas/explanation.schema.json" explain "$watch/$facts.json" $rule --level 1 --format json --policies "$watch"
  done
done
for facts in "$root"/policies/examples/*/facts.json; do
  [ -e "$facts" ] || continue
  says "$schemas/assessment.schema.json" assess "$facts" --policies "$mlps" --level 3 --as-of 2026-11-21 --format json
  cp "$work/out" "$work/whole"
  says "$schemas/verdicts.schema.json" assess "$facts" --policies "$mlps" --level 3 --as-of 2026-11-21 --format verdicts
  count=$((count + 1))
  python3 "$root/tests/cli/same_verdicts.py" "$work/whole" "$work/out" || { failed=$((failed + 1)); echo "FAILED: the verdicts of $facts"; }
  fits "$facts" "$work/mlps.schema.json" "$facts"
done

# Compiled policies: the same bytes as from the sources, from every command; refused when they are not what they were.
compiled="$work/demo.dengbao"
demo 0 "" compile -o "$compiled"
also "nothing is said of success" '[ ! -s "$work/out" ] && [ ! -s "$work/err" ]'
# same STATUS ARGUMENT…: what the command says of the sources and of the compiled policies is the same.
same() {
  status=$1; shift
  expect "$status" "" "$@" --policies "$demo"
  cp "$work/out" "$work/out.source"; cp "$work/err" "$work/err.source"
  expect "$status" "" "$@" --policies "$compiled"
  also "the same from compiled policies: $*" 'cmp -s "$work/out" "$work/out.source" && cmp -s "$work/err" "$work/err.source"'
}
for form in text json markdown sarif junit oscal html; do
  same 1 assess "$demo/fail.json" --level 2 --as-of 2026-11-21 --format $form
done
same 1 assess "$demo/fail.json" --level 2 --as-of 2026-11-21 --lang zh
same 2 assess "$demo/undecided.json" --level 2 --as-of 2026-11-21
for form in text json markdown; do
  same 1 explain "$demo/fail.json" passwords.long --level 1 --as-of 2026-11-21 --full --format $form
done
same 1 explain "$demo/fail.json" passwords.long --level 1 --as-of 2026-11-21 --lang zh
same 0 explain "$demo/pass.json" passwords.long --level 1 --as-of 2026-11-21 --margin
same 1 compare "$demo/pass.json" "$demo/fail.json" --level 1 --as-of 2026-11-21
same 0 check
same 0 check --dump ast
same 0 check --dump model
same 0 coverage
same 0 schema
same 0 doc --format markdown
same 0 compile --format json
"$program" lint --policies "$demo" >"$work/out.source"; status=$?
expect $status "" lint --policies "$compiled"
also "lint reads the texts in the file" 'cmp -s "$work/out" "$work/out.source"'
echo 'shortest + 1' >"$work/question"
for policies in "$demo" "$compiled"; do
  "$program" repl "$demo/pass.json" --policies "$policies" --as-of 2026-11-21 <"$work/question"
done >"$work/out" 2>"$work/err"
also "a conversation about compiled policies" '[ "$(sort -u "$work/out" | wc -l)" = 2 ] && [ ! -s "$work/err" ]'
expect 0 "" compile --policies "$compiled" -o "$work/again.dengbao"
also "compiled once more they are the same" 'cmp -s "$compiled" "$work/again.dengbao"'
expect 1 "" assess "$work/fleet.ndjson" --policies "$compiled" --level 1 --as-of 2026-11-21 --jobs 3
also "of many networks, too, compiled policies say what their texts do, digest and all" 'cmp -s "$work/out" "$work/one"'
demo 0 "" compile ; also "without -o to standard output" 'cmp -s "$work/out" "$compiled"'
expect 0 "" compile --policies "$root/tests/cli/library.policy" -o "$work/library.dengbao"
expect 0 "drill" assess "$root/tests/cli/library.json" --policies "$work/library.dengbao" --level 1 --as-of 2026-11-21
cp "$compiled" "$work/named-otherwise"
expect 0 "level 1" check "$work/named-otherwise"
demo 3 "C0203" check "$compiled"
expect 3 "C0203" assess "$demo/pass.json" --level 1 --policies "$compiled" --policies "$compiled"
expect 3 "C0204" fmt "$compiled" --check
expect 3 "C0108" compile --policies "$demo" -o "$work/no/such/folder/x.dengbao"
expect 3 "P0504" check "$work/none.dengbao"
: >"$work/damaged.dengbao"
expect 3 "C0201" check "$work/damaged.dengbao"
head -c 5000 "$compiled" >"$work/damaged.dengbao"
expect 3 "its end is missing" assess "$demo/pass.json" --level 1 --policies "$work/damaged.dengbao"
also "what to do is said" 'grep -q "dengbao compile --policies PATH -o" "$work/err"'
{ head -c 6000 "$compiled"; printf x; tail -c +6002 "$compiled"; } >"$work/damaged.dengbao"
expect 3 "do not match their checksum" assess "$demo/pass.json" --level 1 --policies "$work/damaged.dengbao"
expect 3 "内容与校验和不符" assess "$demo/pass.json" --level 1 --policies "$work/damaged.dengbao" --lang zh
cp "$demo/demo.policy" "$work/damaged.dengbao"
expect 3 "does not begin" check "$work/damaged.dengbao"
cp "$compiled" "$work/other.dengbao"
printf '\377' | dd of="$work/other.dengbao" bs=1 seek=16 conv=notrunc 2>/dev/null
expect 3 "C0202" assess "$demo/pass.json" --level 1 --policies "$work/other.dengbao"
expect 3 "were written by another build of dengbao" check "$work/other.dengbao"
