"""check_trace.py PROGRAM ROOT: the JSON trace (`explain --format json --full`) of many requirements of the library fits
its schema and holds the whole proof in both languages: every step has words in both, every fact stands where the trace
says, every part of `--full` in text is there."""
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import jsonschema

program, root = sys.argv[1:]
with open(f"{root}/tests/schemas/explanation.schema.json", encoding="utf-8") as file:
    schema = json.load(file)
schema.pop("$id")  # see tests/cli/validate.py
problems = []


def run(*arguments):
    done = subprocess.run([program, *arguments, "--as-of", "2026-11-21"], capture_output=True, text=True, check=False)
    if done.returncode > 2:
        problems.append(f"{arguments}: {done.stderr[:200]}")
    return done.stdout


class Network:
    """A facts file, and what it is assessed by."""

    def __init__(self, facts, *options):
        self.path = f"{root}/{facts}"
        self.options = options
        with open(self.path, encoding="utf-8") as file:
            text = file.read()
        self.facts = json.loads(text)
        self.lines = text.split("\n")

    def rules(self, every):
        assessment = json.loads(run("assess", self.path, *self.options, "--format", "json"))
        names = [rule.get("requirement") or rule.get("risk") or rule.get("duty")
                 for kind in ("results", "risks", "duties") for rule in assessment.get(kind, [])]
        return [(self, name) for name in names if names.count(name) == 1][::every]

    def at(self, pointer):
        value = self.facts
        for step in pointer.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            value = value[int(step)] if isinstance(value, list) else value[step]
        return value


def check_fact(network, name, fact):
    rest = network.lines[fact["line"] - 1][fact["column"] - 1:]
    value = network.at(fact["pointer"])
    if isinstance(value, (dict, list)):
        fits = rest.startswith("{" if isinstance(value, dict) else "[")
    else:
        fits = json.JSONDecoder().raw_decode(rest)[0] == value
    if not fits:
        problems.append(f"{name}: {fact['pointer']} is not at {fact['line']}:{fact['column']}")


def check_step(network, name, step):
    """Checks a step and all below it; their number."""
    for lang in ("en", "zh"):
        if not step["text"].get(lang):
            problems.append(f"{name}: a step of kind {step['kind']} has no words in {lang}")
    if "line" in step.get("fact", {}):
        check_fact(network, name, step["fact"])
    return 1 + sum(check_step(network, name, child) for child in step.get("steps", []))


def explain(one):
    """The trace, and the text of both languages without blanks, for lines break where they must."""
    network, name = one
    common = ["explain", network.path, name, *network.options, "--full"]
    texts = [run(*common, "--lang", lang) for lang in ("en", "zh")]
    return network, name, json.loads(run(*common, "--format", "json")), ["".join(text.split()) for text in texts]


def check(network, name, trace, texts):
    for error in jsonschema.Draft202012Validator(schema).iter_errors(trace):
        problems.append(f"{name}: /{'/'.join(map(str, error.absolute_path))} {error.message[:200]}")
    steps = 0
    for subject in trace["subjects"]:
        steps += check_step(network, name, subject["proof"])
        for part in subject["proof"].get("steps", []):
            for lang, text in zip(("en", "zh"), texts):
                if part["kind"] == "part" and "".join(part["text"][lang].split()) not in text:
                    problems.append(f"{name}: the text lacks {part['text'][lang][:80]}")
    return steps


watch = ("--policies", f"{root}/tests/cases/watch", "--level", "1")
demo = ("--policies", f"{root}/tests/cases/demo", "--level", "1")
rules = [rule for name in ("good", "bad", "open") for rule in Network(f"tests/cases/watch/{name}.json", *watch).rules(1)]
rules += [rule for name in ("pass", "fail", "undecided") for rule in Network(f"tests/cases/demo/{name}.json", *demo).rules(1)]
rules += Network("tests/formats/hostile.json", *demo).rules(1)
rules += Network("policies/examples/site/facts.json", "--level", "1").rules(120)
with ThreadPoolExecutor(2) as pool:
    explained = list(pool.map(explain, rules))
steps = sum(check(*one) for one in explained)
if steps < 300:
    problems.append(f"only {steps} steps in {len(rules)} traces")
for problem in problems[:20]:
    print(problem)
print(f"{len(rules)} traces, {steps} steps")
sys.exit(1 if problems else 0)
