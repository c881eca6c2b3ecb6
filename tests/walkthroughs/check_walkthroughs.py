"""check_walkthroughs.py PROGRAM ROOT [NAME…] [--update]: the walk-throughs of the examples can be walked.

`policies/examples/NAME/walkthrough.md` is run from its first command to its last in an empty folder, and shows what the
program says (console/console.py). What people do in between stands in a comment, and is done by other programs:

    <!-- people fill in WORKBOOK -->              the example's answers are put into its cells, and LibreOffice saves it
    <!-- people answer what FACTS lacks, level N --> survey after survey is answered until the example knows no more
    <!-- the engineers apply PATCH to FACTS -->   the facts become what they are after the plan was carried out
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here.parent / "console"), str(here.parent / "survey")]
import interview_example as survey  # noqa: E402
import jsonpatch  # noqa: E402
from console import Console  # noqa: E402

as_of = "2026-11-21"


class Walk:
    def __init__(self, program: str, root: Path, name: str, folder: Path, update: bool):
        self.program, self.root, self.folder = str(Path(program).resolve()), root.resolve(), folder
        self.example = self.root / "policies/examples" / name / "facts.json"
        self.console = Console(program, folder, update)
        self.text = (self.root / "policies/examples" / name / "walkthrough.md").read_text(encoding="utf-8")

    def fill_in(self, workbook: str) -> None:
        level = re.search(rf"dengbao survey .*--level (\S+).* -o {re.escape(workbook)}", self.text)[1]
        told = subprocess.run([self.program, "survey", "--level", level, "--as-of", as_of, "--format", "json"],
                              capture_output=True, cwd=self.folder, check=False)
        questions = json.loads(told.stdout)["questions"]
        example = survey.Example(json.loads(self.example.read_text(encoding="utf-8")))
        for question in questions:
            question["answer"] = example.answer(question)
        path = self.folder / workbook
        survey.fill_workbook(path, questions)
        survey.through_office(path).replace(path)

    def answer_the_rest(self, facts: str, level: str) -> None:
        done = subprocess.run([sys.executable, str(here.parent / "survey/interview_example.py"), self.program, str(self.root),
                               "--facts", str(self.example.relative_to(self.root)), "--level", level, "--at-once", "700",
                               "--start", str(self.folder / facts), "--keep", str(self.folder / facts)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            self.console.problems.append(f"people answered what {facts} lacks:\n{done.stdout}{done.stderr}")

    def apply(self, patch: str, facts: str) -> None:
        document = json.loads((self.folder / facts).read_text(encoding="utf-8"))
        document = jsonpatch.apply_patch(document, json.loads((self.folder / patch).read_text(encoding="utf-8")))
        (self.folder / facts).write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def go(self) -> str:
        pieces = re.split(r"(?ms)(^```console\n.*?^```|^<!-- .*? -->)", self.text)
        return "".join(self.step(piece) for piece in pieces)

    def step(self, piece: str) -> str:
        if piece.startswith("```console"):
            return self.console.check_blocks(piece)
        if found := re.fullmatch(r"<!-- people fill in (\S+) -->", piece):
            self.fill_in(found[1])
        elif found := re.fullmatch(r"<!-- people answer what (\S+) lacks, level (\S+) -->", piece):
            self.answer_the_rest(found[1], found[2])
        elif found := re.fullmatch(r"<!-- the engineers apply (\S+) to (\S+) -->", piece):
            self.apply(found[1], found[2])
        elif piece.startswith("<!--"):
            self.console.problems.append(f"nobody knows how to do this: {piece}")
        return piece


def main() -> int:
    program, root, update = sys.argv[1], Path(sys.argv[2]), "--update" in sys.argv
    names = [word for word in sys.argv[3:] if not word.startswith("--")]
    names = names or [path.parent.name for path in sorted(root.glob("policies/examples/*/walkthrough.md"))]
    problems = [] if names else ["there is no walk-through"]
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            walk = Walk(program, root, name, Path(folder), update)
            renewed = walk.go()
            if update:
                (root / "policies/examples" / name / "walkthrough.md").write_text(renewed, encoding="utf-8")
            problems += [f"{name}: {problem}" for problem in walk.console.problems]
    print("\n\n".join(problems))
    print(f"{len(names)} walk-throughs, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
