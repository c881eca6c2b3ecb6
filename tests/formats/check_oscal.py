"""Every control and statement that the OSCAL results name stands in the
catalogue that the program writes, every reference leads somewhere, and the findings are the verdicts of the clauses."""
import json


def ids(node):
    """All `id`s below a node of the catalogue."""
    if isinstance(node, dict):
        if "id" in node:
            yield node["id"]
        for value in node.values():
            yield from ids(value)
    elif isinstance(node, list):
        for value in node:
            yield from ids(value)


def uuids(node):
    if isinstance(node, dict):
        if "uuid" in node:
            yield node["uuid"]
        for value in node.values():
            yield from uuids(value)
    elif isinstance(node, list):
        for value in node:
            yield from uuids(value)


def references(node):
    """What must lead to a `uuid` of this document."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("observation-uuid", "risk-uuid", "subject-uuid"):
                yield value
            elif key == "href" and value.startswith("#"):
                yield value[1:]
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def check(results_path, catalogue_path, assessment_path):
    with open(results_path, encoding="utf-8") as file:
        document = json.load(file)["assessment-results"]
    with open(catalogue_path, encoding="utf-8") as file:
        catalogue = json.load(file)["catalog"]
    with open(assessment_path, encoding="utf-8") as file:
        assessment = json.load(file)
    problems = []
    known = set(ids(catalogue))
    own = list(uuids(document))
    if len(own) != len(set(own)):
        problems.append("a uuid stands twice")
    for reference in references(document):
        if reference not in own:
            problems.append(f"{reference} leads nowhere")
    result = document["results"][0]
    for selection in result["reviewed-controls"]["control-selections"]:
        for control in selection.get("include-controls", []) + selection.get("exclude-controls", []):
            if control["control-id"] not in known:
                problems.append(f"{control['control-id']} is no control of the catalogue")

    found = {}
    for finding in result.get("findings", []):
        target = finding["target"]
        if target["target-id"] not in known:
            problems.append(f"{target['target-id']} is no statement of the catalogue")
        verdict = next(prop["value"] for prop in finding["props"] if prop["name"] == "verdict")
        found[target["target-id"]] = (verdict, target["status"]["state"], target["status"]["reason"])
    expected = [clause for clause in assessment["clauses"] if clause["verdict"] not in (None, "not-applicable")]
    if len(found) != len(expected):
        problems.append(f"{len(found)} findings, but {len(expected)} clauses were judged")
    states = {"pass": ("satisfied", "pass"), "provided": ("satisfied", "pass"), "fail": ("not-satisfied", "fail"),
              "partial": ("not-satisfied", "fail"), "undecided": ("not-satisfied", "other"),
              "not-met-recommended": ("not-satisfied", "other")}
    for clause in expected:
        mine = [value for key, value in found.items() if key.endswith("-" + clause["clause"] + "_stm")]
        if not any(value == (clause["verdict"], *states[clause["verdict"]]) for value in mine):
            problems.append(f"{clause['clause']} is {clause['verdict']}, told as {mine}")
    return problems
