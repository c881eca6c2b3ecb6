"""Blocks of console input and output in documents, and what the program really says.

A ```console block is a list of commands (`$ dengbao …`, one line each) followed by their output, standard error included.
Commands may be joined by `|`; `< FILE` gives the first one its input. A line `[…]` stands for any number of lines.
"""
import re
import shlex
import subprocess
from pathlib import Path

GAP = "[…]"
PROGRAMS = ("dengbao", "dengbao-check")


class Console:
    """Runs the commands in one folder. `update`: gives back the block as the program speaks now; a block that holds `[…]`
    keeps as many lines at its head and tail as it showed before. `problems` gathers what is not so."""

    def __init__(self, program: str, folder: Path, update: bool):
        self.program, self.folder, self.update = Path(program).resolve(), Path(folder), update
        self.problems: list[str] = []
        self.written: set[str] = set()  # files and folders that commands wrote

    def run(self, command: str) -> list[str]:
        data = b""
        for part in command.split(" | "):
            part, _, given = part.partition(" < ")
            if given:
                data = (self.folder / given).read_bytes()
            words = shlex.split(part)
            assert words[0] in PROGRAMS, f"only dengbao is shown, not {words[0]}"
            self.written.update(word for option, word in zip(words, words[1:]) if option in ("-o", "--certificate", "init"))
            done = subprocess.run([str(self.program.with_name(words[0])), *words[1:]], input=data, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, cwd=self.folder, check=False,
                                  env={"PATH": "/usr/bin:/bin", "LANG": "en_GB.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"})
            data = done.stdout
        return [line.rstrip() for line in data.decode().rstrip("\n").split("\n")]

    def check(self, block: str, where: str = "") -> str:
        """The block, without its fences, as it should read."""
        out = []
        for piece in re.split(r"(?m)^(?=\$ )", block.strip("\n")):
            if not piece.strip():
                continue
            command, _, rest = piece.strip("\n").partition("\n")
            shown, real = rest.split("\n"), self.run(command[2:])
            if self.update:
                shown = renewed(shown, real)
            elif not fits(shown, real):
                self.problems.append(f"{where}{command}\n--- shown\n{rest}\n--- the program says\n" + "\n".join(real[:60]))
            out.append("\n".join([command, *shown]) if any(shown) else command)
        return "\n".join(out)

    def check_blocks(self, text: str, where: str = "") -> str:
        """The text with all its console blocks as they should read."""
        return re.sub(r"(?ms)^```console\n(.*?)^```", lambda block: f"```console\n{self.check(block[1], where)}\n```", text)


def fits(shown: list[str], real: list[str]) -> bool:
    pattern = "\n".join("(?:.*\n?)*?" if line.strip() == GAP else re.escape(line) for line in shown)
    pattern = pattern.replace("(?:.*\n?)*?\n", "(?:.*\n)*?")
    return re.fullmatch(pattern, "\n".join(real)) is not None


def renewed(shown: list[str], real: list[str]) -> list[str]:
    if GAP not in [line.strip() for line in shown]:
        return real
    at = [line.strip() for line in shown].index(GAP)
    tail = len(shown) - at - 1
    return real[:at] + [GAP] + (real[-tail:] if tail else [])
