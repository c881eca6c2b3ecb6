"""make_fleet.py ROOT COUNT [EXAMPLE…] [--broken]: that many networks, one a line, on standard output.

Each is a copy of one of the example networks (all in turn, or those named) under a name of its own, in which some yes/no
facts were turned round and some taken away. With --broken every 37th line is no network. Same arguments, same bytes.
"""
import json
import random
import sys
from pathlib import Path


def truths(value, found):
    """The places of all yes/no facts below a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        if isinstance(member, bool):
            found.append((value, key))
        else:
            truths(member, found)
    return found


class Example:
    def __init__(self, path):
        self.facts = json.loads(path.read_text(encoding="utf-8"))
        # What is noted of a fact stays true of it: only facts are changed.
        self.places = [place for name, member in self.facts.items() if name not in ("missing", "lists", "evidence")
                       for place in truths({name: member}, [])]

    def copy(self, number, chance):
        """One network as a line; the facts themselves are as before afterwards."""
        changed = [(holder, key, holder[key]) for holder, key in chance.sample(self.places, len(self.places) // 50)]
        for holder, key, value in changed:
            holder[key] = None if chance.random() < 0.2 else not value
        line = json.dumps(self.facts | {"name": f"{self.facts['name']} {number}"}, ensure_ascii=False, separators=(",", ":"))
        for holder, key, value in changed:
            holder[key] = value
        return line


def fleet(root, count, names, broken):
    examples = [Example(path) for path in sorted(Path(root).glob("policies/examples/*/facts.json"))
                if not names or path.parent.name in names]
    for number in range(1, count + 1):
        line = examples[number % len(examples)].copy(number, random.Random(number))
        if broken and number % 37 == 0:
            line = (line[: len(line) // 2], '{"name":"x","hosts":[{"id":"a"},{"id":"a","kind":"servr"}]}', "null")[number // 37 % 3]
        yield line


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if word != "--broken"]
    for text in fleet(words[0], int(words[1]), words[2:], "--broken" in sys.argv):
        print(text)
