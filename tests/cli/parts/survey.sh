# What is still to be asked, and answers put into the facts.
survey="$work/survey"; mkdir "$survey"
demo 3 "no level is given" survey
demo 2 "1 questions" survey --level 1
also "of nothing the list is asked for first" 'grep -q "^      /hosts$" "$work/out"'
demo 2 "名称" survey --level 1 --lang zh
demo 0 "Nothing is left to ask" survey "$demo/pass.json" --level 1
demo 0 "没有需要询问的内容" survey "$demo/pass.json" --level 1 --lang zh
demo 3 "C0103" survey "$demo/pass.json" --level 1 --only 'nothing.*'
demo 2 "How long are its passwords at least?" survey "$demo/undecided.json" --level 1
demo 2 "/hosts/id=db-1/accounts/name=root/length" survey "$demo/undecided.json" --level 1
demo 2 "" survey "$demo/undecided.json" --level 1 --format json -o "$survey/questions.json"
fits "questions" "$schemas/survey.schema.json" "$survey/questions.json"
demo 2 "" survey "$demo/undecided.json" --level 1 --format json -o "$survey/again.json"
also "the same bytes again" 'cmp -s "$survey/questions.json" "$survey/again.json"'

# fill QUESTIONS ANSWERS ID=JSON…: answers to the questions of these names; others are added.
fill() {
  python3 -c '
import json, sys
survey = json.load(open(sys.argv[1]))
for given in sys.argv[3:]:
    name, answer = given.split("::")
    found = [one for one in survey["questions"] if one["id"] == name]
    if not found: survey["questions"].append({"id": name}); found = survey["questions"][-1:]
    found[0]["answer"] = json.loads(answer)
survey["by"] = "Li"; survey["on"] = "2026-11-20"
json.dump(survey, open(sys.argv[2], "w"), ensure_ascii=False, indent=1)' "$@"
}
length=/hosts/id=db-1/accounts/name=root/length
fill "$survey/questions.json" "$survey/answers.json" "$length::12"
demo 0 "1 facts were added" survey "$demo/undecided.json" --answers "$survey/answers.json" -o "$survey/facts.json"
demo 0 "PASS" assess "$survey/facts.json" --level 1
also "the file keeps its lines" '[ "$(head -n 8 "$survey/facts.json")" = "$(head -n 8 "$demo/undecided.json")" ]'
also "with who said it and when" 'python3 -c "
import json, sys
evidence = json.load(open(sys.argv[1]))[\"evidence\"]
assert evidence == [{\"facts\": [\"/hosts/0/accounts/0/length\"], \"method\": \"interview\", \"source\": \"answers.json\", \"by\": \"Li\", \"on\": \"2026-11-20\"}], evidence" "$survey/facts.json"'
demo 0 "0 facts were added, 1 answers were known already" survey "$survey/facts.json" --answers "$survey/answers.json" -o "$survey/again.json"
also "taken twice, nothing changes" 'cmp -s "$survey/facts.json" "$survey/again.json"'

# What is known stays.
fill "$survey/questions.json" "$survey/answers.json" "$length::6"
demo 1 "C0401" survey "$survey/facts.json" --answers "$survey/answers.json" -o "$survey/again.json"
also "both values are told, and both places" 'grep -q "the facts have .12., the answer says .6." "$work/err" && grep -q "answers.json:" "$work/err" && grep -q "facts.json:" "$work/err"'
also "and nothing is overwritten" 'cmp -s "$survey/facts.json" "$survey/again.json"'
demo 1 "，答案为" survey "$survey/facts.json" --answers "$survey/answers.json" --lang zh
fill "$survey/questions.json" "$survey/answers.json" '/hosts::["db-1", "web-1"]'
demo 1 "2 of them: db-1, web-1" survey "$survey/facts.json" --answers "$survey/answers.json"

# What is wrong is told all at once, and what is right is taken all the same.
fill "$survey/questions.json" "$survey/answers.json" "$length::\"twelve\"" "/hosts/id=db-1/kind::\"servr\"" \
  "/hosts/id=db-1/colour::1" "/rooms::1" '/hosts/id=db-1/accounts::{"name": "x"}' "/hosts/id=db-1/accounts/name=root/enabled::\"是\""
demo 3 "C0402" survey "$demo/undecided.json" --answers "$survey/answers.json" -o "$survey/again.json"
also "each with its place and a remedy" '[ "$(grep -c "error\[C0402\]" "$work/err")" = 3 ] && [ "$(grep -c "error\[C0403\]" "$work/err")" = 2 ] && grep -q "did you mean .server." "$work/err" && [ "$(grep -c -- "--> .*answers.json:" "$work/err")" = 5 ]'
also "what is right is known already" 'grep -q "1 answers were known already" "$work/err"'
demo 3 "C0403" survey "$demo/undecided.json" --answers "$survey/answers.json"
demo 3 "C0404" survey "$demo/undecided.json" --answers "$demo/pass.json"
echo '{"questions": [], "on": "tomorrow"}' >"$survey/answers.json"
demo 3 "is not a date" survey "$demo/undecided.json" --answers "$survey/answers.json"
demo 3 "F0101" survey "$demo/undecided.json" --answers "$survey/none.json"

# From nothing, in rounds: what is not known is not asked as new again; a list that holds more is asked for again.
fill "$survey/questions.json" "$survey/answers.json" '/hosts::{"some": ["db-1"]}'
demo 0 "" survey --answers "$survey/answers.json" -o "$survey/facts.json"
demo 2 "known so far: db-1" survey "$survey/facts.json" --level 1
fill "$survey/questions.json" "$survey/answers.json" '/hosts::"db-1; web-1"' '/hosts/id=db-1/kind::"传感器"' \
  '/hosts/id=web-1/kind::"Server"' '/hosts/id=web-1/accounts::{"missing": "not-looked", "note": "no access"}'
demo 0 "" survey "$survey/facts.json" --answers "$survey/answers.json" -o "$survey/facts.json"
demo 2 "not looked at: no access" survey "$survey/facts.json" --level 1
also "only that is left" 'grep -q "^1 questions" "$work/out" && grep -q "Asked before" "$work/out"'
fill "$survey/questions.json" "$survey/answers.json" '/hosts/id=web-1/accounts::[]'
demo 0 "" survey "$survey/facts.json" --answers "$survey/answers.json" -o "$survey/facts.json"
demo 0 "Nothing is left to ask" survey "$survey/facts.json" --level 1
also "the note that it was missing is gone" '! grep -q not-looked "$survey/facts.json"'

# The interview: lines in, each answer in the file at once.
talk() {
  status=$1; words=$2; lines=$3; shift 3
  count=$((count + 1))
  printf '%b' "$lines" | "$program" survey "$@" --policies "$demo" --level 1 --as-of 2026-11-21 >"$work/out" 2>"$work/err"
  got=$?
  if [ "$got" != "$status" ] || ! cat "$work/out" "$work/err" | grep -qF -e "$words"; then
    failed=$((failed + 1)); echo "FAILED: interview $lines: status $got, expected $status and: $words"; cat "$work/out" "$work/err"
  fi
}
told="$survey/told.json"
talk 3 "C0109" "" --interview
talk 2 "Passwords are long enough" 'why\ndb-1; web-1\nno\n' "$told" --interview --by Li
also "cut off in the middle, nothing is lost" 'grep -q "\"by\": \"Li\"" "$told" && grep -q "\"are\": \"incomplete\"" "$told"'
talk 2 "known so far: db-1, web-1" 'none\nservr\nServer\nback\nsensor for db-1\nskip\nquit\n' "$told" --interview --by Li
also "a wrong answer is told, and asked for again" 'grep -q "did you mean .server." "$work/out" && grep -q "\"kind\": \"sensor\"" "$told" && ! grep -q "server" "$told"'
talk 2 "有哪些：账户？" '服务器\nback\n服务器\nroot；guest\n是\n是\n不清楚\n否\n否\nquit\n' "$told" --interview --lang zh
also "words of the other language are taken as well" 'grep -q "\"because\": \"not-looked\"" "$told"'
talk 0 "answers were written to" 'none\n' "$demo/pass.json" --interview -o "$survey/kept.json"
talk 3 "cannot be written" 'db-1\nyes\n' --interview -o "$work/no/such/folder.json"

# What is asked of many things is asked once.
many="$survey/many.json"
python3 -c '
import json, sys
hosts = [{"id": f"h-{i}", "kind": "server", "accounts": [{"name": "root", "enabled": True}, {"name": "oper", "enabled": True}]} for i in range(3)]
json.dump({"hosts": hosts}, open(sys.argv[1], "w"))' "$many"
demo 2 "2 questions about 12 facts" survey "$many" --level 1
also "once for all, with their names" 'grep -q "hosts · accounts, each of 6: How long" "$work/out" && grep -q "h-0/root, h-0/oper, h-1/root" "$work/out" && grep -q "^      /hosts/\*/accounts/\*/length$" "$work/out"'
demo 2 "主机 · 账户，每个（共 6 个）：口令至少多长？" survey "$many" --level 1 --lang zh
demo 2 "" survey "$many" --level 1 --format json -o "$survey/questions.json"
fits "groups of questions" "$schemas/survey.schema.json" "$survey/questions.json"

# give FOR ANSWER…: answers to the group about lengths, each for things or for all, and to single questions NAME=ANSWER.
give() {
  python3 -c '
import json, sys
survey = json.load(open(sys.argv[1]))
group = next(one for one in survey["groups"] if one["id"].endswith("/length"))
survey["groups"] = [{**group, "for": json.loads(things), "answer": json.loads(answer)} for things, answer in zip(sys.argv[3::2], sys.argv[4::2]) if not things.startswith("/")]
for name, answer in zip(sys.argv[3::2], sys.argv[4::2]):
    for one in survey["questions"]:
        if one["id"] == name: one["answer"] = json.loads(answer)
survey["by"] = "Li"
json.dump(survey, open(sys.argv[2], "w"))' "$survey/questions.json" "$survey/answers.json" "$@"
}
lengths() { python3 -c 'import json, sys; print(*[account.get("length") for host in json.load(open(sys.argv[1]))["hosts"] for account in host["accounts"]])' "$1"; }
give '"all"' 12 '["h-1"]' 10 '/hosts/id=h-2/accounts/name=oper/length' 9
demo 0 "6 facts were added" survey "$many" --answers "$survey/answers.json" -o "$survey/facts.json"
also "the nearer answer counts, whatever the order" '[ "$(lengths "$survey/facts.json")" = "12 12 10 10 12 9" ]'
also "the evidence says what was answered at once" 'grep -q "answers.json, answered at once for 3 of 6 accounts" "$survey/facts.json" && grep -q "answered at once for 2 of 6 accounts" "$survey/facts.json" && grep -q "\"source\":[ ]*\"answers.json\"" "$survey/facts.json"'
demo 0 "0 facts were added, 6 answers were known already" survey "$survey/facts.json" --answers "$survey/answers.json" -o "$survey/again.json"
also "taken twice, nothing changes" 'cmp -s "$survey/facts.json" "$survey/again.json"'
give '"all"' 12
demo 1 "3 answers were known already, 3 contradict" survey "$survey/facts.json" --answers "$survey/answers.json" -o "$survey/again.json"
also "thing by thing, and nothing is overwritten" '[ "$(grep -c "C0401" "$work/err")" = 3 ] && cmp -s "$survey/facts.json" "$survey/again.json"'
demo 0 "" survey "$many" --answers "$survey/answers.json" -o "$survey/facts.json"
also "for all, the evidence says so" 'grep -q "answered for all of 6 accounts" "$survey/facts.json"'
demo 0 "" survey "$many" --answers "$survey/answers.json" -o "$survey/facts.json" --lang zh
also "in the language of the run" 'grep -q "一次答复适用于全部 6 个账户" "$survey/facts.json"'
give '["h-9"]' 12
demo 3 "no \`h-9\` is among" survey "$many" --answers "$survey/answers.json"
give '[]' 12
demo 0 "0 facts were added" survey "$many" --answers "$survey/answers.json"
echo '{"questions": [{"id": "/hosts/*/kind", "answer": "server"}, {"id": "/hosts", "answer": ["a", "b"]}, {"id": "/hosts/*/colour", "answer": 1}]}' >"$survey/answers.json"
demo 3 "C0403" survey --answers "$survey/answers.json" -o "$survey/facts.json"
echo '{"questions": [{"id": "/hosts/*/kind", "answer": "server"}, {"id": "/hosts", "answer": ["a", "b"]}]}' >"$survey/answers.json"
demo 0 "3 facts were added" survey --answers "$survey/answers.json" -o "$survey/facts.json"
also "for all that the same answers list" '[ "$(grep -o "\"kind\": *\"server\"" "$survey/facts.json" | wc -l)" = 2 ]'

cp "$many" "$told"
talk 2 "hosts · accounts, each of 6" 'list\n12 except h-1/root, h-9\nmany\nquit\n' "$told" --interview
also "who is not there is told, and what is no answer" 'grep -q "nothing here is called .h-9." "$work/out" && grep -q ".many. is not a number" "$work/out" && grep -q "^     3  h-1/root" "$work/out" && cmp -s "$many" "$told"'
talk 2 "host h-1 · account root" '12 except h-1/root\nquit\n' "$told" --interview
also "all but one, which is asked next" '[ "$(lengths "$told")" = "12 12 None 12 12 12" ]'
cp "$many" "$told"
talk 0 "open" '9 for h-1, 6 | 10 for oper | 12\n' "$told" --interview --by Li
also "in parts: what it belongs to, a number of the list, a name, the rest" '[ "$(lengths "$told")" = "12 10 9 9 12 9" ]'
cp "$many" "$told"
talk 0 "主机 · 账户，每个（共 2 个）：h-1" '不同\n12\n10 用于 root | 9\n8\n8\n' "$told" --interview --lang zh
also "in parts, one after the other" '[ "$(lengths "$told")" = "12 12 10 9 8 8" ]'
cp "$many" "$told"
talk 2 "each of 2: h-0" 'differs\n12\nback\nquit\n' "$told" --interview
also "taken back as a whole" '[ "$(lengths "$told")" = "None None None None None None" ]'
echo '{"hosts": [{"id": "a", "kind": "server"}, {"id": "b", "kind": "server"}, {"id": "c", "kind": "server"}]}' >"$told"
talk 2 "Has each of those exactly these?" 'root except c\nperhaps\nyes\nquit\n' "$told" --interview
also "names for some, none said of the other" 'python3 -c "
import json, sys
hosts = json.load(open(sys.argv[1]))[\"hosts\"]
assert [one.get(\"accounts\") for one in hosts] == [[{\"name\": \"root\"}]] * 2 + [None], hosts" "$told"'
talk 2 "a/root, b/root" 'none\nquit\n' "$told" --interview
talk 2 "" 'skip\nskip\nskip\nskip\n' "$told" --interview
echo '{"hosts": [{"id": "a", "kind": "server"}, {"id": "b", "kind": "server"}]}' >"$told"
talk 0 "open" 'none\n' "$told" --interview
also "of none there is nothing to ask" '[ "$(grep -o "\"accounts\": \[\]" "$told" | wc -l)" = 2 ]'
