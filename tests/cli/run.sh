#!/bin/sh
# run.sh PROGRAM ROOT [[--but] PART…]: runs the program as scripts do and looks at exit status, standard output
# and standard error. The parts are the files of parts/; without a name all of them.
program=$1
root=$2
shift 2
demo=$root/tests/cases/demo
watch=$root/tests/cases/watch
schemas=$root/tests/schemas
shop=$root/policies/examples/shop/facts.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset LC_ALL LC_MESSAGES LANG
failed=0
count=0

# expect STATUS WORDS ARGUMENT…: WORDS must stand in what the program writes to standard output or standard error.
expect() {
  status=$1; words=$2; shift 2
  count=$((count + 1))
  "$program" "$@" >"$work/out" 2>"$work/err" </dev/null
  got=$?
  if [ "$got" != "$status" ] || { [ -n "$words" ] && ! grep -qsF -e "$words" "$work/out" "$work/err"; }; then
    failed=$((failed + 1))
    echo "FAILED: dengbao $*"
    echo "  status $got, expected $status; expected the words: $words"
    head -n 15 "$work/out" "$work/err"
  fi
}
# After `expect`: a condition of the shell that must hold.
also() {
  if ! eval "$2"; then failed=$((failed + 1)); echo "FAILED: $1"; head -n 5 "$work/out" "$work/err"; fi
}
# fits NAME SCHEMA DOCUMENT: what the document says now fits the schema. All are looked at together at the end: to start
# the validator takes longer than what it does.
mkdir "$work/fits"
fits() {
  count=$((count + 1))
  cp "$3" "$work/fits/$count"
  printf '%s\t%s\t%s\n' "$1" "$2" "$work/fits/$count" >>"$work/fits/list"
}
demo() { verdict=$1; words=$2; command=$3; shift 3; expect "$verdict" "$words" "$command" "$@" --policies "$demo"; }
watch() { verdict=$1; words=$2; command=$3; shift 3; expect "$verdict" "$words" "$command" "$@" --policies "$watch" --level 1 --as-of 2026-11-21; }
# The interpreter itself: what stands for it on some machines takes ten times as long to start.
interpreter=$(python3 -c 'import sys; print(sys.executable)')
python3() { "$interpreter" "$@"; }
spreadsheets=python3  # one that can read workbooks
python3 -c "import openpyxl" 2>/dev/null || spreadsheets=/usr/bin/python3

# The library, compiled once: what does not differ from its sources is not compiled again for every run.
mlps="$work/mlps.dengbao"
"$program" compile -o "$mlps" || exit 1

all=$(cd "$root/tests/cli/parts" && ls *.sh | sed 's/\.sh$//')
case $1 in
  "") parts=$all ;;
  --but) shift; parts=$(printf '%s\n' "$all" | grep -vxF -e "$(printf '%s\n' "$@")") ;;
  *) parts=$* ;;
esac
for part in $parts; do
  began=$(date +%s)
  . "$root/tests/cli/parts/$part.sh"
  echo "$part: $count runs so far, $(($(date +%s) - began)) s"
done

if [ -e "$work/fits/list" ]; then
  python3 "$root/tests/cli/validate.py" "$work/fits/list" || failed=$((failed + 1))
fi

echo "$count runs, $failed failed"
[ "$failed" = 0 ]
