#!/usr/bin/env python3
"""interview_example.py PROGRAM ROOT [--facts FILE] [--level N] [--at-once N] [--only PATTERN] [--policies PATH]

Asks an example network from nothing: the questions of `survey` are answered out of the example's own facts, the most
decisive first, so many at once, until none is left that the example can answer. Then every verdict has to be what it is
of the example itself. Tells how many questions that took, against asking for everything that the policies read.

A question about many things is answered once: with the value that most of them have, for these; the others are asked
again. `--values N`: one answers with so many values at once (`22 for ssh | 443 for https | 161`). `--singly`: each thing
by itself.
"""
import argparse
import collections
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:  # only for --workbook
    openpyxl = None

MISSING = {"does-not-exist", "not-supported"}


class Example:
    """What is to be answered: the facts of the example, by the names of the survey."""

    def __init__(self, facts):
        self.facts = facts
        self.missing = {note["facts"]: note for note in facts.get("missing", [])}
        self.incomplete = {note["facts"] for note in facts.get("lists", []) if note["are"] == "incomplete"}

    def find(self, name):
        """The value and the pointer of a name; None where the example has no such fact."""
        at, pointer = self.facts, ""
        for step in name.split("/")[1:]:
            step = step.replace("~1", "/").replace("~0", "~")
            if isinstance(at, list):
                if step.isdigit() and int(step) < len(at):
                    place = int(step)
                else:
                    key, _, value = step.partition("=")
                    place = next((i for i, one in enumerate(at) if str(one.get(key)) == value), None)
                if place is None:
                    return None, None
                at, pointer = at[place], f"{pointer}/{place}"
                continue
            at = at.get(step) if isinstance(at, dict) else None
            pointer += "/" + step.replace("~", "~0").replace("/", "~1")
        return at, pointer

    def answer(self, question):
        value, pointer = self.find(question["id"])
        if value is None:
            at = pointer
            while at:  # a note on what holds it says it as well
                if at in self.missing:
                    known = self.missing[at]["because"] in MISSING
                    return {"missing": "does-not-exist" if known else "not-looked"}
                at = at.rpartition("/")[0]
            return {"missing": "not-looked"}
        kind = question["type"]
        if kind["kind"] == "record" and isinstance(value, list):
            value = [one[kind["key"]] for one in value] if "key" in kind else len(value)
        elif kind["kind"] == "record":
            value = value[kind["key"]] if "key" in kind else {}
        return {"some": value} if pointer in self.incomplete else value


def in_words(answer, kind):
    """An answer as a person writes it into a cell."""
    if isinstance(answer, dict) and "missing" in answer:
        return "none" if answer["missing"] == "does-not-exist" else "unknown"
    if isinstance(answer, list):
        return "\n".join(in_words(one, kind) for one in answer) + ("\n" if len(answer) == 1 else "") if answer else "none"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    if answer == "":
        return "none"
    if kind["kind"] == "date" and not kind["list"]:
        return datetime.date.fromisoformat(answer)
    if kind["kind"] == "choice":
        return next(choice["en"] for choice in kind["choices"] if choice["value"] == answer)
    if isinstance(answer, str) and answer.lower() in ("none", "unknown", "?", "无", "没有"):
        return f'"{answer}"'
    return answer if isinstance(answer, str) or not kind["list"] else str(answer)


def is_element(step):
    return step.isdigit() or "=" in step


def tag_of(name):
    return "/".join([""] + [step for step in name.split("/")[1:] if not is_element(step)])


def group_of(name):
    return "/".join([""] + ["*" if is_element(step) else step for step in name.split("/")[1:]])


def thing_of(name):
    steps = name.split("/")
    return "/".join(steps[: 1 + max((i for i, step in enumerate(steps) if i and is_element(step)), default=0)])


def put_once(groups, questions):
    """The questions as they are put: each group once, single ones by themselves, in the survey's order."""
    whole = {}
    for at, group in enumerate(groups):
        for thing in group["things"]:
            whole[thing + group["id"][group["id"].rindex("*") + 1 :]] = at
    put = {}
    for question in questions:
        put.setdefault(whole.get(question["id"], question["id"]), []).append(question)
    return list(put.values())


def answer_once(members, values):
    """One question about these facts, answered with so many values at most; what is answered, and the replies."""
    if len(members) == 1:
        return members, members
    by_value = collections.defaultdict(list)
    for one in members:
        by_value[json.dumps(one["answer"])].append(one)
    chosen = sorted(by_value.values(), key=lambda same: -len(same))[:values]
    things = [thing_of(one["id"]) for one in members]
    replies = [{"id": group_of(same[0]["id"]), "things": things, "for": [thing_of(one["id"]) for one in same], "answer": same[0]["answer"]}
               for same in chosen]
    if len(chosen) == len(by_value):
        replies[-1]["for"] = "all"
    return [one for same in chosen for one in same], replies


def fill_workbook(path, questions):
    """Answers put into the cells of the workbook, as a person would put them there."""
    book = openpyxl.load_workbook(path)
    answers = {question["id"]: question for question in questions}
    done = set()
    at_once = 0
    growing = {tag_of(question["id"]) for question in questions if question["type"]["kind"] == "record" and question["type"]["list"]}
    sheets = {sheet.cell(1, 1).value: sheet for sheet in book if sheet.cell(1, 1).value}
    cover = sheets["dengbao.survey/1"]
    cover.cell(2, 3).value = "Li"
    cover.cell(3, 3).value = datetime.date(2026, 11, 20)
    for tag, sheet in sheets.items():
        if not tag.startswith("dengbao.things "):
            continue
        assert sheet.protection.sheet, f"{sheet.title} is not protected"
        paths = {column: sheet.cell(1, column).value for column in range(4, sheet.max_column + 1)}
        assert sheet.cell(5, 1).value == "*", f"{sheet.title} has no row for all"
        rows = {}
        for row in range(6, sheet.max_row + 1):
            if not sheet.cell(row, 1).value:
                break
            rows[row] = sheet.cell(row, 1).value
        for column, path_in in paths.items():
            # What most have goes into the row for all, where nobody else would get it.
            common = None
            asked = [answers.get(f"{name}/{path_in}") for row, name in rows.items() if sheet.cell(row, column).value != "—"]
            if None not in asked and len(asked) > 1 and tag.partition(" ")[2] not in growing:
                words = collections.Counter(str(in_words(one["answer"], one["type"])) for one in asked).most_common(1)
                common = words[0][0] if words[0][1] > 1 else None
                first = next((one for one in asked if str(in_words(one["answer"], one["type"])) == common), None)
                if first:
                    sheet.cell(5, column).value = in_words(first["answer"], first["type"])
                    at_once += words[0][1]
            for row, name in rows.items():
                question = answers.get(f"{name}/{path_in}")
                if question is None:
                    continue
                if str(in_words(question["answer"], question["type"])) == common:
                    done.add(question["id"])
                    continue
                cell = sheet.cell(row, column)
                assert not cell.protection.locked, f"{sheet.title}!{cell.coordinate} is locked"
                cell.value = in_words(question["answer"], question["type"])
                done.add(question["id"])
    owners = {}
    if "dengbao.owners" in sheets:
        for tag, words, name in sheets["dengbao.owners"].iter_rows(min_row=2, max_col=3, values_only=True):
            owners[name] = words
    next_row = {}
    general = sheets.get("dengbao.questions")
    for row in range(2, general.max_row + 1) if general else ():
        question = answers.get(general.cell(row, 1).value)
        if question is None:
            continue
        done.add(question["id"])
        cell, answer = general.cell(row, 7), question["answer"]
        if not (question["type"]["kind"] == "record" and question["type"]["list"]) or isinstance(answer, dict) and "missing" in answer:
            cell.value = in_words(answer, question["type"])
            continue
        listed = answer["some"] if isinstance(answer, dict) else answer
        if isinstance(listed, int):
            listed = [None] * listed
        if not listed:
            cell.value = "none"
            continue
        cell.value = "all are listed" if answer is listed or isinstance(answer, int) else "listed, there are more"
        tag = tag_of(question["id"])
        sheet = sheets["dengbao.things " + tag]
        for key in listed:
            at = next_row.get(tag)
            if at is None:
                at = next(row for row in range(6, sheet.max_row + 1) if not sheet.cell(row, 1).value)
            next_row[tag] = at + 1
            if question["id"] in owners:
                sheet.cell(at, 2).value = owners[question["id"]]
            sheet.cell(at, 3).value = key if key is not None else at - 5
    assert done == answers.keys(), f"no cell for {sorted(answers.keys() - done)[:5]}"
    book.save(path)
    return at_once


def through_office(path):
    """The workbook, saved by LibreOffice."""
    out = path.parent / "office"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{path.parent}/profile", "--convert-to", "xlsx",
                    "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=300)
    return out / path.name


def run(arguments, status):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode not in status:
        sys.exit(f"{' '.join(arguments)}: status {done.returncode}\n{done.stderr[:3000]}")
    return done.stdout


def verdicts(program, facts, settings):
    told = json.loads(run([program, "assess", str(facts), "--format", "verdicts", *settings], {0, 1, 2}))
    whole = json.loads(run([program, "assess", str(facts), "--format", "json", *settings], {0, 1, 2}))
    # What passes and may be out of scope is not asked for: it may be no subject at all.
    perhaps = {one["requirement"]: sum(subject.get("scope") == "undecided" and subject["verdict"].startswith("pass")
                                       for subject in one["subjects"]) for one in whole["results"]}
    def alike(subjects):  # what passes by an exception need not be asked whether it passes without
        both = subjects.get("pass", 0) + subjects.get("pass-by-exception", 0)
        return {name: number for name, number in subjects.items() if not name.startswith("pass")} | {"pass": both}

    def plain(verdict):
        return "pass" if verdict == "pass-by-exception" else verdict

    kinds = {kind: {rule["name"]: (plain(rule["verdict"]), alike(rule["subjects"])) for rule in told[kind] if not rule.get("advisory")}
             for kind in ("requirements", "risks", "duties")}
    return kinds | {"outcomes": {one["outcome"]: one["value"] for one in told["outcomes"]}}, perhaps


def same(kind, of_survey, of_example, perhaps):
    """The verdict and the number of subjects with each; of those that pass, so many are perhaps none."""
    if kind == "outcomes":
        return of_survey == of_example or bool(perhaps) and within(of_survey, of_example)
    if of_survey is None or not perhaps:
        return of_survey == of_example
    (verdict, subjects), (expected, others) = of_survey, of_example
    fewer = subjects["pass"] - others["pass"]
    return verdict == expected and 0 <= fewer <= perhaps and subjects | {"pass": others["pass"]} == others


def within(value, other):
    """The other value lies in this one: a range, where some things may be out of scope."""
    ends = [(one["from"], one["to"]) if isinstance(one, dict) and "from" in one else (one, one) for one in (value, other)]
    if not all(isinstance(end, (int, float)) for pair in ends for end in pair):
        return value == other
    return ends[0][0] <= ends[1][0] + 1e-9 and ends[1][1] <= ends[0][1] + 1e-9


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--facts", default="policies/examples/shop/facts.json")
    parser.add_argument("--level", default="3")
    parser.add_argument("--at-once", type=int, default=50)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--policies")
    parser.add_argument("--start", type=pathlib.Path, help="facts to begin with, in place of none")
    parser.add_argument("--workbook", action="store_true", help="by filling in workbooks with openpyxl")
    parser.add_argument("--office", type=int, default=0, help="the first so many workbooks are saved by LibreOffice too")
    parser.add_argument("--values", type=int, default=1, help="so many values are given in one answer about many things")
    parser.add_argument("--most", type=int, help="no more questions than these may be put")
    parser.add_argument("--singly", action="store_true", help="each thing is asked about by itself")
    parser.add_argument("--keep", type=pathlib.Path, help="write the facts that were made here")
    options = parser.parse_args()
    example_file = options.root / options.facts
    example = Example(json.loads(example_file.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        policies = options.policies
        if not policies:
            policies = str(work / "policies.dengbao")
            run([options.program, "compile", "--policies", str(options.root / "policies"), "-o", policies], {0})
        settings = ["--level", options.level, "--as-of", "2026-11-21", "--policies", policies]
        settings += [word for pattern in options.only for word in ("--only", pattern)]
        facts = work / "facts.json"
        facts.write_text(options.start.read_text() if options.start else "{}")
        put, asked, rounds, decisive, fields, at_once = 0, 0, 0, 0, set(), 0
        known = set()
        while True:
            survey = json.loads(run([options.program, "survey", str(facts), "--format", "json", *settings], {0, 2}))
            open_questions = [one for one in survey["questions"] if not one["asked_before"] and one["id"] not in known]
            if not open_questions:
                break
            rounds += 1
            if options.singly or options.workbook:
                chosen = [[one] for one in open_questions[: options.at_once]]
            else:
                chosen = put_once(survey["groups"], open_questions)[: options.at_once]
            now, replies = [], []
            for members in chosen:
                for question in members:
                    question["answer"] = example.answer(question)
                answered, given = answer_once(members, options.values)
                now += answered
                replies += given
            known |= {question["id"] for question in now}
            put += len(chosen)
            asked += len(now)
            fields |= {(question["label"]["en"], question["ask"]["en"]) for question in now}
            decisive += sum(question["decides"] == "verdicts" for question in now)
            answers = work / "answers.json"
            if options.workbook:
                answers = work / "answers.xlsx"
                run([options.program, "survey", str(facts), "--format", "xlsx", "-o", str(answers), *settings], {2})
                at_once += fill_workbook(answers, now)
                if rounds <= options.office:
                    answers = through_office(answers)
            else:
                answers.write_text(json.dumps({"questions": replies, "by": "Li"}), encoding="utf-8")
            run([options.program, "survey", str(facts), "--answers", str(answers), "-o", str(facts), *settings], {0})
        of_survey, perhaps = verdicts(options.program, facts, settings)
        of_example, _ = verdicts(options.program, example_file, settings)
        different = [f"{kind} {name}: {of_survey[kind].get(name)}, the example has {expected}"
                     for kind, names in of_example.items() for name, expected in names.items()
                     if not same(kind, of_survey[kind].get(name), expected,
                                 any(perhaps.values()) if kind == "outcomes" else perhaps.get(name, 0))]
        # What passes whether it applies or not is not asked for; the outcomes then count one more.
        either = [name for name, (verdict, _) in of_example["requirements"].items()
                  if verdict == "not-applicable" and of_survey["requirements"][name][0] == "pass"]
        if either:
            different = [line for line in different if not line.startswith("outcomes ")
                         and not any(line.startswith(f"requirements {name}:") for name in either)]
            print(f"passes whether it applies or not: {', '.join(either)}")
        if of_survey["requirements"].keys() != of_example["requirements"].keys():
            different.append("other rules were judged")
        if options.keep:
            options.keep.write_text(facts.read_text())
        again = facts.read_text()
        run([options.program, "survey", str(facts), "--answers", str(answers), "-o", str(facts), *settings], {0})
        if facts.read_text() != again:
            different.append("the last answers, taken once more, changed the facts")
        everything = count_facts(options.program, example.facts, policies)
        if options.workbook and at_once < asked // 10:
            different.append(f"only {at_once} answers stood in rows for all")
    print(f"{put} questions put; {asked} answers of {len(fields)} kinds in {rounds} rounds ({decisive} of them while they still decided "
          f"verdicts), against {everything} facts that the example's records have: {100 * put / everything:.0f} %")
    if options.most and put > options.most:
        different.append(f"{put} questions were put, more than {options.most}")
    for line in different[:20]:
        print("DIFFERENT", line)
    return 1 if different else 0


def count_facts(program, facts, policies):
    """Every field of every record that the example has, asked one by one: a list is asked for once, as in the survey."""
    schema = json.loads(run([program, "schema", "--policies", policies], {0}))

    def resolve(part):
        words = json.dumps(part)
        return schema["$defs"][words.split("#/$defs/")[1].split('"')[0]] if "#/$defs/" in words else None

    def count(value, record):
        total = 0
        for name, declared in record["properties"].items():
            if name in ("missing", "lists", "evidence") and record is root:
                continue
            inner, given = resolve(declared), value.get(name)
            if inner is None or isinstance(given, list) or given is None:
                total += name not in record.get("required", [])  # the key was given with the list
            if inner is not None and given is not None:
                total += sum(count(one, inner) for one in (given if isinstance(given, list) else [given]))
        return total

    root = schema["$defs"][schema["$ref"].split("/")[-1]]
    return count(facts, root)


if __name__ == "__main__":
    sys.exit(main())
