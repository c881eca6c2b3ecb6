# The remediation plan: its promise is what an assessment says of its patch; its aims, forms and waves.
demo 0 "The plan reaches the aim" plan "$demo/fail.json" --level 1 --as-of 2026-11-21 --aim all
also "least, proved, nothing to leave out" 'grep -q "proved" "$work/out" && grep -q "none of its measures can be left out" "$work/out" && grep -q "M01  password" "$work/out"'
demo 0 "可达到目标" plan "$demo/fail.json" --level 1 --aim all --lang zh
demo 0 "The aim is reached already" plan "$demo/pass.json" --level 1 --aim all
demo 0 "Aim: no high risk" plan "$demo/fail.json" --level 1
demo 2 "what is not known" plan "$demo/undecided.json" --level 1 --aim all
demo 0 "due 2026-11-28" plan "$demo/fail.json" --level 1 --as-of 2026-11-21 --aim all --wave-days 7
watch 0 "high risks 0" plan "$watch/bad.json" --aim no-high-risk
watch 1 "In the way" plan "$watch/bad.json" --aim all
also "what was done late is in the way, and the rest is work for people" \
  'sed -n "/In the way/,\$p" "$work/out" | grep -q "decision d-2" && grep -q "for people: File the decision" "$work/out"'

# Aims, work and waves that are none.
demo 3 "the formats are text, json, markdown, html, csv, xlsx and patch" plan "$demo/pass.json" --level 1 --format pdf
demo 3 "C0601" plan "$demo/pass.json" --level 1 --aim score=80
demo 3 'did you mean `no-high-risk`' plan "$demo/pass.json" --level 1 --aim no-high-risks
expect 3 'did you mean `score`' plan "$shop" --policies "$mlps" --level 3 --aim scroe=80
expect 3 "C0602" plan "$shop" --policies "$mlps" --level 3 --aim score=high
expect 3 "C0603" plan "$shop" --policies "$mlps" --level 3 --aim 80 --aim conformity-rate=60
demo 3 "C0604" plan "$demo/pass.json" --level 1 --wave-work 0
demo 3 "C0501" plan "$demo/fail.json" --level 1 --costs "$work/none.csv"

# Work by the costs of an organisation.
printf 'requirement,effort_days,cost\npasswords.long,2.5,12000\n' >"$work/costs.csv"
demo 0 "Wave 1 · 2.5 days" plan "$demo/fail.json" --level 1 --aim all --costs "$work/costs.csv"
also "what has no estimate is told" 'grep -q "0 of 1 measures have none" "$work/out"'
printf 'requirement,cost\npasswords.long,12000\n' >"$work/costs.csv"
demo 0 "Wave 1 · cost 12000" plan "$demo/fail.json" --level 1 --aim all --costs "$work/costs.csv"

# Its patch is for other commands.
demo 0 "" plan "$demo/fail.json" --level 1 --aim all --format patch -o "$work/plan.patch"
demo 0 "PASS" assess "$demo/fail.json" --level 1 --patch "$work/plan.patch"
# plan_keeps NAME LEVEL STATUS AIM…
plan_keeps() {
  facts=$root/policies/examples/$1/facts.json; level=$2; status=$3; shift 3
  expect "$status" "" plan "$facts" --policies "$mlps" --level "$level" --as-of 2026-11-21 --lang en --format json -o "$work/plan.json" "$@"
  python3 -c "import json, sys; json.dump(json.load(open(sys.argv[1]))['patch'], open(sys.argv[2], 'w'))" "$work/plan.json" "$work/plan.patch"
  "$program" assess "$facts" --policies "$mlps" --patch "$work/plan.patch" --level "$level" --as-of 2026-11-21 --lang en --format json >"$work/assess.json"
  also "what is promised is what is assessed: $facts $*" \
    'python3 "$root/tests/cli/plan_agrees.py" "$work/plan.json" "$work/assess.json" "$schemas/plan.schema.json"'
}
plan_keeps site 1 0 --aim 80
# A search is thousands of assessments: with sanitizers the small one is enough.
if [ -z "$DENGBAO_SANITIZED" ]; then
  plan_keeps shop 3 0 --aim 90
  plan_keeps shop 3 2 --aim no-high-risk --aim 92
  plan_keeps saas 2 1 --aim score=90
  plan_keeps cloud-tenant 3 1 --aim all
  plan_keeps plant 3 0 --aim conformity-rate=85
fi

# Forms for people and for trackers.
site=$root/policies/examples/site/facts.json
expect 0 "" plan "$site" --policies "$mlps" --level 1 --as-of 2026-11-21 --aim 70 --format html --lang zh -o "$work/plan.html"
also "one page without scripts, with a picture" \
  '! grep -q "<script" "$work/plan.html" && grep -q "<svg " "$work/plan.html" && grep -q "整改计划" "$work/plan.html" && python3 -c "
import re, sys, xml.etree.ElementTree as tree
for svg in re.findall(\"<svg.*?</svg>\", open(sys.argv[1], encoding=\"utf-8\").read(), re.S): tree.fromstring(svg)
" "$work/plan.html"'
expect 0 "# Remediation plan" plan "$site" --policies "$mlps" --level 1 --as-of 2026-11-21 --aim 70 --format markdown
expect 0 "" plan "$site" --policies "$mlps" --level 1 --as-of 2026-11-21 --aim 70 --format xlsx -o "$work/plan.xlsx"
expect 0 "" plan "$site" --policies "$mlps" --level 1 --as-of 2026-11-21 --aim 70 --format csv -o "$work/plan.csv"
also "workbook and table have the same measures" '$spreadsheets -c "
import csv, openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1])[\"Measures\"]
rows = list(sheet.iter_rows(min_row=2, values_only=True))
table = list(csv.DictReader(open(sys.argv[2], encoding=\"utf-8-sig\", newline=\"\")))
assert [row[0] for row in rows] == [row[\"id\"] for row in table] and table, rows
assert [row[2] for row in rows] == [row[\"title\"] for row in table], rows
assert [row[14] for row in rows] == [row[\"due\"] for row in table], rows
assert sheet.auto_filter.ref and sheet.data_validations.dataValidation
" "$work/plan.xlsx" "$work/plan.csv"'
