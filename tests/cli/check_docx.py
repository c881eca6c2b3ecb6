"""check_docx.py DOCX CELL…: the document opens as a package of XML parts, and each CELL (`label=entry`) is a row of one of its
tables that begins with these two cells; `label=` stands for a marked blank with a question beside it."""
import sys
import zipfile
from xml.etree import ElementTree

word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
with zipfile.ZipFile(sys.argv[1]) as package:
    assert package.testzip() is None
    for name in package.namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(package.read(name))
    body = ElementTree.fromstring(package.read("word/document.xml"))
rows = [["".join(text.text or "" for text in cell.iter(word + "t")) for cell in row.iter(word + "tc")] for row in body.iter(word + "tr")]
for cell in sys.argv[2:]:
    label, entry = cell.split("=", 1)
    found = [row for row in rows if row[0] == label]
    assert found, f"no row begins with {label}"
    if entry:
        assert any(row[1] == entry for row in found), (label, entry, found)
    else:
        assert any(row[1].startswith("________ 【") and row[2].endswith(("?", "？", ")", "）")) for row in found), (label, found)
