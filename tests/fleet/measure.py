"""measure.py PROGRAM ROOT [EXAMPLE] [LEVEL] [MOST]: what many networks cost, in time, processor time and memory.

1 000 and MOST (10 000) networks of one example, on one thread and on two, the runs by turns.
"""
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_fleet import fleet  # noqa: E402

program, root = sys.argv[1], Path(sys.argv[2])
example, level, most = (*sys.argv[3:], *("site", "1", "10000")[len(sys.argv) - 3:])


def run(path, jobs):
    """Seconds, seconds of processor time, and the largest memory in MB."""
    begin = time.monotonic()
    with subprocess.Popen([program, "assess", path, "--level", level, "--as-of", "2026-11-21", "--jobs", jobs],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1, 2), process.returncode
    return time.monotonic() - begin, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as folder:
    counts = (0, 1000, int(most))
    for count in counts:
        with open(f"{folder}/{count}.ndjson", "w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in fleet(root, count, [example], False))
    print(f"{example} at level {level}, {os.path.getsize(f'{folder}/1000.ndjson') / 1e6:.1f} KB a network")
    base = {}
    for count in counts:
        for jobs in ("1", "2"):
            wall, cpu, memory = run(f"{folder}/{count}.ndjson", jobs)
            base.setdefault(jobs, (wall, cpu))
            each = max(count, 1)
            print(f"{count:6} networks, {jobs} threads: {wall:7.2f} s, {cpu:7.2f} s of processor, {memory:6.1f} MB; "
                  f"{1000 * (wall - base[jobs][0]) / each:.2f} ms and {1000 * (cpu - base[jobs][1]) / each:.2f} ms of processor a network", flush=True)
