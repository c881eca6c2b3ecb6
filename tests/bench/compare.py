"""compare.py ONE OTHER: the verdicts of two programs about the twenty checks; silent if they agree.

Each is {"C01": {"pass": true, "offenders": []}, …}, or what `dengbao assess --format verdicts` or `--format json` writes:
there a requirement belongs to the check whose number its name begins with. Whatever differs is listed; the exit status is then 1.
"""
import json
import sys

FAILED = ("fail", "partial")
PASSED = ("pass", "pass-by-exception", "not-applicable")


def offenders_by_check(document):
    if "C01" in document:
        return document
    checks = {}
    for rule in document.get("requirements") or document["results"]:
        name = rule.get("name", rule.get("requirement")).split(".")[0].upper()
        subjects = rule.get("not_good", rule.get("subjects"))
        undecided = [s["id"] for s in subjects if s["verdict"] not in FAILED + PASSED]
        if undecided or rule["verdict"] not in FAILED + PASSED:
            raise SystemExit(f"{name}: {rule['verdict']}, undecided: {', '.join(undecided[:5])}")
        failing = [s["id"] for s in subjects if s["verdict"] in FAILED]
        checks[name] = {"pass": rule["verdict"] in PASSED, "offenders": failing}
    return checks


def differences(one, other):
    """What differs, a line each."""
    for name in sorted(one.keys() | other.keys()):
        if name not in one or name not in other:
            yield f"{name} is only in the {'first' if name in one else 'second'}"
            continue
        for check in (one[name], other[name]):
            if check["pass"] == bool(check["offenders"]):
                yield f"{name}: passed is {check['pass']}, with {len(check['offenders'])} offenders"
            if len(set(check["offenders"])) != len(check["offenders"]):
                yield f"{name} names an offender twice"
        first, second = set(one[name]["offenders"]), set(other[name]["offenders"])
        for title, rest in (("first", first - second), ("second", second - first)):
            if rest:
                yield f"{name}: {len(rest)} only in the {title}: {', '.join(sorted(rest)[:5])}"


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    found = list(differences(*(offenders_by_check(read(path)) for path in sys.argv[1:3])))
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
