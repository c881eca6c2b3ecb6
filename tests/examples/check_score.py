"""check_score.py ASSESSMENT ROOT: reckons score, conformity rate and conclusion anew, from the verdicts of the assessment alone.

The formulas of the report templates of 2021 and 2025, written a second time: what `policies/scoring/` makes of the same verdicts must
lie within what is possible here, and be exactly it where everything is decided. Weights are read from the policies' text, domains
from the catalogue.
"""
import csv
import json
import re
import sys
from pathlib import Path

assessment, root = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2])
POINTS = {"ordinary": 1, "important": 2, "key": 3}
TECHNICAL = {"Secure physical environment", "Secure communication network", "Secure area boundary", "Secure computing environment",
             "Security management centre"}

weights: dict[str, str] = {}
for file in (root / "policies").rglob("*.policy"):
    for block in re.split(r"(?m)^(?=requirement |risk |duty )", file.read_text(encoding="utf-8")):
        if name := re.match(r"requirement (\S+)", block):
            weight = re.search(r"(?m)^  weight (\w+)", block)
            weights[name[1]] = weight[1] if weight else "ordinary"

with open(root / "policies/catalogue/gbt22239.csv", encoding="utf-8") as table:
    domains = {row["clause"]: row["domain_en"] for row in csv.DictReader(table)}

objects: dict[str, list[str]] = {}
for result in assessment["results"]:
    objects[result["requirement"]] = [subject["verdict"] for subject in result.get("subjects", [])]


def shares(verdict: str) -> tuple[float, float]:
    """The least and the most of its points that this verdict may lose."""
    if verdict == "undecided":
        return 0.0, 1.0
    lost = {"partial": 0.5, "fail": 1.0}.get(verdict, 0.0)
    return lost, lost


applicable = [clause for clause in assessment["clauses"] if clause["verdict"] != "not-applicable"]
lost = {True: [0.0, 0.0], False: [0.0, 0.0]}
for clause in applicable:
    points = max((POINTS[weights[name]] for name in clause["requirements"]), default=1)
    judged = [verdict for name in clause["requirements"] for verdict in objects.get(name, []) if verdict != "not-applicable"]
    ranges = [shares(verdict) for verdict in judged] or [shares(clause["verdict"])]
    for end in (0, 1):
        share = sum(one[end] for one in ranges) / len(ranges)
        lost[domains[clause["clause"]] in TECHNICAL][end] += points * share * 100 / len(applicable)

score = [sum(max(0, 50 - lost[part][end]) for part in (True, False)) for end in (1, 0)]
short = [sum(clause["verdict"] in kinds for clause in applicable) for kinds in (("partial", "fail", "undecided"), ("partial", "fail"))]
rate = [100 - 100 * count / len(applicable) for count in short]
outcomes = {outcome["outcome"]: outcome for outcome in assessment["outcomes"]}


def ends(name: str) -> list[float]:
    value = outcomes[name]["value"]
    return [value["from"], value["to"]] if isinstance(value, dict) else [value, value]


problems = []
for name, mine in (("score", score), ("conformity-rate", rate)):
    if any(abs(a - b) > 1e-6 for a, b in zip(ends(name), mine)):
        problems.append(f"{name}: {ends(name)}, reckoned here {mine}")

high = ends("high-risks")
bands = {("poor" if risks > 0 or value < 70 else "medium" if value < 80 else
          "excellent" if value >= 90 and medium == 0 else "good")
         for risks in high for value in score for medium in ends("medium-risks")}
results = {("not-conform" if value < 60 else "conform" if value > 90 and major == 0 else "basically-conform")
           for value in rate for major in ends("major-risks")}
for name, mine in (("band-2021", bands), ("result-2025", results), ("conclusion", results)):
    outcome = outcomes[name]
    theirs = set(outcome.get("possible", [outcome["value"]]))
    if not theirs <= mine or (len(mine) == 1 and theirs != mine):
        problems.append(f"{name}: {sorted(map(str, theirs))}, reckoned here {sorted(mine)}")

print("\n".join(problems) or f"score {score[0]:.2f} to {score[1]:.2f}, rate {rate[0]:.2f} to {rate[1]:.2f}")
sys.exit(bool(problems))
