#!/usr/bin/env python3
"""gap_advice.py GAP POLICIES: whether the changes of a gap analysis are things that somebody can do.

No patch touches a fact that policies/parameters/repairs.policy calls observed, writes a date other than the day on which
something is done again or the end to which it is renewed, or takes away a thing that may not be taken away. And every
name in that file is a record or a field of one.
"""
import glob
import json
import re
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
policies = sys.argv[2]

fields = {}  # record: {field: type}
for path in glob.glob(policies + "/facts/*.policy"):
    for block in re.split(r"^(?=record |enumeration )", open(path, encoding="utf-8").read(), flags=re.M):
        record = re.match(r"record ([\w-]+)", block)
        if record:
            found = re.findall(r"^  (?:key )?([\w-]+) : (.*?)(?:\s+label|\s*$)", block, re.M)
            fields.setdefault(record.group(1), {}).update(found)

lists = {}
text = open(policies + "/parameters/repairs.policy", encoding="utf-8").read()
for name, names in re.findall(r"^parameter (\w+) : list of text = \((.*?)\)", text, re.M | re.S):
    lists[name] = re.findall(r'"([^"]+)"', names)
assert sorted(lists) == ["extended", "observed", "removable", "repeated"], sorted(lists)
for name, names in lists.items():
    assert len(names) == len(set(names)), f"{name} names something twice"
    for one in names:
        record, _, field = one.partition(".")
        assert record in fields, f"{name}: there is no record {record}"
        assert not field or field in fields[record], f"{name}: there is no field {one}"

movable = {one.split(".")[1] for name in ("repeated", "extended") for one in lists[name]}
# A name is told to be observed only if every record with such a field says so.
observed = {one.split(".")[1] for one in lists["observed"] if "." in one}
observed |= {field for one in lists["observed"] if "." not in one for field in fields[one]}
for record, its in fields.items():
    if record not in lists["observed"]:
        observed -= {field for field in its if f"{record}.{field}" not in lists["observed"]}
observed -= movable
date = re.compile(r"\d{4}-\d\d-\d\d")
for change in report["changes"]:
    for step in change["patch"]:
        name = [part for part in step["path"].split("/") if not part.isdigit() and part != "-"][-1]
        assert name not in observed, f"{change['words']}: {name} was observed"
        if step["op"] != "remove" and isinstance(step["value"], str) and date.match(step["value"]):
            assert name in movable, f"{change['words']}: writes a date"
            assert step["value"] >= report["as_of"], f"{change['words']}: writes a date past"
            assert "again" in change["words"] or "renewed" in change["words"], change["words"]
        if step["op"] == "remove" and step["path"].rsplit("/", 1)[1].isdigit():
            kinds = {its[name] for its in fields.values() if name in its}
            objects = {kind.removeprefix("list of ") for kind in kinds if kind.startswith("list of ")}
            assert not objects & set(fields) or objects & set(lists["removable"]), change["words"]
