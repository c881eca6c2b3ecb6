"""As openpyxl reads it, the gap table has a row for each clause with its
conformity, is set up for auditors (frozen, filtered, printed), and holds no formula, whatever the facts say. With
facts, the names of its hosts stand in the workbook as they are."""
import json
import xml.etree.ElementTree
import zipfile

import openpyxl

CONFORMITY = {"pass": ("Conforms", "符合"), "provided": ("Conforms", "符合"), "partial": ("Partly conforms", "部分符合"),
              "fail": ("Does not conform", "不符合"), "undecided": ("Undecided", "未判定"),
              "not-applicable": ("Not applicable", "不适用"), "not-met-recommended": ("Recommended, not met", "建议项未满足"),
              None: ("Not checked", "未评估")}


def check(path, assessment_path, facts_path=None):
    problems = []
    with zipfile.ZipFile(path) as archive:
        if archive.testzip():
            problems.append("a damaged part")
        for name in archive.namelist():
            xml.etree.ElementTree.fromstring(archive.read(name))
        sheets = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/"))
    if b"<f>" in sheets.replace(b"<formula", b""):
        problems.append("a formula")
    with open(assessment_path, encoding="utf-8") as file:
        assessment = json.load(file)
    book = openpyxl.load_workbook(path)

    gaps = book.worksheets[1]
    rows = list(gaps.iter_rows(min_row=2, values_only=True))
    if [(row[2], row[7] in CONFORMITY[clause["verdict"]]) for row, clause in zip(rows, assessment["clauses"])] != \
            [(clause["clause"], True) for clause in assessment["clauses"]] or len(rows) != len(assessment["clauses"]):
        problems.append("the gap table is not the list of clauses")
    for row in rows:
        if any(row[7] in CONFORMITY[verdict] for verdict in ("partial", "fail", "undecided")) and not row[6]:
            problems.append(f"{row[2]} does not conform, and no record says why")
    for sheet in book.worksheets[1:]:
        if sheet.freeze_panes is None or not sheet.auto_filter.ref or sheet.print_title_rows not in ("1:1", "$1:$1"):
            problems.append(f"{sheet.title}: not frozen, filtered or titled")
        if sheet.page_setup.orientation != "landscape" or str(sheet.page_setup.paperSize) != "9":
            problems.append(f"{sheet.title}: not A4 across")
    lists = [one for one in gaps.data_validations.dataValidation if one.type == "list" and "H2" in str(one.sqref)]
    if not lists or not any("H2" in str(one.sqref) for one in gaps.conditional_formatting):
        problems.append("conformity is not to be chosen, or not coloured")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    problems.append(f"{sheet.title} {cell.coordinate}: a formula")
                if isinstance(cell.value, str) and len(cell.value.encode("utf-16-le")) // 2 > 32767:
                    problems.append(f"{sheet.title} {cell.coordinate}: too long")

    if facts_path:
        with open(facts_path, encoding="utf-8") as file:
            hosts = [host["id"] for host in json.load(file)["hosts"]]
        text = "\n".join(str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        for host in hosts:
            if host.isprintable() and len(host) < 1000 and host.replace("_x0041_", "_x005F_x0041_") not in text and host not in text:
                problems.append(f"{host} is not there")
    return problems
