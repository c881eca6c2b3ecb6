"""As junitparser reads it, the suites count what the assessment (JSON) counts,
and are red where its exit status is 1, in error where it is 2, green only where it is 0."""
import json
import xml.etree.ElementTree

import junitparser


def check(path, assessment_path, status):
    problems = []
    xml.etree.ElementTree.parse(path)  # well-formed XML 1.0: refuses characters that are none
    suites = junitparser.JUnitXml.fromfile(path)
    with open(assessment_path, encoding="utf-8") as file:
        assessment = json.load(file)

    tests = failures = errors = 0
    names = set()
    for suite in suites:
        cases = list(suite)
        counted = (len(cases), sum(bool(case.result and isinstance(case.result[0], junitparser.Failure)) for case in cases),
                   sum(bool(case.result and isinstance(case.result[0], junitparser.Error)) for case in cases),
                   sum(bool(case.result and isinstance(case.result[0], junitparser.Skipped)) for case in cases))
        if counted != (suite.tests, suite.failures, suite.errors, suite.skipped):
            problems.append(f"suite {suite.name} counts {suite.tests, suite.failures, suite.errors, suite.skipped}, has {counted}")
        tests, failures, errors = tests + counted[0], failures + counted[1], errors + counted[2]
        for case in cases:
            if (case.classname, case.name) in names:
                problems.append(f"{case.classname} {case.name} stands twice")
            names.add((case.classname, case.name))
            for result in case.result:
                if not isinstance(result, junitparser.Skipped) and not (result.type and result.message):
                    problems.append(f"{case.classname} {case.name}: no type or message")
                verdict = result.type
                wanted = {"undecided": (junitparser.Error,), "fail": (junitparser.Failure,), "partial": (junitparser.Failure,),
                          "not-applicable": (junitparser.Skipped,)}.get(verdict)
                if wanted and not isinstance(result, wanted + (junitparser.Skipped,)):
                    problems.append(f"{case.classname} {case.name}: {verdict} is told as {type(result).__name__}")

    judged = sum(len(rule["subjects"] if kind != "risks" else rule["findings"])
                 for kind in ("results", "risks", "duties") for rule in assessment.get(kind, []))
    if tests < judged:
        problems.append(f"{tests} cases, but {judged} subjects were judged")
    red = 1 if failures else 2 if errors else 0
    if red != int(status):
        problems.append(f"{failures} failures and {errors} errors, but the exit status is {status}")
    return problems
