"""agree.py BUILD: the benchmark is honest: its policies are well written, read what they say, and all programs say the same.

A test, with few hosts: what is compared is every verdict of the twenty checks, from our program (sources and compiled policies,
one thread and two, keys in order and shuffled), the program written by hand and those of the peers that are here.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import compare
from measure import run
from programs import HERE, Dengbao, Facts, peers

HOSTS = 300


def well_written(program):
    for arguments in (["lint", HERE / "checks"], ["lint", HERE / "checks", HERE / "every_field", "--only", "L0103"]):
        found = subprocess.run([program, *arguments], capture_output=True, text=True)
        if found.returncode != 0:
            yield f"dengbao {' '.join(map(str, arguments))}\n{found.stdout}{found.stderr}"


def commands(dengbao, facts):
    """What must say the same, by name."""
    sources = ["--policies", str(HERE / "checks")]
    for title, policies in (("sources", sources), ("compiled", dengbao.compiled("checks", HERE / "checks"))):
        for threads in (1, 2):
            yield f"dengbao, {title}, {threads} threads", dengbao.assess(facts, policies, threads)
    for name, command in peers()[0].items():
        yield name, command(facts)


def disagreements(build, folder):
    facts, dengbao = Facts(folder, lambda text: None), Dengbao(build / "dengbao", folder)
    facts.empty()
    for hosts, shuffled in ((0, False), (HOSTS, False), (HOSTS, True)):
        file = facts.network(hosts, shuffled)
        run([build / "hand_written", file], output=folder / "hand.json")
        expected = compare.read(folder / "hand.json")
        if hosts > 0 and not all(check["offenders"] for check in expected.values()):
            yield "a check is broken nowhere, so nothing would tell a wrong one"
        for name, command in commands(dengbao, file):
            run(command, output=folder / "answer.json")
            answer = compare.offenders_by_check(compare.read(folder / "answer.json"))
            for difference in compare.differences(answer, expected):
                yield f"{hosts} hosts{', shuffled' if shuffled else ''}: {name}: {difference}"


def main():
    build = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        found = [*well_written(build / "dengbao"), *disagreements(build, Path(folder))]
    print("\n".join(found) or "all agree")
    sys.exit(1 if found else 0)


main()
