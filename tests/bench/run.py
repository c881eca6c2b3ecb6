"""run.py BUILD [--quick] …: our program beside others on the same twenty checks; prints one table of ratios.

BUILD is the build folder, with `dengbao`, `hand_written` and, for the last rows, `bench`. Every figure is a median over rounds in
which all programs of a group run once, one after the other; a ratio is the median of the ratios of the rounds.
"""
import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from measure import Rounds, TooSlow, run
from programs import HERE, ROOT, Dengbao, Facts, peers

MEGABYTE = 1e6


def report(text):
    print(text, file=sys.stderr, flush=True)


def short(figure):
    """Three digits, and no powers of ten."""
    return f"{figure:.0f}" if abs(figure) >= 100 else f"{figure:.3g}"


def grouped(number):
    return f"{number:,}".replace(",", " ") if isinstance(number, int) else number


class Table:
    """Rows of Markdown; a bar is what a figure must not exceed or, where `at_least`, must reach."""

    def __init__(self):
        self.rows = []

    def add(self, what, size, figure, unit, bar=None, more="", at_least=False):
        """`figure` is a number of units, or words where there is none."""
        known = isinstance(figure, float)
        shown = f"{short(figure)} {unit}" if known else figure
        met = ""
        if bar is not None:
            met = "yes" if known and (figure >= bar if at_least else figure <= bar) else "**no**"
        limit = "" if bar is None else f"{'≥ ' if at_least else ''}{bar:g} {unit}"
        self.rows.append((what, grouped(size), shown, more, limit, met))
        report("  " + " | ".join(self.rows[-1]))

    def write(self):
        head = ("what", "hosts", "measured", "beside", "bar", "met")
        widths = [max(len(row[column]) for row in [head, *self.rows]) for column in range(len(head))]
        for row in [head, ["-" * width for width in widths], *self.rows]:
            print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")


class Bench:
    def __init__(self, given):
        self.given = given
        self.build = given.build
        self.folder = self.build / "bench-data"
        self.facts = Facts(self.folder, report)
        self.facts.empty()
        self.dengbao = Dengbao(self.build / "dengbao", self.folder)
        self.policies = self.dengbao.compiled("checks", HERE / "checks")
        self.library = self.dengbao.compiled("library", ROOT / "policies")
        self.table = Table()

    # The programs

    def hand(self, facts):
        return [str(self.given.yardstick or self.build / "hand_written"), str(facts)]

    def ours(self, facts, **how):
        return self.dengbao.assess(facts, how.pop("policies", self.policies), **how)

    def rounds(self, **commands):
        return Rounds({name: command for name, command in commands.items() if command}, self.given.rounds, self.given.limit)

    # Groups of rows

    def agreement(self):
        """Before anything is timed: the same verdicts as the program written by hand."""
        for hosts in (0, 100, 1000, self.given.hosts):
            for shuffled in (False, True):
                facts = self.facts.network(hosts, shuffled)
                found = self.difference(facts, self.ours(facts))
                if found:
                    raise SystemExit(f"{facts.name}: not the verdicts of the program written by hand:\n{found}")

    def difference(self, facts, command):
        """In a process of its own: what this one holds in memory is a floor under what it measures."""
        one, other = self.folder / "one.json", self.folder / "other.json"
        run(command, self.given.limit, one)
        run(self.hand(facts), None, other)
        return subprocess.run([sys.executable, HERE / "compare.py", one, other], capture_output=True, text=True).stdout

    def twenty_checks(self):
        hosts = self.given.hosts
        facts = self.facts.network(hosts)
        size = facts.stat().st_size
        two = self.ours(facts, threads=2) if "--jobs" in self.dengbao.help else None
        found = self.rounds(hand=self.hand(facts), ours=self.ours(facts), two=two, reasons=self.reasons(facts),
                            raw=[str(self.build / "hand_written_raw"), str(facts)])
        self.beside(found, "ours", "20 checks, one thread ÷ by hand", hosts, 0.6)
        if two:
            self.beside(found, "two", "20 checks, two threads ÷ by hand", hosts, 0.4)
        self.memory(found, "ours", "peak memory ÷ file, one thread", hosts, size, 0.5)
        if two:
            self.memory(found, "two", "peak memory ÷ file, two threads", hosts, size)
        if found.runs.get("reasons") is not None:
            self.beside(found, "reasons", "reasons of all failing subjects added ÷ without", hosts, 1.3, "ours")
        self.beside(found, "raw", "by hand, keys compared as written ÷ by hand", hosts)
        self.memory(found, "hand", "by hand: peak memory ÷ file", hosts, size)

    def reasons(self, facts):
        command = self.ours(facts)
        if "--reasons" in self.dengbao.help:
            return command + ["--reasons"]
        return None if "verdicts" not in self.dengbao.help else self.ours(facts, form="json")

    def shuffled(self):
        facts = self.facts.network(self.given.hosts, shuffled=True)
        found = self.rounds(hand=self.hand(facts), ours=self.ours(facts))
        self.beside(found, "ours", "the same, keys in shuffled order ÷ by hand", self.given.hosts, 0.9)

    def every_field(self):
        facts = self.facts.network(self.given.hosts)
        policies = self.dengbao.compiled("every-field", HERE / "checks", HERE / "every_field")
        found = self.rounds(hand=self.hand(facts), ours=self.ours(facts, policies=policies))
        self.beside(found, "ours", "every field read ÷ by hand", self.given.hosts)
        self.memory(found, "ours", "every field read: peak memory ÷ file", self.given.hosts, facts.stat().st_size, 0.8)

    def start(self):
        """What the smallest run costs."""
        shop = ROOT / "policies/examples/shop/facts.json"
        library = dict(policies=self.library, level="3", as_of="2026-11-21")
        network = self.facts.network(0)
        found = self.rounds(empty=self.ours(self.facts.empty(), **library), shop=self.ours(shop, **library),
                            checks=self.ours(network), version=[self.dengbao.program, "--version"],
                            hand=self.hand(network), nothing=["true"])
        for name, what, bar in (("empty", "whole MLPS library, empty facts", 10.0), ("shop", "level-3 shop", 15.0),
                                ("checks", "20 checks, empty facts", None), ("version", "dengbao --version", None),
                                ("hand", "by hand, empty facts", None), ("nothing", "`true`: a process", None)):
            if name in found:
                self.table.add(what, 0 if name != "shop" else 34, found.median(name) * 1000, "ms", bar,
                               f"{short(found.median(name, 'cpu') * 1000)} ms cpu")

    def growth(self):
        """Processor time for a host, at each size, beside the size in the middle; and how that of the yardstick grows."""
        sizes = [size for size in (1000, 10000, 100000) if size <= self.given.hosts]
        ours = self.for_a_host(sizes, self.ours)
        by_hand = self.for_a_host(sizes, self.hand)
        middle = sizes[len(sizes) // 2]
        for size in sizes:
            if not ours or not by_hand:
                return self.table.add("time for a host ÷ that at the middle size", size, f"> {self.given.limit:g} s", "")
            self.table.add("time for a host ÷ that at the middle size", size, ours[size] / ours[middle], "×",
                           1.15 if size > middle else None,
                           f"{short(ours[size] * 1e6)} µs cpu a host; by hand {short(by_hand[size] / by_hand[middle])} ×")

    def for_a_host(self, sizes, command):
        """Processor seconds less those of empty facts; the short runs more often, as a process starts now faster, now slower."""
        seconds = {}
        for some, rounds in (([0, *sizes[:2]], 3 * self.given.rounds), (sizes[2:], self.given.rounds)):
            if not some:
                continue
            found = Rounds({str(size): command(self.facts.network(size)) for size in some}, rounds, self.given.limit)
            if not all(str(size) in found for size in some):
                return None
            seconds.update({size: found.median(str(size), "cpu") for size in some})
        return {size: (seconds[size] - seconds[0]) / size for size in sizes}

    def library_on_the_shop(self):
        facts = self.facts.shop(min(self.given.hosts, 10000))
        found = self.rounds(ours=self.ours(facts, policies=self.library, level="3", as_of="2026-11-21"))
        if "ours" in found:
            self.table.add("MLPS library on the shop, grown", min(self.given.hosts, 10000), found.median("ours"), "s", None,
                           f"{short(facts.stat().st_size / MEGABYTE / found.median('ours'))} MB/s")
            self.memory(found, "ours", "the same: peak memory ÷ file", min(self.given.hosts, 10000), facts.stat().st_size)

    def policies_grown(self):
        """The library's own requirements, many times over, from their sources."""
        for size in (1,) if self.given.quick else (1, 10):
            folder = self.folder / f"policies-{size}"
            grow = [sys.executable, HERE / "grow_policy.py", ROOT / "policies", str(size), folder]
            subprocess.run(grow, check=True, stdout=subprocess.DEVNULL)
            found = self.rounds(check=[self.dengbao.program, "check", str(folder)])
            if "check" in found:
                self.table.add(f"check of {size} MB of policies", "", found.median("check"), "s", None,
                               f"{short(found.median('check', 'cpu') / size)} s cpu a MB")

    def peers(self):
        here, absent = peers()
        for name, command in here.items():
            for hosts in {min(self.given.hosts, 10000), self.given.hosts if name == "OPA" else 10000}:
                if hosts <= self.given.hosts:
                    self.peer(name, command, hosts)
        for name in absent:
            self.table.add(f"{name} ÷ ours", "", "not here", "")

    def peer(self, name, command, hosts):
        facts = self.facts.network(hosts)
        try:
            found = self.difference(facts, command(facts))
        except TooSlow:
            self.table.add(f"{name} ÷ ours", hosts, f"> {self.given.limit:g} s", "")
            return
        if found:
            raise SystemExit(f"{name}: not the verdicts of the program written by hand:\n{found}")
        both = self.rounds(peer=command(facts), ours=self.ours(facts), hand=self.hand(facts))
        if "peer" in both and "ours" in both:
            bar = {10000: 80.0, 100000: 160.0}.get(hosts) if name == "OPA" else None
            more = f"{short(both.ratio('peer', 'hand'))} × by hand, {both.median('peer', 'peak') / MEGABYTE:.0f} MB"
            self.table.add(f"{name} ÷ ours", hosts, both.ratio("peer", "ours"), "×", bar, more, at_least=True)

    def in_process(self):
        """What Google Benchmark says of the steps inside, and how each of the twenty checks grows."""
        program = self.build / "bench"
        if not program.exists():
            return
        sizes = [size for size in (1000, 10000, 100000) if size <= self.given.hosts]
        here = self.folder / "now"
        here.mkdir(exist_ok=True)
        for link in here.iterdir():
            link.unlink()
        for size in sizes:
            (here / f"network-{size}.json").symlink_to(self.facts.network(size).resolve())
        command = [program, "--benchmark_format=json", *["--benchmark_min_time=0.05"] * self.given.quick]
        output = subprocess.run(command, capture_output=True, text=True, check=True,
                                env=dict(os.environ, DENGBAO_BENCH_FACTS=str(here))).stdout
        times = {each["name"]: each for each in json.loads(output)["benchmarks"]}
        for name, each in times.items():
            if not name.startswith("assess/c"):
                more = [f"{short(each[key] / scale)} {unit}" for key, scale, unit in
                        (("ns_a_verdict", 1, "ns a verdict"), ("bytes_per_second", MEGABYTE, "MB/s")) if key in each]
                bar = {f"follow/a figure/{sizes[-1]}": 1.0, "load/compiled library": 3.0}.get(name)
                self.table.add(f"in process: {name}", "", each["cpu_time"], each["time_unit"], bar, ", ".join(more))
        self.steepest(times, sizes)

    def steepest(self, times, sizes):
        if len(sizes) < 2:
            return
        small, large = sizes[-2:]
        checks = {name.rsplit("/", 1)[0] for name in times if name.startswith("assess/c")}
        grown = {name: times[f"{name}/{large}"]["cpu_time"] / times[f"{name}/{small}"]["cpu_time"] / (large / small)
                 for name in checks}
        name = max(grown, key=grown.get)
        self.table.add(f"steepest check: time for a host ÷ that at {grouped(small)} hosts", large, grown[name], "×", 2.0,
                       name.removeprefix("assess/"))

    # Rows

    def times(self, found, one, other):
        return f"{short(found.median(one))} s to {short(found.median(other))} s, cpu {short(found.ratio(one, other, 'cpu'))} ×"

    def beside(self, found, name, what, hosts, bar=None, other="hand"):
        if name in found and other in found:
            self.table.add(what, hosts, found.ratio(name, other), "×", bar, self.times(found, name, other))
        else:
            self.table.add(what, hosts, f"> {self.given.limit:g} s", "×", bar)

    def memory(self, found, name, what, hosts, size, bar=None):
        if name in found:
            peak = found.median(name, "peak")
            self.table.add(what, hosts, peak / size, "×", bar, f"{peak / MEGABYTE:.0f} MB of {size / MEGABYTE:.0f} MB")


GROUPS = ("twenty_checks", "shuffled", "every_field", "start", "growth", "library_on_the_shop", "policies_grown", "peers",
          "in_process")


def main():
    arguments = argparse.ArgumentParser(prog="./dev bench", description=__doc__.split("\n")[0])
    arguments.add_argument("build", type=Path)
    arguments.add_argument("--quick", action="store_true", help="10 000 hosts and three rounds instead of 100 000 and seven")
    arguments.add_argument("--hosts", type=int, help="size of the largest network")
    arguments.add_argument("--rounds", type=int)
    arguments.add_argument("--limit", type=float, default=120, help="seconds that one run may take")
    arguments.add_argument("--only", action="append", choices=GROUPS, help="these groups of rows; may be repeated")
    arguments.add_argument("--yardstick", metavar="PROGRAM", help="another hand-written program to measure against")
    given = arguments.parse_args()
    given.hosts = given.hosts or (10000 if given.quick else 100000)
    given.rounds = given.rounds or (3 if given.quick else 7)
    bench = Bench(given)
    report(f"{os.cpu_count()} processors, {given.rounds} rounds; policies {bench.policies[-1]}")
    bench.agreement()
    for group in given.only or GROUPS:
        getattr(bench, group)()
    bench.table.write()


if __name__ == "__main__":
    main()
