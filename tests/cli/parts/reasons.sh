# Reasons for a machine: of every kind of rule, over the whole library, with no facts at all and with an example.
echo '{}' >"$work/none.json"
for facts in "$work/none.json" "$root/policies/examples/shop/facts.json"; do
  "$program" assess "$facts" --policies "$mlps" --level 3 --as-of 2026-11-21 --format verdicts --reasons >"$work/out" 2>"$work/err" </dev/null
  status=$?
  count=$((count + 1))
  also "reasons of $facts are told" '[ $status = 1 ] || [ $status = 2 ]'
  fits "verdicts with reasons" "$schemas/verdicts.schema.json" "$work/out"
  also "duties have reasons" 'python3 -c "
import json, sys
duties = json.load(open(sys.argv[1]))[\"duties\"]
assert any(subject.get(\"because\") for duty in duties for subject in duty[\"not_good\"])
" "$work/out"'
done
