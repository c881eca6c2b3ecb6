#!/usr/bin/env python3
"""workbook.py PROGRAM ROOT: the questions as a workbook, filled in as people do it, well and badly, and read back."""
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

program, root = sys.argv[1], pathlib.Path(sys.argv[2])
demo = root / "tests/cases/demo"
settings = ["--policies", str(demo), "--as-of", "2026-11-21"]
failed = []


def expect(what, holds):
    if not holds:
        failed.append(what)


def survey(status, *arguments):
    done = subprocess.run([program, "survey", *map(str, arguments), *settings], capture_output=True, text=True)
    expect(f"survey {' '.join(map(str, arguments))}: status {done.returncode}, expected {status}\n{done.stderr}", done.returncode == status)
    return done.stderr


def by_tag(book):
    return {sheet.cell(1, 1).value: sheet for sheet in book if str(sheet.cell(1, 1).value).startswith("dengbao.")}


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    form, facts = work / "form.xlsx", work / "facts.json"
    survey(2, "--level", 1, "--format", "xlsx", "-o", form)
    again = work / "again.xlsx"
    survey(2, "--level", 1, "--format", "xlsx", "-o", again)
    expect("the same bytes again", form.read_bytes() == again.read_bytes())
    book = openpyxl.load_workbook(form)
    sheets = by_tag(book)
    expect("three sheets that say what they are", list(sheets) == ["dengbao.survey/1", "dengbao.questions", "dengbao.things /hosts"])
    hosts = sheets["dengbao.things /hosts"]
    expect("sheets are protected", all(sheet.protection.sheet for sheet in sheets.values()))
    expect("headings are locked", hosts["C2"].protection.locked and hosts["D2"].protection.locked)
    expect("answers are not", not hosts["C6"].protection.locked and not hosts["D6"].protection.locked)
    expect("names are hidden", all(sheet.column_dimensions["A"].hidden for sheet in sheets.values()) and hosts.row_dimensions[1].hidden)
    expect("a choice has a drop-down", any("D6" in rule.sqref and rule.type == "list" for rule in hosts.data_validations.dataValidation))
    expect("its words are hidden", book["_choices"].sheet_state == "hidden")
    hosts["C6"], hosts["D6"] = "db-1", "server"
    hosts["C7"], hosts["D7"] = "cam-1", "传感器"
    sheets["dengbao.questions"]["G2"] = "listed, there are more"
    sheets["dengbao.survey/1"]["C2"] = "李娜"
    sheets["dengbao.survey/1"]["C3"] = datetime.date(2026, 11, 20)
    book.save(form)
    survey(0, "--answers", form, "-o", facts)
    known = json.loads(facts.read_text())
    expect("rows become hosts", known["hosts"] == [{"id": "db-1", "kind": "server"}, {"id": "cam-1", "kind": "sensor"}])
    expect("that are not all", known["lists"] == [{"facts": "/hosts", "are": "incomplete"}])
    expect("with evidence", [(one["by"], one["on"], one["method"]) for one in known["evidence"]] == [("李娜", "2026-11-20", "interview")])
    before = facts.read_text()
    survey(0, facts, "--answers", form, "-o", facts)
    expect("taken twice, nothing changes", facts.read_text() == before)

    # The second round, in Chinese: what is known stands there, what lies in it can be listed.
    survey(2, facts, "--level", 1, "--format", "xlsx", "--lang", "zh", "-o", form)
    book = openpyxl.load_workbook(form)
    sheets = by_tag(book)
    accounts, questions = sheets["dengbao.things /hosts/accounts"], sheets["dengbao.questions"]
    names = {questions.cell(row, 1).value: row for row in range(2, questions.max_row + 1)}
    expect("both lists are asked for", set(names) == {"/hosts", "/hosts/id=db-1/accounts"})
    expect("what is known is told", "db-1" in questions.cell(names["/hosts"], 6).value)
    columns = {accounts.cell(1, column).value: column for column in range(1, accounts.max_column + 1)}
    owner = by_tag(book)["dengbao.owners"]["B2"].value
    expect("an account says whose it is", "db-1" in owner)
    rows = [("root", True, 12), ("guest", "否", "没有"), ("oper", "是", "八")]
    for at, (name, enabled, length) in enumerate(rows, 6):
        accounts.cell(at, 2).value, accounts.cell(at, 3).value = owner, name
        accounts.cell(at, columns["enabled"]).value, accounts.cell(at, columns["length"]).value = enabled, length
    accounts.cell(9, columns["length"]).value = 5  # of no account
    accounts.cell(10, 3).value, accounts.cell(10, 2).value = "x", "云端"
    questions.cell(names["/hosts"], 7).value = "已全部列出"
    questions.cell(names["/hosts/id=db-1/accounts"], 7).value = "已全部列出"
    book.save(form)
    told = survey(3, facts, "--answers", form, "-o", facts)
    expect(f"all that is wrong is told: {told}", told.count("C0402") == 3)
    title = accounts.title
    for cell in (f"{title}!{openpyxl.utils.get_column_letter(columns['length'])}8", f"{title}!C9", f"{title}!B10"):
        expect(f"with its cell: {cell}", cell in told)
    known = json.loads(facts.read_text())
    expect("what is right is taken", [one.get("length") for one in known["hosts"][0]["accounts"]] == [12, None, None])
    expect("what does not exist is noted", {"facts": "/hosts/0/accounts/1/length", "because": "does-not-exist"} in known["missing"])
    expect("and the list of hosts is complete now", not known.get("lists"))
    accounts.cell(6, columns["length"]).value = 6
    book.save(form)
    told = survey(3, facts, "--answers", form, "-o", facts)
    expect("a contradiction is told with both values", "the facts have `12`, the answer says `6`" in told and "C0401" in told)
    expect("and the facts stay", json.loads(facts.read_text())["hosts"][0]["accounts"][0]["length"] == 12)

    # What is the same for all stands once; what stands in a thing's own cell counts for it alone.
    three = {"hosts": [{"id": f"h-{i}", "kind": "server", "accounts": [{"name": "root"}, {"name": "oper"}]} for i in range(3)]}
    facts.write_text(json.dumps(three))
    survey(2, facts, "--level", 1, "--format", "xlsx", "-o", form)
    book = openpyxl.load_workbook(form)
    accounts = by_tag(book)["dengbao.things /hosts/accounts"]
    columns = {accounts.cell(1, column).value: column for column in range(1, accounts.max_column + 1)}
    expect("the row for all comes first", accounts["A5"].value == "*" and not accounts["D5"].protection.locked)
    accounts.cell(5, columns["enabled"]).value, accounts.cell(5, columns["length"]).value = "yes", 12
    accounts.cell(7, columns["length"]).value = 8
    book.save(form)
    survey(0, facts, "--answers", form, "-o", facts)
    known = json.loads(facts.read_text())
    expect("all but one have the value for all", [account["length"] for host in known["hosts"] for account in host["accounts"]] == [12, 8, 12, 12, 12, 12])
    sources = [one["source"] for one in known["evidence"]]
    expect(f"the evidence says so: {sources}", sum("answered for all of 6" in one for one in sources) == 1
           and sum("answered at once for 5 of 6" in one for one in sources) == 1 and "form.xlsx" in sources)
    facts.write_text(json.dumps(three))
    accounts.cell(5, columns["length"]).value = "twelve"
    book.save(form)
    told = survey(3, facts, "--answers", form, "-o", facts)
    expect(f"a wrong value for all is told with its cell: {told}", f"{accounts.title}!{openpyxl.utils.get_column_letter(columns['length'])}5" in told)
    for host in three["hosts"]:
        del host["accounts"]
    facts.write_text(json.dumps(three))
    survey(2, facts, "--level", 1, "--format", "xlsx", "-o", form)
    book = openpyxl.load_workbook(form)
    sheets = by_tag(book)
    questions, accounts = sheets["dengbao.questions"], sheets["dengbao.things /hosts/accounts"]
    expect("one row for the lists of all", questions["A2"].value == "/hosts/*/accounts" and questions["A3"].value == "/hosts/id=h-0/accounts")
    questions["G2"] = "all are listed"
    accounts["B6"], accounts["C6"] = by_tag(book)["dengbao.owners"]["B3"].value, "root"
    accounts.cell(5, {accounts.cell(1, column).value: column for column in range(1, accounts.max_column + 1)}["length"]).value = 9
    book.save(form)
    survey(0, facts, "--answers", form, "-o", facts)
    known = json.loads(facts.read_text())
    expect(f"what is listed is all, elsewhere there is none: {known}", [host["accounts"] for host in known["hosts"]] == [[], [{"name": "root", "length": 9}], []]
           and not known.get("lists"))

    # What is no workbook of ours.
    other = openpyxl.Workbook()
    other.save(work / "other.xlsx")
    expect("another workbook is refused", "C0404" in survey(3, facts, "--answers", work / "other.xlsx"))
    whole = form.read_bytes()
    for name, damaged in (("cut", whole[: len(whole) // 2]), ("zeros", whole[:200] + bytes(2000) + whole[2200:]), ("head", whole[:30])):
        (work / f"{name}.xlsx").write_bytes(damaged)
        told = survey(3, facts, "--answers", work / f"{name}.xlsx")
        expect(f"a damaged one is refused: {name}: {told}", "C0404" in told or "C0402" in told)
    with zipfile.ZipFile(form) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts["xl/workbook.xml"] = bomb + parts["xl/workbook.xml"].partition(b"?>")[2]
    with zipfile.ZipFile(work / "bomb.xlsx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    expect("entities are refused", "C0404" in survey(3, facts, "--answers", work / "bomb.xlsx"))

for what in failed:
    print("FAILED:", what)
sys.exit(1 if failed else 0)
