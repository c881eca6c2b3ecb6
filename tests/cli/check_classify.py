"""check_classify.py PROGRAM POLICIES EXAMPLES SCHEMA: the classification of every example fits the schema, and is told apart from the table of
the standard (written down here a second time); each move, applied to the facts as its patch, gives what it promises."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

program, policies, examples, schema = sys.argv[1], sys.argv[2], Path(sys.argv[3]), json.load(open(sys.argv[4]))
rows, columns = ("citizens", "society", "national-security"), ("general", "serious", "particularly-serious")
standard = ((1, 2, 2), (2, 3, 4), (3, 4, 5))
draft = ((1, 2, 3), (2, 3, 4), (3, 4, 5))


def highest(table, impacts: list) -> int:
    return max(table[rows.index(one["object"])][columns.index(one["degree"])] for one in impacts)


def classify(facts: Path, *more: str) -> dict:
    done = subprocess.run([program, "classify", str(facts), "--policies", policies, "--as-of", "2026-11-21", "--format", "json", *more], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    told = json.loads(done.stdout)
    jsonschema.validate(told, schema)
    return told


def levels(told: dict) -> dict:
    return {one["outcome"]: one["value"] for one in told["levels"]}


tried = 0
for folder in ("shop", "saas", "site"):
    facts = examples / folder / "facts.json"
    told = classify(facts)
    given = json.loads(facts.read_text())["classification"]
    sides = (given["information_impacts"], given["service_impacts"])
    expected = [highest(table, side) for table in (standard, draft) for side in sides]
    found = levels(told)
    assert expected == [found[name] for name in ("information-level", "service-level", "information-level-by-draft", "service-level-by-draft")]
    assert told["advised"] == max(expected)
    assert any(move["raises"] for move in told["moves"])
    assert folder == "site" or any(not move["raises"] for move in told["moves"])
    for move in told["moves"][:3] + told["moves"][-3:]:
        with tempfile.NamedTemporaryFile("w", suffix=".json") as patch:
            json.dump(move["patch"], patch)
            patch.flush()
            then = levels(classify(facts, "--patch", patch.name))
        differ = {name: value for name, value in then.items() if value != found[name]}
        assert differ == {one["outcome"]: one["value"] for one in move["gives"]}, move
        tried += 1
assert tried >= 12
