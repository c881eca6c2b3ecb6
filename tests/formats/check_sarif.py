"""The SARIF says what the assessment (JSON) says, subject by subject, and every
place in the facts file is where the value stands that its JSON pointer leads to."""
import hashlib
import json
from urllib.parse import unquote

LEVELS = {"fail": "error", "partial": "warning", "high": "error", "medium": "warning", "overdue": "error", "late": "warning",
          "not-met-recommended": "note"}
KINDS = {"pass": "pass", "pass-by-exception": "pass", "provided": "pass", "not-found": "pass", "in-time": "pass",
         "not-yet-due": "pass", "undecided": "open", "not-applicable": "notApplicable"}


def at(document, pointer):
    """The value that an RFC 6901 pointer leads to; raises LookupError where there is none."""
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


class Text:
    """A text by line and column, both from 1, columns in code points."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.raw = file.read()
        self.lines = self.raw.decode().split("\n")

    def cut(self, region):
        first, last = region["startLine"] - 1, region["endLine"] - 1
        lines = self.lines[first:last + 1]
        lines[-1] = lines[-1][:region["endColumn"] - 1]
        lines[0] = lines[0][region["startColumn"] - 1:]
        return "\n".join(lines)


def check(sarif_path, assessment_path, facts_path):
    problems = []
    with open(sarif_path, encoding="utf-8") as file:
        run = json.load(file)["runs"][0]
    with open(assessment_path, encoding="utf-8") as file:
        assessment = json.load(file)
    text = Text(facts_path)
    facts = json.loads(text.raw.decode())
    if run["columnKind"] != "unicodeCodePoints":
        problems.append("columns of another kind than ours")
    artifacts = run["artifacts"]
    if artifacts[0]["hashes"]["sha-256"] != hashlib.sha256(text.raw).hexdigest():
        problems.append("the hash of the facts is another")

    exact = 0
    fingerprints = set()
    told = {}
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        if rule["id"] != result["ruleId"]:
            problems.append(f"{result['ruleId']}: its index leads to {rule['id']}")
        fingerprint = result["partialFingerprints"]["ruleAndSubject/v1"]
        if fingerprint in fingerprints:
            problems.append(f"{result['ruleId']}: a fingerprint twice")
        fingerprints.add(fingerprint)
        verdict = result["properties"]["verdict"]
        level = LEVELS.get(verdict, "none")
        if result["properties"].get("advisory") and level != "none":
            level = "note"
        if (result["kind"], result["level"]) != (KINDS.get(verdict, "fail"), level):
            problems.append(f"{result['ruleId']}: {verdict} is told as {result['kind']}, {result['level']}")
        told.setdefault(rule["id"], {})[result["properties"]["subject"]] = verdict
        for location in result["locations"]:
            pointer = location["logicalLocations"][0]["fullyQualifiedName"]
            physical = location.get("physicalLocation")
            if physical is None:
                continue
            if unquote(physical["artifactLocation"]["uri"]) != unquote(artifacts[0]["location"]["uri"]):
                problems.append(f"{pointer}: stands in another file than the facts")
            if "endLine" not in physical["region"]:  # of a missing fact what is above it
                continue
            exact += 1
            try:
                if json.loads(text.cut(physical["region"])) != at(facts, pointer):
                    problems.append(f"{pointer}: another value stands at {physical['region']}")
            except (ValueError, LookupError) as error:
                problems.append(f"{pointer}: nothing stands at {physical['region']} ({error})")
    if exact == 0:
        problems.append("no place in the facts at all")

    for kind, key in (("results", "subjects"), ("risks", "findings"), ("duties", "subjects")):
        for rule in assessment.get(kind, []):
            name = rule.get("requirement") or rule.get("risk") or rule.get("duty")
            for subject in rule[key]:
                verdict = subject.get("verdict") or subject.get("severity")
                here = [subjects for id, subjects in told.items() if id == name or id.endswith("." + name)]
                if not any(subjects.get(subject["id"]) == verdict for subjects in here):
                    if "reasons" not in rule:  # else the rule as a whole speaks
                        problems.append(f"{name} {subject['id'][:40]}: is {verdict}, told as {here[:1]}")
    return problems
