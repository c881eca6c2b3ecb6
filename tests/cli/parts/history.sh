# One folder, one history.
engagement="$work/engagement"
expect 0 "" init "$engagement"
also "the folders are there, and fit for git" \
  '[ -f "$engagement/facts/.gitkeep" ] && [ -d "$engagement/evidence" ] && [ -d "$engagement/assessments" ] && grep -q "# An engagement" "$engagement/README.md"'
echo mine >"$engagement/README.md"
expect 0 "" init "$engagement" --lang zh
also "what is there stays" '[ "$(cat "$engagement/README.md")" = mine ]'
expect 3 "no folder is given" init
expect 3 "未给出文件夹" history --lang zh
expect 3 "C0108" init "$engagement/README.md/x"
expect 3 "C0705" history "$work/none"
expect 0 "as of" history "$engagement"
cp "$watch/bad.json" "$engagement/facts/facts.json"
keep() { expect "$1" "$2" history "$engagement" --keep "$engagement/facts/facts.json" --policies "$watch" --level 1 --as-of "$3"; }
keep 0 "2026-11-21  1         FAIL" 2026-11-21
keep 0 "FAIL" 2026-11-21
also "the same assessment is kept once" '[ "$(ls "$engagement/assessments/"*.json | wc -l)" = 1 ]'
cp "$watch/good.json" "$engagement/facts/facts.json"
keep 0 "2026-11-22  1         PASS" 2026-11-22
also "the oldest first" '[ "$(sed -n "2p" "$work/out" | cut -c1-10)" = 2026-11-21 ]'
expect 0 "总体结论" history "$engagement" --lang zh
expect 3 "no level is given" history "$engagement" --keep "$engagement/facts/facts.json" --policies "$watch"
expect 0 "" history "$engagement" --format json
also "the history fits its schema, and names what it came from" 'python3 -c "
import hashlib, json, jsonschema, sys
told = json.load(open(sys.argv[2]))
jsonschema.validate(told, json.load(open(sys.argv[1])))
old, new = told[\"assessments\"]
assert old[\"facts\"] == hashlib.sha256(open(sys.argv[3], \"rb\").read()).hexdigest()
assert (old[\"verdict\"], new[\"verdict\"]) == (\"fail\", \"pass\") and old[\"policies\"] == new[\"policies\"]
assert old[\"risks\"][\"high\"] == 1 and new[\"risks\"].get(\"high\", 0) == 0
" "$schemas/history.schema.json" "$work/out" "$watch/bad.json"'
echo '{}' >"$engagement/assessments/other.json"
expect 3 "C0706" history "$engagement"
