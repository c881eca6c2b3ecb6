"""A JSON document fits one of the published schemas (2020-12)."""
import json

import jsonschema


def check(schema_path, path):
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    schema.pop("$id")  # see tests/cli/validate.py
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    for problem in jsonschema.Draft202012Validator(schema).iter_errors(document):
        yield f"/{'/'.join(map(str, problem.absolute_path))} {problem.message}"
