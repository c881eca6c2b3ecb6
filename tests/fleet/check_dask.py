"""check_dask.py PROGRAM ROOT: a fleet assessed by Dask on several machines gives the bytes that one process gives.

The machines are worker processes on loopback, with Debian's python3-distributed. Each task is a part of the file of
networks: it runs `dengbao assess - --ndjson` on it and hands back what that wrote. In the middle one worker is killed; Dask
gives its tasks, and results that were lost with it, to the others. Then the parts, joined, and their roll-ups, merged in
any grouping, are compared with those of one process over the whole file.
"""
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

try:
    from distributed import Client, wait
except ImportError:  # Debian's packages belong to Debian's Python
    if sys.executable == "/usr/bin/python3":
        sys.exit("python3-distributed is not installed: ./dev setup")
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

sys.path.insert(0, str(Path(__file__).parent))
from make_fleet import fleet  # noqa: E402

NETWORKS, PART, WORKERS = 200, 20, 3
program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
assess = [str(program), "assess", "--level", "1", "--as-of", "2026-11-21"]


def assess_part(command, folder, first, begin, end):
    """Runs on a worker: what the program writes of these bytes of the file, which begin with line number `first`."""
    with open(f"{folder}/fleet.ndjson", "rb") as file:
        file.seek(begin)
        lines = file.read(end - begin)
    with open(f"{folder}/runs", "a", encoding="utf-8") as runs:
        runs.write(f"{first}\n")
    done = subprocess.run([*command, "-", "--policies", f"{folder}/policies.dengbao", "--ndjson", "--part", f"fleet.ndjson:{first}"], input=lines, capture_output=True, check=False)
    if done.returncode > 3 or done.stdout.count(b"\n") != lines.count(b"\n") + 1:
        raise RuntimeError(f"status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def start(command, folder):
    """A Dask process that writes beside us and ends with us."""
    with open(f"{folder}/log", "ab") as log:
        return subprocess.Popen([sys.executable, "-m", f"distributed.cli.{command[0]}", *command[1:]], cwd=folder, stdout=log, stderr=log,
                                env=os.environ | {"DASK_CONFIG": folder, "DASK_TEMPORARY_DIRECTORY": folder, "HOME": folder})


def merged(folder, roll_ups):
    """What `dengbao merge` makes of them."""
    paths = []
    for number, roll_up in enumerate(roll_ups):
        paths.append(f"{folder}/{number}-{random.random()}.roll-up")
        Path(paths[-1]).write_bytes(roll_up)
    return subprocess.run([str(program), "merge", *paths], capture_output=True, check=True).stdout


def grouped(folder, roll_ups, chance):
    """The same, in another order, and merged in two steps or three."""
    roll_ups = chance.sample(roll_ups, len(roll_ups))
    while len(roll_ups) > 3:
        cut = chance.randrange(2, len(roll_ups))
        roll_ups = [*roll_ups[cut:], merged(folder, roll_ups[:cut])]
    return merged(folder, roll_ups)


def same(what, one, other):
    if one != other:
        at = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
        sys.exit(f"{what} differ at byte {at}:\n  one process: {one[at - 60:at + 60]!r}\n  Dask: {other[at - 60:at + 60]!r}")


def run(folder, processes):
    lines = [(line + "\n").encode() for line in fleet(root, NETWORKS, ["site"], True)]
    Path(folder, "fleet.ndjson").write_bytes(b"".join(lines))

    processes["scheduler"] = start(["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address",
                                    "127.0.0.1:0", "--scheduler-file", f"{folder}/scheduler"], folder)
    for name in map(str, range(WORKERS)):
        processes[name] = start(["dask_worker", "--scheduler-file", f"{folder}/scheduler", "--host", "127.0.0.1", "--no-nanny", "--nthreads", "1",
                                 "--no-dashboard", "--dashboard-address", "127.0.0.1:0", "--name", name, "--local-directory", f"{folder}/{name}",
                                 "--death-timeout", "50"], folder)
    # Meanwhile, what is expected: of the policies as written, while the workers have them compiled.
    subprocess.run([str(program), "compile", "-o", f"{folder}/policies.dengbao"], check=True)
    one = subprocess.run([*assess, "fleet.ndjson", "--jobs", "2", "--roll-up", "whole.roll-up"], cwd=folder, capture_output=True, check=False)
    whole, roll_up = one.stdout, Path(folder, "whole.roll-up").read_bytes()
    assert one.returncode == 3 and b"C0301" in one.stderr, one.stderr.decode()
    assert whole.count(b"\n") == NETWORKS and json.loads(roll_up)["not_read"] == NETWORKS // 37

    with Client(scheduler_file=f"{folder}/scheduler", timeout=40) as client:
        client.wait_for_workers(WORKERS, timeout=40)
        names = {address: str(worker["name"]) for address, worker in client.scheduler_info()["workers"].items()}
        ends = list(itertools.accumulate(map(len, lines), initial=0))
        parts = [client.submit(assess_part, assess, folder, at + 1, ends[at], ends[at + PART], pure=False) for at in range(0, NETWORKS, PART)]
        while not all(part.done() for part in parts[:1]) and not any(part.status == "error" for part in parts):
            time.sleep(0.01)
        holder = names[client.who_has(parts[:1])[parts[0].key][0]]
        processes[holder].send_signal(signal.SIGKILL)
        assert sum(part.done() for part in parts) < len(parts), "all was done before a worker could be killed"
        wait(parts, timeout=50)
        results = [part.result() for part in parts]
        assert len(client.scheduler_info()["workers"]) == WORKERS - 1, "the worker lives"
    assert Path(folder, "runs").read_text(encoding="utf-8").count("\n") > len(parts), "nothing had to be done again"

    pieces = [result[:result.rindex(b"\n", 0, -1) + 1] for result in results]
    roll_ups = [result[len(piece):] for result, piece in zip(results, pieces)]
    same("the verdicts", whole, b"".join(pieces))
    chance = random.Random(5)
    for _ in range(5):
        same("the roll-ups", roll_up, grouped(folder, roll_ups, chance))
    # A result is a roll-up, too: its lines of verdicts are passed over.
    same("the roll-ups", roll_up, merged(folder, chance.sample(results, len(results))))
    print(f"{NETWORKS} networks in {len(parts)} parts on {WORKERS} workers, one of them killed: the same bytes as one process")


with tempfile.TemporaryDirectory() as work:
    started: dict[str, subprocess.Popen] = {}
    try:
        run(work, started)
    except BaseException:
        print(Path(work, "log").read_text(encoding="utf-8", errors="replace")[-3000:] if Path(work, "log").exists() else "")
        raise
    finally:
        for process in reversed(started.values()):
            process.kill()
            process.wait()
