#!/usr/bin/python3
"""Every rule file is valid under the JSON Schema that editors use for it."""

import json
import pathlib
import sys
import tomllib

import jsonschema

RULES = pathlib.Path(__file__).resolve().parent.parent / "rules"
OTHER = {
    name: name.replace(".toml", ".schema.json")
    for name in ("language.toml", "gates.toml", "names.toml", "weights.toml")
}


def main():
    failed = 0
    files = sorted(RULES.rglob("*.toml"))
    for path in files:
        name = OTHER.get(path.name, "rules.schema.json")
        schema = RULES / "schema" / name
        if not schema.exists():
            print(f"{path}: there is no {name}")
            failed += 1
            continue
        validator = jsonschema.Draft7Validator(json.loads(schema.read_text()))
        for error in validator.iter_errors(tomllib.loads(path.read_text())):
            print(f"{path}: {list(error.absolute_path)}: {error.message[:200]}")
            failed += 1
    print(f"{len(files)} rule files, {failed} complaints")
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main())
