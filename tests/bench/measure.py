"""Whole processes, timed: how long each took, how much processor time and memory, in interleaved rounds."""
import dataclasses
import os
import statistics
import subprocess
import tempfile
import threading
import time


@dataclasses.dataclass
class Run:
    wall: float  # seconds
    cpu: float  # seconds, of all threads
    peak: float  # bytes of memory at the most
    status: int


class TooSlow(Exception):
    """A program ran beyond its limit of seconds."""


def run(command, limit=None, output=None):
    """Runs a command to its end. Its output goes to a file, or nowhere; its messages are kept for an error."""
    with open(output or os.devnull, "wb") as out, tempfile.TemporaryFile() as messages:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=messages)
        expired = threading.Event()
        timer = threading.Timer(limit or 3600, lambda: (expired.set(), process.kill()))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if expired.is_set():
            raise TooSlow
        if process.returncode not in (0, 1, 2):
            messages.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {messages.read().decode(errors='replace')}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, process.returncode)


class Rounds:
    """Programs by name, each run once a round, so that what else the machine does falls on all of them alike."""

    def __init__(self, commands, rounds, limit):
        self.runs = {name: [] for name in commands}
        self.too_slow = set()
        order = list(commands)
        for number in range(rounds):
            for name in order[number % len(order) :] + order[: number % len(order)]:
                if name in self.too_slow:
                    continue
                try:
                    self.runs[name].append(run(commands[name], limit))
                except TooSlow:
                    self.too_slow.add(name)

    def __contains__(self, name):
        return name in self.runs and name not in self.too_slow

    def median(self, name, what="wall"):
        return statistics.median(getattr(each, what) for each in self.runs[name])

    def ratio(self, name, other, what="wall"):
        """The median of the ratios round by round."""
        pairs = zip(self.runs[name], self.runs[other])
        return statistics.median(getattr(one, what) / max(getattr(two, what), 1e-9) for one, two in pairs)
