"""grow_policy.py POLICIES MEGABYTES FOLDER: the project's policies, their requirements many times over, written to FOLDER.

The records, parameters and definitions stand once; every file of requirements is repeated under another module name until the
whole is about as long as asked for. Same input, same bytes.
"""
import re
import shutil
import sys
from pathlib import Path

policies, wanted, folder = Path(sys.argv[1]), float(sys.argv[2]) * 1e6, Path(sys.argv[3])
shutil.rmtree(folder, ignore_errors=True)
shutil.copytree(policies, folder, ignore=shutil.ignore_patterns("examples", "baseline"))
size = sum(path.stat().st_size for path in folder.rglob("*.policy"))
texts = [path.read_text(encoding="utf-8") for path in sorted((policies / "baseline").rglob("*.policy"))]
copy = 0
while size < wanted or copy == 0:
    for index, text in enumerate(texts):
        if size >= wanted and copy > 0:
            break
        renamed = re.sub(r"(?m)^module ([\w.-]+)$", lambda match: f"module {match[1]}.copy{copy}", text)
        (folder / f"copy-{copy:04}-{index:02}.policy").write_text(renamed, encoding="utf-8")
        size += len(renamed.encode())
    copy += 1
print(f"{size} bytes in {len(list(folder.rglob('*.policy')))} files")
