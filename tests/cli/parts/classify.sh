# The level that a network needs, what would move it, and the steps that follow.
examples="$root/policies/examples"
classify() { status=$1; words=$2; facts=$3; shift 3; expect "$status" "$words" classify "$facts" --policies "$mlps" --as-of 2026-11-21 "$@"; }
classify 0 "Level 3 is advised" "$examples/cloud-tenant/facts.json"
also "by both sides and both tables" '[ "$(grep -cE "^  Level of .*  3( |$)" "$work/out")" = 4 ]'
classify 0 "建议定为第 3 级" "$examples/cloud-tenant/facts.json" --lang zh
classify 0 "(not in force)" "$examples/cloud-tenant/facts.json"
expect 3 "C0707" classify "$demo/pass.json" --policies "$demo"
expect 3 "没有说明如何定级" classify "$demo/pass.json" --policies "$demo" --lang zh
expect 3 "no facts are given" classify
expect 3 "C0101" classify "$examples/saas/facts.json" --policies "$mlps" --level 9
# One cell parts the tables: particularly serious harm to citizens.
cat >"$work/graver.json" <<'PATCH'
[{"op": "replace", "path": "/classification/information_impacts/0/degree", "value": "particularly-serious"}]
PATCH
expect 1 "the draft gives a higher level" classify "$examples/saas/facts.json" --policies "$mlps" --as-of 2026-11-21 --patch "$work/graver.json"
also "the higher one is advised" 'grep -q "^Level 3 is advised" "$work/out"'
cat >"$work/unknown.json" <<'PATCH'
[{"op": "remove", "path": "/classification/service_impacts"}]
PATCH
expect 2 "The level is not decided yet" classify "$examples/saas/facts.json" --policies "$mlps" --as-of 2026-11-21 --patch "$work/unknown.json"
also "what to find out is said" 'grep -q "/classification/service_impacts" "$work/out"'
also "what is said to move the level moves it, and fits its schema" \
  'python3 "$root/tests/cli/check_classify.py" "$program" "$mlps" "$examples" "$schemas/classification.schema.json"'
