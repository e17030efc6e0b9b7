"""Writes what the extension and the web view take from the server's code: constants, colours and types.

What it writes is committed. ``--check`` writes nothing, and fails where a file is not as it would be written;
``check_extension.py`` does that before each commit.
"""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask

from postil.config import Settings
from postil.library.drafts import MAX_NOTE
from postil.web.api import API
from postil.web.api.health import API_VERSION
from postil.web.api.health import bp as health
from postil.web.contract import CONTRACT
from postil.web.palette import COLOURS, INKS, custom_properties

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"
STATIC = ROOT / "server" / "postil" / "web" / "static"

HEADER = "Written by scripts/generate_extension.py: change what it is made from, then run that."
LINE = 120  # characters of a line of the extension

# Where the numbers of anchoring stand, and those that have another name in the one file of the extension.
ANCHORING = ("selectors", "verbatim", "placing", "matching", "alignment", "seeds")
RENAMED = {("seeds", "NEARBY"): "SEED_NEARBY"}
BLOCK = re.compile(r"(// From the server's modules.*?\n)(.*?)(// The end of what was written\.\n)", re.DOTALL)


def written() -> Mapping[Path, str]:
    """Every file that is written, with its text."""
    anchor = EXTENSION / "content" / "anchor.js"
    text, blocks = BLOCK.subn(
        lambda block: block[1] + _anchoring_constants() + block[3], anchor.read_text(encoding="utf-8")
    )
    if blocks != 1:
        raise ValueError(f"{anchor} has {blocks} places for the numbers of anchoring, not 1")
    return {
        anchor: text,
        EXTENSION / "shared" / "generated.js": _constants(),
        EXTENSION / "shared" / "generated_types.d.ts": _types(),
        STATIC / "palette.css": f"/* {HEADER} */\n{custom_properties()}",
    }


def stale() -> list[str]:
    """The files that are not as they would be written, a sentence each."""
    return [
        f"{path.relative_to(ROOT).as_posix()} is stale: run scripts/generate_extension.py"
        for path, text in written().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]


def _anchoring_constants() -> str:
    """The numbers, and the script that writes its words without spaces, by the names that Python has."""
    found = {}
    for module in ANCHORING:
        for name, value in vars(import_module(f"postil.anchoring.{module}")).items():
            if re.fullmatch(r"_?[A-Z][A-Z_]+", name) and isinstance(value, int | float | str):
                plain = name.removeprefix("_")
                found[RENAMED.get((module, plain), plain)] = value
    return "".join(f"const {name} = {_literal(value)};\n" for name, value in found.items())


def _literal(value: float | str) -> str:
    if isinstance(value, str):
        return json.dumps(value)
    return str(int(value)) if value == int(value) else str(value)


def _constants() -> str:
    inks = "".join(
        f'  {{ name: "{ink}", light: "{light}", dark: "{dark}" }},\n' for ink, (light, dark) in INKS.items()
    )
    rules = "".join(
        f'  {theme}: {{ name: "{COLOURS["accent"][shade]}", note: "{COLOURS["soft"][shade]}" }},\n'
        for shade, theme in enumerate(("light", "dark"))
    )
    port = Settings(data=ROOT).port
    return f"""\
// @ts-check
/** What the extension shares with the server. {HEADER} */

/** The version of the server's interface that this extension speaks. */
export const API = {API_VERSION};

export const DEFAULT_SERVER = "http://127.0.0.1:{port}";

/** Code points of a note at most. */
export const MAX_NOTE = {MAX_NOTE};

/**
 * The inks in the order of their keys 1 to {len(INKS)}: the colour on paper, and on a dark page.
 * @type {{readonly {{ name: import("./generated_types").Colour, light: string, dark: string }}[]}}
 */
export const INKS = Object.freeze([
{inks}]);

/** Lines on a page: under a person's name, and under a mark that has a note. */
export const RULES = Object.freeze({{
{rules}}});

/** Custom properties; the selector fits a document and a shadow root alike. */
export const TOKENS = `
{custom_properties()}`;
"""


def _types() -> str:
    """A type for each schema that the extension names, and for those within them, named as in the API."""
    app = Flask("postil")
    app.register_blueprint(health)
    app.register_blueprint(API)
    with app.app_context():
        schemas = CONTRACT.spec["components"]["schemas"]
    wanted = _named_in(*(path.read_text(encoding="utf-8") for path in EXTENSION.rglob("*.js")))
    types: dict[str, str] = {}
    while missing := sorted(wanted - types.keys()):
        for name in missing:
            types[name] = f"\n{_comment(schemas[name], '')}export type {name} = {_type(schemas[name])};\n"
            wanted |= _references(schemas[name])
    return f"// {HEADER}\n" + "".join(text for _, text in sorted(types.items()))


def _named_in(*texts: str) -> set[str]:
    return {name for text in texts for name in re.findall(r'generated_types"\)\.(\w+)', text)}


def _references(schema: Mapping[str, Any]) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(schema)))


def _type(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "anyOf" in schema:
        return " | ".join(map(_type, schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if schema.get("type") == "object":
        return "{\n" + "".join(_members(schema)) + "}"
    return "number" if schema["type"] == "integer" else str(schema["type"])


def _members(schema: Mapping[str, Any]) -> Iterator[str]:
    for name, member in schema["properties"].items():
        optional = "" if name in schema.get("required", ()) else "?"
        key = name if name.isidentifier() else json.dumps(name)
        yield f"{_comment(member, '  ')}  {key}{optional}: {_type(member)};\n"


def _comment(schema: Mapping[str, Any], indent: str) -> str:
    words = " ".join(schema.get("description", "").replace("``", "`").split())
    return f"{indent}/** {words} */\n" if words else ""


def main() -> None:
    if "--check" in sys.argv[1:]:
        findings = stale()
        print("\n".join(findings) or "Everything is as it would be written.")
        sys.exit(1 if findings else 0)
    for path, text in written().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
