# Which packets get from zone to zone.
reached="$work/reach"; mkdir "$reached"
shop_facts="$root/policies/examples/shop/facts.json"
reach() { status=$1; words=$2; shift 2; expect "$status" "$words" reach "$@" --policies "$mlps"; }

reach 3 "belong together" "$shop_facts" --from internet
reach 3 "belong together" "$shop_facts" --service tcp/443
reach 3 "is no zone of these facts; there are dmz" "$shop_facts" --from internett --to dmz
reach 3 "is no service" "$shop_facts" --from internet --to dmz --service https
reach 3 "不是服务" "$shop_facts" --from internet --to dmz --service tcp/70000 --lang zh
reach 3 "are the same place" "$shop_facts" --from dmz --to dmz
reach 3 "leave out --from" "$shop_facts" --from internet --to dmz --into "$reached/x.json"
reach 3 "" "$reached/none.json"

reach 0 "" "$shop_facts" -o "$reached/overview.txt"
also "what passes, and by which rule" 'grep -q "tcp/443 to 10.20.10.10/31, 10.20.10.12/32  .BJ-01, BJ-02." "$reached/overview.txt"'
reach 0 "BJ-01 lets it pass as https" "$shop_facts" --from internet --to dmz --service tcp/443
reach 1 "no rule allows it" "$shop_facts" --from internet --to data
reach 1 "拒绝" "$shop_facts" --from internet --to mgmt --lang zh
for question in "" "--from internet --to dmz" "--from internet --to data"; do
  # shellcheck disable=SC2086
  "$program" reach "$shop_facts" $question --policies "$mlps" --format json >"$reached/answer.json" 2>"$work/err"
  count=$((count + 1))
  fits "reach $question" "$schemas/reach.schema.json" "$reached/answer.json"
done

# Into the facts, with evidence; written anew, nothing changes; and told where they are not what the rules make.
reach 0 "passages written" "$shop_facts" --into "$reached/facts.json"
cp "$reached/facts.json" "$reached/before.json"
reach 0 "passages written" "$reached/facts.json" --into "$reached/facts.json"
also "byte for byte" 'cmp -s "$reached/facts.json" "$reached/before.json"'
reach 0 "" "$reached/facts.json"
also "no word about passages that are right" '! grep -q C0816 "$work/err"'
sed 's/"id": "BJ-01"/"id": "BJ-1"/' "$reached/facts.json" >"$reached/stale.json"
reach 0 "C0816" "$reached/stale.json"

# A configuration, and which line lets a packet pass.
"$program" import vrp "$root/tests/import/edge-fw.cfg" --policies "$mlps" --on 2026-11-20 -o "$reached/edge.json" 2>"$work/err"
"$program" reach "$reached/edge.json" --policies "$mlps" >"$reached/edge.txt" 2>"$work/err"; count=$((count + 1))
also "the zones of the device" 'grep -q "BJ-EDGE-FW1:" "$reached/edge.txt"'
"$program" reach "$reached/edge.json" --policies "$mlps" --format json >"$reached/edge-answer.json" 2>"$work/err"; count=$((count + 1))
also "each hop with its line" 'python3 -c "
import json, sys
passages = json.load(open(sys.argv[1]))[\"passages\"]
assert passages
for passage in passages:
    for hop in passage[\"way\"]:
        for ruling in hop[\"rulings\"]:
            if ruling[\"decided_by_rule\"]:
                assert all(source.startswith(\"edge-fw.cfg:\") for source in ruling[\"rules\"][-1][\"sources\"]), ruling
                assert ruling[\"rules\"][-1][\"sources\"], ruling
" "$reached/edge-answer.json"'

# Rules made to be told apart by nobody are refused, not waited for.
python3 - "$reached/tangle.json" <<'PY'
import json, random, sys
random.seed(4)
net = lambda: f"{random.randrange(1, 220)}.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}/32"
port = lambda: (lambda first: [{"first": first, "last": min(65535, first + random.randrange(30000))}])(random.randrange(60000))
zones = [{"id": "a", "trust": "own", "ranges": ["0.0.0.0/1"]}, {"id": "b", "trust": "own", "ranges": ["128.0.0.0/1"]}]
rules = [{"id": f"r{i}", "device": "d", "order": i, "enabled": True, "action": random.choice(["allow", "deny"]), "source": "a",
          "target": "b", "from_ranges": [net() for _ in range(8)], "to_ranges": [net() for _ in range(8)], "protocol": "tcp",
          "source_ports": port(), "target_ports": port(), "applications": []} for i in range(1, 400)]
json.dump({"zones": zones, "boundary": {"devices": [{"id": "d", "default_action": "deny"}], "rules": rules}}, open(sys.argv[1], "w"))
PY
reach 3 "C0815" "$reached/tangle.json"
