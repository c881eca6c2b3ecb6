"""same_verdicts.py ASSESSMENT VERDICTS: the two forms of one assessment, `--format json` and `--format verdicts`, say the same."""
import collections
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    whole = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    text = file.read()
brief = json.loads(text)
aside = {"pass", "pass-by-exception", "provided", "not-applicable", "not-met-recommended", "not-found", "in-time", "not-yet-due"}
problems = []


def same(what, one, other):
    if one != other:
        problems.append(f"{what}: {one} in the assessment, {other} in the verdicts")


same("one line", 1, text.count("\n"))
for name in ("scheme", "level", "as_of", "verdict", "network"):
    same(name, whole[name], brief[name])
same("clauses", {verdict: count for verdict, count in whole["counts"].items() if count}, brief["clauses"]["verdicts"])
same("total", whole["denominator"]["clauses"], brief["clauses"]["total"])
same("outcomes", [(one["outcome"], one["value"], one.get("possible")) for one in whole["outcomes"]],
     [(one["outcome"], one["value"], one.get("possible")) for one in brief["outcomes"]])
for many, name, subjects, verdict in (("requirements", "requirement", "subjects", "verdict"), ("risks", "risk", "findings", "severity"),
                                      ("duties", "duty", "subjects", "verdict")):
    rules = whole["results" if many == "requirements" else many]
    same(many, [rule[name] for rule in rules], [rule["name"] for rule in brief[many]])
    for rule, told in zip(rules, brief[many]):
        same(rule[name], (rule[verdict], rule["looked_at"], rule["level"]), (told["verdict"], told["looked_at"], told["level"]))
        same(f"{rule[name]}: counts", dict(collections.Counter(one[verdict] for one in rule[subjects])), told["subjects"])
        same(f"{rule[name]}: not good", [(one["id"], one[verdict]) for one in rule[subjects] if one[verdict] not in aside],
             [(one["id"], one["verdict"]) for one in told["not_good"]])
print("\n".join(problems[:10]))
sys.exit(1 if problems else 0)
