"""check_guide.py PROGRAM ROOT [--update]: what the guides to the language show is true.

In `grammar/guide.md` and `grammar/指南.md` every chapter (`## …`) is a policy set of its own: its ```policy blocks, in order, and
`<!--policy … -->` for what need not be shown. They must compile without a message. A ```json block is the chapter's facts.json; a
```console block holds commands (`$ dengbao …`) with their output, as in the README. Every keyword of the grammar must stand in
the editor grammar and in the tables of words. --update writes the outputs anew.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "console"))
from console import Console  # noqa: E402

program, root = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
update = "--update" in sys.argv
problems: list[str] = []


def check_chapter(chapter: str, guide: str) -> str:
    title = chapter.split("\n", 1)[0]
    policy = "\n".join(a or b for a, b in re.findall(r"(?s)```policy\n(.*?)```|<!--policy\n(.*?)-->", chapter))
    if not policy:
        return chapter
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "guide.policy").write_text(policy, encoding="utf-8")
        for text in re.findall(r"(?s)```json\n(.*?)```", chapter):
            Path(folder, "facts.json").write_text(text, encoding="utf-8")
        checked = subprocess.run([program, "check", "guide.policy"], capture_output=True, cwd=folder, check=False)
        if checked.returncode != 0 or checked.stderr:
            problems.append(f"{guide}, {title}: the policy does not compile\n{checked.stderr.decode()}\n{policy}")
        console = Console(program, Path(folder), update)
        renewed = console.check_blocks(chapter, f"{guide}, {title}: ")
        problems.extend(console.problems)
        return renewed


def check_guide(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    chapters = re.split(r"(?m)^(?=## )", text)
    renewed = "".join(check_chapter(chapter, path.name) for chapter in chapters)
    if update and renewed != text:
        path.write_text(renewed, encoding="utf-8")
    return text


def keywords() -> set[str]:
    lexer = (root / "grammar/PolicyLexer.g4").read_text(encoding="utf-8")
    words = lexer[lexer.index("// Declarations"):lexer.index("// Values")]
    return {word for word in re.findall(r"'([^']+)'", words)}


guides = {name: check_guide(root / "grammar" / name) for name in ("guide.md", "指南.md")}
editor = json.dumps(json.loads((root / "grammar/policy.tmLanguage.json").read_text(encoding="utf-8")), ensure_ascii=False)
patterns = set(re.findall(r"[\w\u4e00-\u9fff]+", editor))
for word in sorted(keywords() - patterns):
    problems.append(f"grammar/policy.tmLanguage.json does not know the word `{word}`")

for problem in problems:
    print(problem, "\n")
print(f"{len(problems)} problems")
sys.exit(1 if problems else 0)
