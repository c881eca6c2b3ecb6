"""gap_agrees.py GAP ASSESSMENT SCHEMA: the gap analysis says what the assessment of the same facts says, and fits its schema."""
import json
import sys

import jsonschema

gap, assessment, schema = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:4])
jsonschema.validate(gap, schema)
faults = []


def same(what, ours, theirs):
    if ours != theirs:
        faults.append(f"{what}: {ours} instead of {theirs}")


for key in ["scheme", "level", "as_of", "network", "verdict", "counts", "requirement_counts", "denominator", "evidence",
            "score", "conclusion", "outcomes"]:
    same(key, gap.get(key), assessment.get(key))

SHORT = {"fail", "partial", "high", "medium", "late", "overdue", "not-met-recommended"}


def short_of(results, kind, subjects, verdict):
    return {(one[kind], subject["id"], subject[verdict]) for one in results for subject in one[subjects] if subject[verdict] in SHORT}


def told(gaps, kind):
    return {(one[kind], subject["id"], subject["verdict"]) for one in gaps for group in one["groups"]
            for subject in group["subjects"] if not (subject["id"] == "network" and subject["pointer"] == "" and one["looked_at"] == 0)}


same("what falls short", told(gap["gaps"], "requirement"), short_of(assessment["results"], "requirement", "subjects", "verdict"))
same("risks", told(gap["risks"], "risk"), short_of(assessment["risks"], "risk", "findings", "severity"))
same("duties", told(gap["duties"], "duty"), short_of(assessment.get("duties", []), "duty", "subjects", "verdict"))
verdicts = {one["requirement"]: one["verdict"] for one in assessment["results"]}
for one in gap["gaps"]:
    same(one["requirement"], one["verdict"], verdicts[one["requirement"]])
    same(one["requirement"] + ", subjects", one["subjects"], sum(len(group["subjects"]) for group in one["groups"]))
undecided = {(one["requirement"], one["verdict"]) for one in assessment["results"] if one["verdict"] == "undecided"}
same("undecided", {(one["rule"], one["verdict"]) for one in gap["undecided"] if one["kind"] == "requirement" and one["verdict"] == "undecided"}, undecided)
# Every subject is ended by a change, or stands among the work for people.
by_hand = {rule for one in gap["by_hand"] for rule in one["rules"]}
for kind, gaps in [("risk", gap["risks"]), ("requirement", gap["gaps"]), ("duty", gap["duties"])]:
    for one in gaps:
        if any(not subject["mended"] for group in one["groups"] for subject in group["subjects"]) and one[kind] not in by_hand:
            faults.append(f"{one[kind]}: nothing is said of what to do")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
