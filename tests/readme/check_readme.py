"""check_readme.py PROGRAM ROOT [--update]: the README shows only what the program says (console/console.py)."""
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "console"))
from console import Console  # noqa: E402

program, root, update = sys.argv[1], Path(sys.argv[2]), "--update" in sys.argv
readme = root / "README.md"
text = readme.read_text(encoding="utf-8")
console = Console(program, root, update)
# What a command wrote is there for the next one, and gone in the end.
try:
    renewed = console.check_blocks(text)
finally:
    for name in console.written:
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink(missing_ok=True)
if update:
    readme.write_text(renewed, encoding="utf-8")
blocks = text.count("\n```console\n")
if blocks == 0:
    console.problems.append("README.md shows nothing")
print("\n\n".join(console.problems))
print(f"{blocks} blocks, {len(console.problems)} problems")
sys.exit(1 if console.problems else 0)
