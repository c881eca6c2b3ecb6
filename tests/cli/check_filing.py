"""check_filing.py PROGRAM POLICIES EXAMPLES SCHEMA PATCH: the papers of the example networks, as `filing --format json` tells them,
have the verdicts that `assess` gives; states, counts and exit status follow from these. PATCH leaves the papers unknown."""
import json
import subprocess
import sys

import jsonschema

program, policies, examples, schema, patch = sys.argv[1:6]
with open(schema, encoding="utf-8") as file:
    schema = json.load(file)
seen = set()


def run(*arguments):
    done = subprocess.run([program, *arguments, "--policies", policies, "--as-of", "2026-11-21", "--lang", "en", "--format", "json"],
                          capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout)


def check(name, level, *more):
    facts = f"{examples}/{name}/facts.json"
    status, told = run("filing", facts, "--level", level, *more)
    jsonschema.Draft202012Validator(schema).validate(told)
    names = sorted({paper["requirement"] for paper in told["papers"]})
    states = [paper["state"] for paper in told["papers"]]
    seen.update(states)
    for state, count in told["counts"].items():
        assert count == states.count(state), (name, state)
    if names:
        only = [option for one in names for option in ("--only", one)]
        results = {result["requirement"]: result for result in run("assess", facts, "--level", level, *only, *more)[1]["results"]}
        for paper in told["papers"]:
            subjects = {one["id"]: one["verdict"] for one in results[paper["requirement"]]["subjects"]}
            verdict = subjects.get(paper["subject"], results[paper["requirement"]]["verdict"])
            assert paper["verdict"] == verdict, (name, paper["requirement"], paper["subject"], verdict)
            assert (paper["state"] == "ready") == (verdict == "pass"), (name, paper)
            assert bool(paper["remedy"]) == (paper["state"] in ("missing", "outdated")), (name, paper)
            assert bool(paper["not_known"]) == (paper["state"] == "open"), (name, paper)
            assert bool(paper["reasons"]) == (paper["state"] == "outdated"), (name, paper)
    stages = {entry["stage"] for entry in told["due"] if not entry["advisory"]}
    bad = {"missing", "outdated"} & set(states) or "overdue" in stages
    open_ones = "open" in states or "open" in stages
    assert status == (1 if bad else 2 if open_ones else 0), (name, status)


for name, level in (("site", "1"), ("saas", "2"), ("saas", "3"), ("shop", "3"), ("plant", "3"), ("payment", "4"),
                    ("cloud-tenant", "3"), ("cloud-platform", "3")):
    check(name, level)
check("saas", "2", "--patch", patch)
assert seen == {"missing", "outdated", "open", "ready", "not-needed"}, seen
