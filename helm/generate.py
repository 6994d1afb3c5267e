#!/usr/bin/env python3
"""Makes the chart's values.schema.json and README.md from the comments of its values.yaml.

    generate.py            says which of them is stale; exit code 1 then
    generate.py --write    writes them

A comment above a key is its description. Its line "@schema {...}" is merged into the key's schema;
"$ref: NAME" means a part of definitions.yaml, "also: SECTION" all keys of another section as well,
"each: SECTION" a map whose values have that section's keys.
"""

import json
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
CHART = HERE / "lamina"
TYPES = {"str": "string", "int": "integer", "bool": "boolean", "float": "number"}


class Key:
    """A key of values.yaml: its place, default, description and what its line @schema says."""

    def __init__(self, path, node, comment):
        self.path = path
        self.node = node
        self.about = " ".join(line for line in comment if not line.startswith("@schema"))
        hints = [line.removeprefix("@schema") for line in comment if line.startswith("@schema")]
        self.hint = yaml.safe_load(hints[0]) if hints else {}
        self.keys = []

    @property
    def is_section(self):
        return isinstance(self.node, yaml.MappingNode) and not {"$ref", "each"} & self.hint.keys()

    @property
    def default(self):
        return yaml.safe_load(yaml.serialize(self.node))


def comment_above(lines, number):
    """The comment that ends right above a line, without its signs; a blank line ends it."""
    above = []
    while number > 0 and lines[number - 1].strip().startswith("#"):
        number -= 1
        above.insert(0, lines[number].strip().lstrip("#").strip())
    return above


def read(node, lines, path=()):
    keys = []
    for name, value in node.value:
        key = Key((*path, name.value), value, comment_above(lines, name.start_mark.line))
        if key.is_section:
            key.keys = read(value, lines, key.path)
        elif not key.about:
            sys.exit(f"values.yaml: {'.'.join(key.path)} has no comment above it")
        keys.append(key)
    return keys


def pointer(path):
    return "#" + "".join(f"/properties/{name}" for name in path)


def schema_of(key, sections):
    hint = dict(key.hint)
    schema = {"description": key.about} if key.about else {}
    if "$ref" in hint:
        schema["$ref"] = f"#/$defs/{hint.pop('$ref')}"
        return schema | hint
    if "each" in hint:
        schema |= {"type": "object", "propertyNames": {"pattern": hint["names"]}}
        return schema | {"additionalProperties": {"$ref": pointer((hint["each"],))}}
    if key.is_section:
        other = sections[hint["also"]].keys if "also" in hint else []
        return schema | section(key.keys, other, sections)
    tag = key.node.tag.rsplit(":", 1)[-1]
    if tag == "seq":
        return schema | {"type": "array", "items": {"type": "string"}} | hint
    return schema | ({} if "enum" in hint else {"type": TYPES[tag]}) | hint


def section(keys, other, sections):
    inherited = {key.path[-1]: {"$ref": pointer(key.path)} for key in other}
    own = {key.path[-1]: schema_of(key, sections) for key in keys}
    return {"type": "object", "additionalProperties": False, "properties": inherited | own}


def schema(keys):
    sections = {key.path[0]: key for key in keys}
    top = section(keys, [], sections)
    # Helm gives it to charts that others depend on.
    top["properties"]["global"] = {"type": "object"}
    definitions = yaml.safe_load((HERE / "definitions.yaml").read_text())
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Lamina"}
    return json.dumps(whole | top | {"$defs": definitions}, indent=1) + "\n"


def cell(text):
    return text.replace("|", "\\|")


def rows(keys):
    for key in keys:
        if key.is_section and key.keys:
            if key.about:
                yield f"| **`{'.'.join(key.path)}`** | | {cell(key.about)} |"
            yield from rows(key.keys)
        else:
            default = json.dumps(key.default).replace("`", "'")
            yield f"| `{'.'.join(key.path)}` | `{cell(default)}` | {cell(key.about)} |"


def readme(keys):
    text = [(HERE / "README.head.md").read_text().rstrip(), "", "## Values", ""]
    simple = [key for key in keys if not (key.is_section and key.keys)]
    text += ["| key | default | means |", "|---|---|---|", *rows(simple), ""]
    for key in keys:
        if key.is_section and key.keys:
            text += [f"### `{key.path[0]}`", "", key.about, ""]
            if "also" in key.hint:
                text += [f"All keys of `{key.hint['also']}` may stand here too.", ""]
            text += ["| key | default | means |", "|---|---|---|", *rows(key.keys), ""]
    return "\n".join(text).rstrip() + "\n"


def main():
    source = (CHART / "values.yaml").read_text()
    keys = read(yaml.compose(source), source.splitlines())
    made = {"values.schema.json": schema(keys), "README.md": readme(keys)}
    stale = []
    for name, text in made.items():
        file = CHART / name
        if not file.exists() or file.read_text() != text:
            stale.append(name)
            if "--write" in sys.argv[1:]:
                file.write_text(text)
    if stale and "--write" not in sys.argv[1:]:
        sys.exit(f"helm/lamina: {', '.join(stale)} is stale; ./dev chart --write makes it anew")
    print("helm/lamina: " + (f"wrote {', '.join(stale)}" if stale else "README and schema are up to date"))


if __name__ == "__main__":
    main()
