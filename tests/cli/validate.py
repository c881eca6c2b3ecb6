"""validate.py LIST: whether JSON documents fit their schemas (2020-12). Each line of the list is the name of a case, the
path of a schema and that of a document, with tabs between. Exit 1, with the first problems of each, if one does not."""
import functools
import json
import sys

import jsonschema


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


@functools.cache
def validator(path):
    schema = read(path)
    jsonschema.Draft202012Validator.check_schema(schema)
    schema.pop("$id", None)  # relative; jsonschema 4.10, that of Debian 12, resolves it twice and finds nothing then
    return jsonschema.Draft202012Validator(schema)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = [line.rstrip("\n").split("\t") for line in file]
    wrong = 0
    for name, schema, document in cases:
        problems = sorted(validator(schema).iter_errors(read(document)), key=lambda error: str(error.path))
        if problems:
            wrong += 1
            print("FAILED: the schema of " + name)
        for problem in problems[:5]:
            print("  /" + "/".join(map(str, problem.absolute_path)), problem.message[:300])
    print(f"{len(cases)} documents, {wrong} do not fit their schemas")
    sys.exit(1 if wrong or not cases else 0)


main()
