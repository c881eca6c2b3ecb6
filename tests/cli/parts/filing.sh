# The papers of a filing: which there must be, how each stands, and what is due.
filing() { status=$1; words=$2; name=$3; shift 3; expect "$status" "$words" filing "$examples/$name/facts.json" --policies "$mlps" --as-of 2026-11-21 "$@"; }
filing 0 "papers are there and up to date; 0 out of date, 0 missing, 0 not known" cloud-platform --level 3
filing 1 "OUT OF DATE" payment --level 4
also "the reason is told with its place" 'grep -A1 "must be on or after 2026-03-20" "$work/out" | grep -q "facts.json:[0-9]"'
also "and the remedy" 'grep -q "→ Draw the topology as it is now" "$work/out"'
filing 1 "已过时" payment --level 4 --lang zh
filing 1 "MISSING" saas --level 3
also "of what is missing nothing else is said" '! grep -A1 "Assessment report" "$work/out" | grep -q "✗ it is of"'
filing 0 "No papers are asked for" site --level 1
filing 0 "本级无需提交备案材料" site --level 1 --lang zh
filing 0 "level S2A2G2" saas
echo '[{"op": "remove", "path": "/regulation/filing_papers"}]' >"$work/no-papers.json"
filing 2 "NOT KNOWN" saas --level 2 --patch "$work/no-papers.json"
also "the question is put" 'grep -q "Which papers were written for the filing" "$work/out"'
filing 3 "C0701" saas --patch "$work/unknown.json"
expect 3 "C0702" filing "$demo/pass.json" --policies "$demo" --level 1
expect 3 "没有列出备案材料" filing "$demo/pass.json" --policies "$demo" --level 1 --lang zh
expect 3 "no facts are given" filing
expect 3 "the formats are" filing "$examples/saas/facts.json" --format html
also "every paper is judged as assess does, and the JSON fits its schema" \
  'python3 "$root/tests/cli/check_filing.py" "$program" "$mlps" "$examples" "$schemas/filing.schema.json" "$work/no-papers.json"'

# The filing form and the classification report for an office program: a renderer that is not there, one that fails, and
# the one that Debian has.
mkdir "$work/no-office"
office() { # STATUS CODE WORDS PATH COMMAND
  count=$((count + 1))
  env PATH="$4" "$program" "$5" "$examples/saas/facts.json" --policies "$mlps" --as-of 2026-11-21 --format docx -o "$work/form.docx" >"$work/out" 2>"$work/err"
  status=$?
  also "$5 as a document: $2" '[ $status = '"$1"' ] && grep -q "'"$2.*$3"'" "$work/err" && [ ! -e "$work/form.docx" ]'
}
office 3 "C0703" "pandoc" "$work/no-office" filing
also "what to do is said" 'grep -q "apt install pandoc" "$work/err"'
office 3 "C0703" "pandoc" "$work/no-office" classify
printf '#!/bin/sh\necho "no data files" >&2\nexit 1\n' >"$work/no-office/pandoc"
chmod +x "$work/no-office/pandoc"
office 3 "C0704" "no data files" "$work/no-office:$PATH" filing
if command -v pandoc >/dev/null; then
  filing 0 "" saas --lang en --format docx -o "$work/form.docx"
  also "what is known is filled in" 'python3 "$root/tests/cli/check_docx.py" "$work/form.docx" "operator=合肥沐禾人力科技有限公司" \
    "level determined=2" "kind of object classified=information system" "object harmed=lawful rights and interests of citizens, legal persons and other organisations" \
    "start of operation=2024-09-10" "Filing form=there" "Approval of the sector authority=not needed"'
  cp "$work/form.docx" "$work/form-1.docx"
  filing 0 "" saas --lang en --format docx -o "$work/form.docx"
  also "the same bytes again" 'cmp -s "$work/form.docx" "$work/form-1.docx"'
  echo '[{"op": "remove", "path": "/operator"}, {"op": "remove", "path": "/classification/information_impacts/0/because"},
    {"op": "replace", "path": "/classification/responsible_body", "value": "<b>A & B</b> | **C**"}]' >"$work/blanks.json"
  filing 0 "" saas --lang zh --format docx -o "$work/form.docx" --patch "$work/blanks.json"
  also "what is not known is a marked blank with its question; hostile words are words" \
    'python3 "$root/tests/cli/check_docx.py" "$work/form.docx" "运营者=" "判断理由=" "安全责任主体=<b>A & B</b> | **C**"'
  expect 2 "" classify "$examples/saas/facts.json" --policies "$mlps" --as-of 2026-11-21 --patch "$work/unknown.json" --lang en --format docx -o "$work/report.docx"
  also "a report without a level" 'python3 "$root/tests/cli/check_docx.py" "$work/report.docx" "harm if the service is damaged=" \
    "Level of system service by GB/T 22240-2020=not decided"'
  expect 0 "" classify "$examples/cloud-tenant/facts.json" --policies "$mlps" --as-of 2026-11-21 --lang zh --format docx -o "$work/report.docx"
  also "a report" 'python3 "$root/tests/cli/check_docx.py" "$work/report.docx" "安全保护等级（GB/T 22240-2020）=3" "侵害程度=严重损害"'
fi
