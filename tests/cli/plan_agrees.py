"""plan_agrees.py PLAN ASSESSMENT SCHEMA: what the plan promises is what the assessment of the facts with its patch says."""
import json
import sys

import jsonschema

plan, assessment, schema = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:4])
jsonschema.validate(plan, schema)
faults = []


def same(what, ours, theirs):
    if ours != theirs:
        faults.append(f"{what}: {ours} instead of {theirs}")


promised = plan["promised"]
for key in ["verdict", "score", "conclusion"]:
    same(key, promised.get(key), assessment.get(key))
same("counts", promised["counts"], {verdict: count for verdict, count in assessment["counts"].items() if count})
high = sum(1 for risk in assessment["risks"] for found in risk["findings"] if found["severity"] == "high" and not risk.get("advisory"))
same("high risks", promised["high_risks"], high)

work = sum(measure["work"] for measure in plan["measures"])
same("the work of all measures", round(work, 6), round(plan["work"], 6))
order = [id for wave in plan["waves"] for id in wave["measures"]]
same("the measures of the waves", order, [measure["id"] for measure in plan["measures"]])
for measure in plan["measures"]:
    for before in measure["after"]:
        if order.index(before) > order.index(measure["id"]):
            faults.append(f"{measure['id']} comes before {before}")
if plan["waves"]:
    same("the last wave", plan["waves"][-1]["promised"], promised)
    if not plan["work"] <= plan["compared"]["greedy"] <= plan["compared"]["everything"]:
        faults.append(f"work {plan['work']}, greedy {plan['compared']}")
    if plan["proof"]["proved"] and plan["proof"]["at_least"] != plan["work"]:
        faults.append("proved, but not the bound")
aim = plan["aim"]
score = promised.get(aim["outcome"]) if aim["outcome"] else None
low = score["from"] if isinstance(score, dict) else score
reached = (not aim["no_high_risk"] or high == 0) and (not aim["outcome"] or low >= aim["at_least"]) and (not aim["all"] or promised["falls_short"] == 0)
if plan["reach"] in ("already", "promised") and not reached:
    faults.append("it does not reach its aim")
if reached and plan["reach"] not in ("already", "promised", "undecided"):
    faults.append("it reaches its aim, and says that it does not")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
