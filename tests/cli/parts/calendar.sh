# The calendar: what is due, in order; and as iCalendar, read back by a program of others (python3-icalendar).
watch 1 "Overdue 2" calendar "$watch/bad.json"
also "overdue ones come first" 'sed -n 3p "$work/out" | grep -q "^Overdue"'
also "what was done late was done" 'grep -q "done late, on 2026-02-10" "$work/out"'
watch 1 "已逾期 2" calendar "$watch/bad.json" --lang zh
watch 0 "Coming" calendar "$watch/good.json"
watch 2 "Not known from the facts" calendar "$watch/open.json"
watch 3 "the formats are text, json and ics" calendar "$watch/good.json" --format html
expect 0 "Nothing is due" calendar "$demo/pass.json" --policies "$demo" --level 1
for one in bad:1 good:0 open:2; do
  watch "${one#*:}" "" calendar "$watch/${one%:*}.json" --format json
  also "the calendar of ${one%:*} fits its schema" 'python3 -c "
import json, jsonschema, sys
jsonschema.validate(json.load(open(sys.argv[2])), json.load(open(sys.argv[1])))
" "$schemas/calendar.schema.json" "$work/out"'
done
shop="$root/policies/examples/shop/facts.json"
for lang in en zh; do
  for day in 2026-11-21 2026-11-30; do
    expect 1 "" calendar "$shop" --policies "$mlps" --level 3 --as-of $day --lang $lang --format ics -o "$work/$lang-$day.ics"
    "$program" calendar "$shop" --policies "$mlps" --level 3 --as-of $day --lang $lang --format json >"$work/$lang-$day.json"
  done
done
"$program" calendar "$shop" --policies "$mlps" --level 3 --as-of 2026-11-21 --lang en --format ics >"$work/again.ics"
also "the same bytes again" 'cmp -s "$work/again.ics" "$work/en-2026-11-21.ics"'
# The interpreter to which the distribution's packages belong need not be the first on the path.
python=python3
"$python" -c 'import icalendar' 2>/dev/null || python=/usr/bin/python3
also "others read the calendar, and a later one updates it" '"$python" "$root/tests/cli/check_calendar.py" "$work"'
