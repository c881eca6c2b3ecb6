"""check_readme.py PROGRAM ROOT [--update]: the README shows only what the program says.

Every ```console block of README.md is a list of commands (`$ dengbao …`, one line each) followed by their output, standard
error included. A line `[…]` stands for any number of lines. With --update the output is written anew; a block that holds
`[…]` keeps as many lines at its head and tail as it showed before.
"""
import re
import shlex
import subprocess
import sys
from pathlib import Path

program, root = sys.argv[1], Path(sys.argv[2])
update = "--update" in sys.argv
readme = root / "README.md"
gap = "[…]"
written: set[str] = set()  # files that commands wrote, taken away at the end


def run(command: str) -> list[str]:
    """What the command prints; commands may be joined by `|`, each of them is this program; `< FILE` gives it input."""
    data = b""
    for part in command.split(" | "):
        part, _, given = part.partition(" < ")
        if given:
            data = (root / given).read_bytes()
        words = shlex.split(part)
        assert words[0] in ("dengbao", "dengbao-check"), f"only dengbao is shown, not {words[0]}"
        written.update(word for option, word in zip(words, words[1:]) if option in ("-o", "--certificate"))
        done = subprocess.run([str(Path(program).with_name(words[0])), *words[1:]], input=data, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=root,
                              env={"LANG": "en_GB.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}, check=False)
        data = done.stdout
    return [line.rstrip() for line in data.decode().rstrip("\n").split("\n")]


def fits(shown: list[str], real: list[str]) -> bool:
    pattern = "\n".join("(?:.*\n?)*?" if line.strip() == gap else re.escape(line) for line in shown)
    pattern = pattern.replace("(?:.*\n?)*?\n", "(?:.*\n)*?")
    return re.fullmatch(pattern, "\n".join(real)) is not None


def renew(shown: list[str], real: list[str]) -> list[str]:
    if gap not in [line.strip() for line in shown]:
        return real
    at = [line.strip() for line in shown].index(gap)
    tail = len(shown) - at - 1
    return real[:at] + [gap] + (real[-tail:] if tail else [])


def check(block: str, problems: list[str]) -> str:
    out = []
    for piece in re.split(r"(?m)^(?=\$ )", block.strip("\n")):
        if not piece.strip():
            continue
        command, _, rest = piece.strip("\n").partition("\n")
        shown, real = rest.split("\n"), run(command[2:])
        if update:
            shown = renew(shown, real)
        elif not fits(shown, real):
            problems.append(f"{command}\n--- README shows\n{rest}\n--- the program says\n" + "\n".join(real[:60]))
        out.append("\n".join([command, *shown]) if any(shown) else command)
    return "```console\n" + "\n".join(out) + "\n```"


problems: list[str] = []
text = readme.read_text(encoding="utf-8")
blocks = 0


def replace(match: re.Match) -> str:
    global blocks
    blocks += 1
    return check(match.group(1), problems)


# What a command wrote is there for the next one, and gone in the end.
renewed = re.sub(r"(?ms)^```console\n(.*?)^```", replace, text)
for name in written:
    (root / name).unlink(missing_ok=True)
if update:
    readme.write_text(renewed, encoding="utf-8")
if blocks == 0:
    problems.append("README.md shows nothing")
print("\n\n".join(problems))
print(f"{blocks - len(problems)} passed, {len(problems)} failed")
sys.exit(1 if problems else 0)
