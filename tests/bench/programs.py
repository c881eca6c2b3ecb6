"""The programs that the benchmark runs, their facts and their policies, made once and kept in the build folder."""
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
AS_OF = "2024-06-01"


def digest(*files):
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def made(target, command, report=print):
    """The file, written by a command to its standard output unless it is there."""
    if not target.exists():
        report(f"writing {target.name}")
        part = target.with_suffix(".part")
        with open(part, "wb") as out:
            subprocess.run(command, stdout=out, check=True)
        part.rename(target)
    return target


class Facts:
    """Facts files by their number of hosts."""

    def __init__(self, folder, report):
        self.folder, self.report = folder, report
        folder.mkdir(parents=True, exist_ok=True)

    def network(self, hosts, shuffled=False):
        name = f"network-{hosts}{'-shuffled' if shuffled else ''}-{digest(HERE / 'network.py')}.json"
        command = [sys.executable, HERE / "network.py", str(hosts)] + ["--shuffled"] * shuffled
        return made(self.folder / name, command, self.report)

    def shop(self, hosts):
        shop = ROOT / "policies/examples/shop/facts.json"
        name = f"shop-{hosts}-{digest(shop, HERE / 'grow.py')}.json"
        return made(self.folder / name, [sys.executable, HERE / "grow.py", shop, "--hosts", str(hosts)], self.report)

    def empty(self):
        file = self.folder / "empty.json"
        file.write_text("{}\n")
        return file


class Dengbao:
    """Our program as it is built here: what it can do decides how it is run."""

    def __init__(self, program, folder):
        self.program = str(program)
        self.folder = folder
        self.help = self.output("assess", "--help")

    def output(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True).stdout

    def compiled(self, name, *policies):
        """Options that name the policies: one compiled file, if this program makes such, else their sources."""
        sources = [option for policy in policies for option in ("--policies", str(policy))]
        if "binary" not in self.output("compile", "--help"):
            return sources
        target = self.folder / f"{name}.dengbao"
        subprocess.run([self.program, "compile", *sources, "-o", str(target)], check=True)
        return ["--policies", str(target)]

    def assess(self, facts, policies, threads=1, level="1", as_of=AS_OF, form="verdicts"):
        form = form if form in self.help else "json"
        command = [self.program, "assess", str(facts), "--level", level, "--as-of", as_of, "--format", form, *policies]
        return command + (["--jobs", str(threads)] if "--jobs" in self.help else [])


def peers():
    """The peers that are here, as functions from a facts file to a command; and the names of those that are not."""
    opa = os.environ.get("OPA_BIN") or shutil.which("opa")
    folder = HERE / "peers"
    known = {
        "Python": (sys.executable, lambda facts: [sys.executable, folder / "checks.py", facts]),
        "JavaScript (node)": (shutil.which("node"), lambda facts: ["node", folder / "checks.js", facts]),
        "jq": (shutil.which("jq"), lambda facts: ["jq", "-f", folder / "checks.jq", facts]),
        "OPA": (opa, lambda facts: [opa, "eval", "-i", facts, "-d", folder / "checks.rego", "--format", "raw",
                                    "data.bench.result"]),
    }
    here = {name: lambda facts, make=make: [str(part) for part in make(facts)] for name, (found, make) in known.items() if found}
    return here, [name for name in known if name not in here]
