"""grow.py FACTS MEGABYTES | --hosts N: the network of a facts file, many times over, on standard output.

Every list of the root that holds objects with an `id` is repeated until the text is about as long as asked for, or until there
are so many hosts; ids and the
references to them get a suffix, so that the copies are networks beside each other. Annotations are repeated with their
pointers moved. Same input, same bytes.
"""
import json
import re
import sys

facts = json.load(open(sys.argv[1], encoding="utf-8"))
annotations = ("missing", "lists", "evidence")
lists = {
    name: value
    for name, value in facts.items()
    if isinstance(value, list) and name not in annotations and all(isinstance(e, dict) and "id" in e for e in value)
}
ids = {element["id"] for elements in lists.values() for element in elements}


# Fields that hold an `id` or refer to one; elsewhere the same word may be an enumerator.
references = ("id", "zone", "processed_by", "recovery_sites", "log_servers", "reports_to")


def renamed(value, suffix, field=""):
    if isinstance(value, dict):
        return {name: renamed(part, suffix, name) for name, part in value.items()}
    if isinstance(value, list):
        return [renamed(part, suffix, field) for part in value]
    return value + suffix if isinstance(value, str) and value in ids and field in references else value


def moved(pointer, copy):
    match = re.match(r"^/([^/]+)/(\d+)(.*)$", pointer)
    if not match or match.group(1) not in lists:
        return pointer if copy == 0 else None
    return f"/{match.group(1)}/{int(match.group(2)) + copy * len(lists[match.group(1)])}{match.group(3)}"


def annotation(entry, copy):
    pointers = entry["facts"]
    kept = [p for p in (moved(p, copy) for p in ([pointers] if isinstance(pointers, str) else pointers)) if p]
    if not kept:
        return None
    if any(re.fullmatch("/[^/]+", pointer) for pointer in kept):
        return None  # a note on a whole list says how many there are in all
    return {**entry, "facts": kept[0] if isinstance(pointers, str) else kept}


if sys.argv[2] == "--hosts":
    copies = -(-int(sys.argv[3]) // len(facts["hosts"]))
else:
    copies = max(1, round(float(sys.argv[2]) * 1e6 / len(json.dumps(facts, ensure_ascii=False, indent=1).encode())))
grown = dict(facts)
for name, elements in lists.items():
    grown[name] = [renamed(e, f"-{copy}") if copy else e for copy in range(copies) for e in elements]
for name in annotations:
    entries = [annotation(e, copy) for copy in range(copies) for e in facts.get(name, [])]
    grown[name] = [e for e in entries if e]
json.dump(grown, sys.stdout, ensure_ascii=False, indent=1)
