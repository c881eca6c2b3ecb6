# What is still to be asked, and answers put into the facts.
survey="$work/survey"; mkdir "$survey"
validate_survey() { python3 "$root/tests/cli/validate.py" "$schemas/survey.schema.json" "$1"; }
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
also "questions fit their schema" 'validate_survey "$survey/questions.json"'
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
talk 2 "known so far: db-1, web-1" 'none\nservr\nServer\nback\nsensor\nskip\nquit\n' "$told" --interview --by Li
also "a wrong answer is told, and asked for again" 'grep -q "did you mean .server." "$work/out" && grep -q "\"kind\": \"sensor\"" "$told" && ! grep -q "server" "$told"'
talk 2 "有哪些：账户？" '服务器\nback\n服务器\nroot；guest\n是\n是\n不清楚\n否\n否\nquit\n' "$told" --interview --lang zh
also "words of the other language are taken as well" 'grep -q "\"because\": \"not-looked\"" "$told"'
talk 0 "answers were written to" 'none\n' "$demo/pass.json" --interview -o "$survey/kept.json"
talk 3 "cannot be written" 'db-1\nyes\n' --interview -o "$work/no/such/folder.json"
