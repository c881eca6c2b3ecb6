#!/bin/sh
# run.sh PROGRAM ROOT [--update]: every format of `assess`, in both languages, of small networks, a hostile one and an
# example of the library: validated, and read back by another program. With --update the golden files are written anew:
# read every changed line before committing it.
program=$1
root=$2
update=$3
cd "$root" || exit 1
here=tests/formats
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset LC_ALL LC_MESSAGES LANG
failed=0
count=0
fail() { failed=$((failed + 1)); echo "FAILED: $*"; }

for candidate in python3 /usr/bin/python3; do
  if $candidate -c 'import jsonschema, junitparser, openpyxl' 2>/dev/null; then python=$candidate; break; fi
done
[ -n "$python" ] || { fail "python3-jsonschema, python3-junitparser or python3-openpyxl is not installed"; exit 1; }
command -v cmark-gfm >/dev/null || { fail "cmark-gfm is not installed"; exit 1; }
check() { echo "$@" >>"$work/checks"; }  # all are run together at the end: to start Python takes longer than most

# formats NAME FACTS OPTION…: all formats of one assessment.
formats() {
  name=$1; facts=$2; shift 2
  langs="en zh"
  [ "$name" = site ] && langs=zh  # what is slow once
  for lang in $langs; do
    out="$work/$name-$lang"
    for format in json markdown sarif junit oscal xlsx; do
      "$program" assess "$facts" "$@" --as-of 2026-11-21 --lang $lang --format $format -o "$out.$format" 2>"$work/err"
      status=$?
      [ $status -le 2 ] && [ ! -s "$work/err" ] || { fail "$name $lang $format: status $status"; head -n 5 "$work/err"; }
    done
    check schema tests/schemas/assessment.schema.json "$out.json"
    check schema tests/schemas/sarif.schema.json "$out.sarif"
    check schema tests/schemas/oscal-results.schema.json "$out.oscal"
    check markdown "$out.markdown"
    check sarif "$out.sarif" "$out.json" "$facts"
    check junit "$out.junit" "$out.json" $status
    hosts=
    [ "$name" = hostile ] && hosts=$facts
    check xlsx "$out.xlsx" "$out.json" $hosts
    [ $lang = en ] && for format in sarif junit oscal xlsx markdown; do
      "$program" assess "$facts" "$@" --as-of 2026-11-21 --lang $lang --format $format >"$work/again" 2>/dev/null
      cmp -s "$work/again" "$out.$format" || fail "$name $lang $format: other bytes the second time"
    done
  done
}
# catalogue NAME OPTION…: OSCAL results name controls of the catalogue.
catalogue() {
  name=$1; shift
  "$program" doc --format oscal "$@" >"$work/catalogue-$name"
  for results in "$work/$name"-*.oscal; do check oscal "$results" "$work/catalogue-$name" "${results%.oscal}.json"; done
}
# golden FILE NAME: the file is what a person read and agreed to.
golden() {
  count=$((count + 1))
  [ "$update" = --update ] && cp "$1" "$here/golden/$2"
  cmp -s "$1" "$here/golden/$2" || { fail "$2"; diff "$here/golden/$2" "$1" | head -n 20; }
}

formats watch tests/cases/watch/bad.json --policies tests/cases/watch --level 1
catalogue watch --policies tests/cases/watch
formats calm tests/cases/watch/good.json --policies tests/cases/watch --level 1
formats open tests/cases/watch/open.json --policies tests/cases/watch --level 1
formats hostile $here/hostile.json --policies tests/cases/demo --level 1
catalogue hostile --policies tests/cases/demo
formats site policies/examples/site/facts.json --level 1
catalogue site

for lang in en zh; do
  golden "$work/watch-$lang.markdown" watch-$lang.md
  golden "$work/watch-$lang.junit" watch-$lang.junit.xml
  "$python" $here/dump_xlsx.py "$work/watch-$lang.xlsx" >"$work/dump"
  golden "$work/dump" watch-$lang.xlsx.txt
done
golden "$work/watch-en.sarif" watch-en.sarif
golden "$work/watch-en.oscal" watch-en.oscal.json
"$program" explain tests/cases/watch/bad.json open-doors --policies tests/cases/watch --level 1 --as-of 2026-11-21 --format markdown --full >"$work/explanation.md"
golden "$work/explanation.md" explanation-en.md
for rule in doors.closed open-doors filing.in-time review all-well; do
  "$program" explain tests/cases/watch/open.json $rule --policies tests/cases/watch --level 1 --format markdown --lang zh >"$work/explain-$rule.md"
  check markdown "$work/explain-$rule.md"
done
"$program" explain $here/hostile.json passwords.long --policies tests/cases/demo --level 1 --format markdown --full >"$work/explain-hostile.md"
check markdown "$work/explain-hostile.md"
"$python" $here/check_trace.py "$program" "$root" || fail "the JSON trace"
"$python" $here/check.py <"$work/checks" || fail "what is written above"

echo "$count golden files, $failed failed"
[ "$failed" = 0 ]
