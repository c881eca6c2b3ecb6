"""validate.py SCHEMA DOCUMENT: exit 1 with the first problems if the JSON document does not fit the schema (2020-12)."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    document = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
schema.pop("$id", None)  # relative; jsonschema 4.10, that of Debian 12, resolves it twice and finds nothing then
problems = sorted(jsonschema.Draft202012Validator(schema).iter_errors(document), key=lambda error: str(error.path))
for problem in problems[:5]:
    print("/" + "/".join(map(str, problem.absolute_path)), problem.message[:300])
sys.exit(1 if problems else 0)
