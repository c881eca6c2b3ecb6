"""check.py: reads lines `KIND ARGUMENT…` from standard input and runs check_KIND.check(ARGUMENT…) for each; prints what
is wrong, and exits with 1 if anything is."""
import importlib
import sys

failed = count = 0
for line in sys.stdin:
    kind, *arguments = line.split()
    count += 1
    problems = list(importlib.import_module(f"check_{kind}").check(*arguments))
    for problem in problems[:10]:
        print(f"{line.strip()}: {problem}"[:400])
    failed += bool(problems)
print(f"{count} checks, {failed} failed")
sys.exit(1 if failed else 0)
