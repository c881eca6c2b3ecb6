# The gap analysis: the numbers of an assessment, arranged; its forms; costs; and a PDF by another program.
demo 1 "must be at least 8" gap "$demo/fail.json" --level 1 --as-of 2026-11-21
demo 1 "差距分析报告" gap "$demo/fail.json" --level 1 --format markdown --lang zh
demo 0 "" gap "$demo/pass.json" --level 1
demo 2 "Not yet known" gap "$demo/undecided.json" --level 1
watch 1 "OVERDUE" gap "$watch/bad.json"
demo 3 "C0103" gap "$demo/pass.json" --level 1 --only 'nothing.*'
demo 3 "the formats are text, json, markdown, html, xlsx and pdf" gap "$demo/pass.json" --level 1 --format oscal
demo 1 "<thead>" gap "$demo/fail.json" --level 1 --format html
also "a page without scripts" '! grep -q "<script" "$work/out" && grep -q "Content-Security-Policy" "$work/out"'
demo 1 "" gap "$demo/fail.json" --level 1 --as-of 2026-11-21 --format xlsx -o "$work/gaps.xlsx"
also "the columns that assessors keep, a figure for each verdict" '$spreadsheets -c "
import openpyxl, sys
table = openpyxl.load_workbook(sys.argv[1])[\"Gap table\"]
rows = list(table.iter_rows(values_only=True))
assert rows[0][1:8] == (\"Control point\", \"Clause\", \"Item\", \"Subjects\", \"Result record\", \"Conformity\", \"Score (1, 0.5, 0)\"), rows[0]
assert [row[6:8] for row in rows[1:]] == [(\"Does not conform\", 0)], rows
assert table.auto_filter.ref and table.freeze_panes
" "$work/gaps.xlsx"'

printf 'requirement,effort_days,cost\npasswords.long,2.5,12000\n' >"$work/costs.csv"
demo 1 "2.5 days, cost 12000; 1 of 1 gaps are estimated" gap "$demo/fail.json" --level 1 --costs "$work/costs.csv"
demo 3 "C0501" gap "$demo/fail.json" --level 1 --costs "$work/none.csv"
demo 3 "C0501" gap "$demo/fail.json" --level 1 --costs "$work"
bad_costs() { code=$1; words=$2; shift 2; printf "$1" >"$work/bad.csv"; demo 3 "$code" gap "$demo/fail.json" --level 1 --costs "$work/bad.csv"
  also "$code says: $words" 'grep -qF -e "$words" "$work/err"'; }
bad_costs "C0502" "requirement,effort_days,cost" 'requirement\n'
bad_costs "C0503" 'did you mean `cost`' 'requirement,costs\n'
bad_costs "C0504" 'did you mean `passwords.long`' 'requirement,cost\npasswords.lnog,1\n'
bad_costs "C0505" "without unit" 'requirement,cost\npasswords.long,12k\n'
bad_costs "C0506" "first given here" 'requirement,cost\npasswords.long,1\npasswords.long,2\n'
bad_costs "C0507" "UTF-8" 'requirement,cost\n\377,1\n'
bad_costs "C0508" "quote" 'requirement,cost\n"passwords.long,1\n'

# A renderer that is not there, one that fails, and the one that Debian has.
mkdir "$work/bin"
count=$((count + 1))
env PATH="$work/bin" "$program" gap "$demo/fail.json" --level 1 --policies "$demo" --format pdf -o "$work/gaps.pdf" >"$work/out" 2>"$work/err"
status=$?
also "what to do is said" '[ $status = 3 ] && grep -q "C0509" "$work/err" && grep -q "apt install weasyprint" "$work/err"'
printf '#!/bin/sh\necho "no fonts" >&2\nexit 1\n' >"$work/bin/weasyprint"
chmod +x "$work/bin/weasyprint"
count=$((count + 1))
env PATH="$work/bin:$PATH" "$program" gap "$demo/fail.json" --level 1 --policies "$demo" --format pdf -o "$work/gaps.pdf" >"$work/out" 2>"$work/err"
status=$?
also "what it said is told, and no file is left" '[ $status = 3 ] && grep -q "C0510" "$work/err" && grep -q "no fonts" "$work/err" && [ ! -e "$work/gaps.pdf" ]'
if command -v weasyprint >/dev/null; then
  demo 1 "" gap "$demo/fail.json" --level 1 --as-of 2026-11-21 --lang zh --format pdf -o "$work/gaps.pdf"
  also "a PDF with its words" 'pdftotext "$work/gaps.pdf" - | grep -q "差距分析报告"'
  demo 1 "" gap "$demo/fail.json" --level 1 --as-of 2026-11-21 --lang zh --format pdf -o "$work/again.pdf"
  also "the same page gives the same bytes" 'cmp -s "$work/gaps.pdf" "$work/again.pdf"'
fi

# On the example networks the report says what the assessment says.
examples="site:1 saas:2 shop:3 cloud-tenant:3 cloud-platform:3 plant:3 payment:4"
[ -z "$DENGBAO_SANITIZED" ] || examples="site:1"  # what is looked for is in numbers, not in memory
for one in $examples; do
  facts=$root/policies/examples/${one%:*}/facts.json
  for command in assess gap; do
    "$program" "$command" "$facts" --policies "$mlps" --level "${one#*:}" --as-of 2026-11-21 --lang en --format json >"$work/$command.json"
  done
  count=$((count + 1))
  python3 "$root/tests/cli/gap_agrees.py" "$work/gap.json" "$work/assess.json" "$schemas/gap.schema.json" ||
    { failed=$((failed + 1)); echo "FAILED: gap of $one"; }
  count=$((count + 1))
  python3 "$root/tests/cli/gap_advice.py" "$work/gap.json" "$root/policies" ||
    { failed=$((failed + 1)); echo "FAILED: advice on $one"; }
done
"$program" gap "$shop" --policies "$mlps" --level 3 --as-of 2026-11-21 --lang en --format xlsx -o "$work/gaps.xlsx"
"$program" assess "$shop" --policies "$mlps" --level 3 --as-of 2026-11-21 --format json -o "$work/assess.json"
also "the scores of the clauses are those of their verdicts" '$spreadsheets -c "
import collections, json, openpyxl, sys
table = openpyxl.load_workbook(sys.argv[1])[\"Gap table\"]
scores = collections.Counter(row[7] for row in table.iter_rows(min_row=2, values_only=True))
counts = json.load(open(sys.argv[2]))[\"counts\"]
states = collections.Counter(row[6] for row in table.iter_rows(min_row=2, values_only=True))
assert states[\"Recommended, not met\"] == counts[\"not-met-recommended\"] > 0, states
assert (scores[1], scores[0.5], scores[0]) == (counts[\"pass\"], counts[\"partial\"], counts[\"fail\"]), (scores, counts)
" "$work/gaps.xlsx" "$work/assess.json"'
