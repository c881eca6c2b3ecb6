#!/bin/sh
# run.sh PROGRAM ROOT: workbooks of questions; and a whole example asked for from nothing by JSON, where what is asked of many
# things is asked once. (A walk-through fills in a workbook of a whole example, see ../walkthroughs.)
program=$1
root=$2
for candidate in python3 /usr/bin/python3; do
  if $candidate -c 'import openpyxl' 2>/dev/null; then python=$candidate; break; fi
done
[ -n "$python" ] || { echo "python3-openpyxl is not installed"; exit 1; }
command -v soffice >/dev/null || { echo "libreoffice-calc is not installed"; exit 1; }
unset LC_ALL LC_MESSAGES LANG
status=0
"$python" "$root/tests/survey/workbook.py" "$program" "$root" || status=1
"$python" "$root/tests/survey/interview_example.py" "$program" "$root" --at-once 200 --values 3 --most 2500 || status=1
exit $status
