"""check_calendar.py FOLDER: LANG-DAY.ics are valid iCalendar, say what LANG-DAY.json says, and update one another."""
import json
import sys
from pathlib import Path

from icalendar import Calendar

folder = Path(sys.argv[1])
days = ("2026-11-21", "2026-11-30")
seen = {}


def events(name: str) -> dict:
    data = (folder / f"{name}.ics").read_bytes()
    assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b""), "lines end in CRLF"
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, f"a line of {len(line)} octets"
        line.decode("utf-8")  # folded between characters
    calendar = Calendar.from_ical(data)
    assert calendar["VERSION"] == "2.0" and calendar["METHOD"] == "PUBLISH"
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT")), "an identifier is used once"
    return found


for lang in ("en", "zh"):
    for day in days:
        mine = events(f"{lang}-{day}")
        told = json.loads((folder / f"{lang}-{day}.json").read_text())
        assert told["counts"]["overdue"] > 0 and told["counts"]["coming"] > 3
        expected = {entry["uid"] + "@dengbao": entry for entry in told["entries"] if entry["day"]}
        assert mine.keys() == expected.keys()
        for uid, entry in expected.items():
            event = mine[uid]
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            assert event["DTSTART"].params["VALUE"] == "DATE" and (end - start).days == 1
            assert str(start) == (day if entry["stage"] == "overdue" else entry["day"])
            assert str(event["DTSTAMP"].dt.date()) == day
            assert entry["title"][lang] in str(event["SUMMARY"]), "escaped text comes back whole"
            if entry["remedy"]:
                assert entry["remedy"] in str(event["DESCRIPTION"])
            assert ("VALARM" in [part.name for part in event.subcomponents]) == (entry["stage"] == "coming")
        seen[lang, day] = mine
# Identifiers depend neither on the day nor on the language, and the later one wins.
assert len({frozenset(found) for found in seen.values()}) == 1
for uid, event in seen["en", days[1]].items():
    assert event["SEQUENCE"] > seen["en", days[0]][uid]["SEQUENCE"]
