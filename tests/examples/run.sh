#!/bin/sh
# run.sh PROGRAM ROOT [--update]: assesses each example network and compares with its golden assessment, expected.json.
# With --update the goldens are written anew: read every changed line before committing it.
program=$1
root=$2
cd "$root" || exit 1
failed=0
count=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for folder in policies/examples/*/; do
  case $folder in
    */shop/ | */cloud-tenant/ | */cloud-platform/ | */plant/) level=3 ;;
    */site/) level=1 ;;
    */saas/) level=2 ;;
    */payment/) level=4 ;;
    *) echo "FAILED: no level is known for $folder"; failed=$((failed + 1)); continue ;;
  esac
  count=$((count + 1))
  "$program" assess "${folder}facts.json" --level $level --as-of 2026-11-21 --lang en --format json >"$work/out" 2>"$work/err"
  if [ $? -gt 2 ] || [ -s "$work/err" ]; then
    failed=$((failed + 1)); echo "FAILED: $folder"; head -n 20 "$work/err"; continue
  fi
  python3 tests/examples/check_score.py "$work/out" . >"$work/score" ||
    { failed=$((failed + 1)); echo "FAILED: score or conclusion of $folder"; cat "$work/score"; }
  if [ "$3" = --update ]; then cp "$work/out" "${folder}expected.json"; fi
  cmp -s "$work/out" "${folder}expected.json" || { failed=$((failed + 1)); echo "FAILED: $folder"; diff "${folder}expected.json" "$work/out" | head -n 40; }
done
[ "$count" -gt 0 ] || { echo "FAILED: no examples"; failed=1; }
echo "$count passed, $failed failed"
[ "$failed" = 0 ]
