#!/bin/sh
# run.sh PROGRAM ROOT [NAME…] [--update]: the walk-throughs, with a Python that has the libraries that they need.
for candidate in python3 /usr/bin/python3; do
  if $candidate -c 'import openpyxl, jsonpatch' 2>/dev/null; then python=$candidate; break; fi
done
[ -n "$python" ] || { echo "python3-openpyxl and python3-jsonpatch are not installed"; exit 1; }
command -v soffice >/dev/null || { echo "libreoffice-calc is not installed"; exit 1; }
unset LC_ALL LC_MESSAGES LANG
exec "$python" "$(dirname "$0")/check_walkthroughs.py" "$@"
