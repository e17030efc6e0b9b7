"""The OpenAPI document made ready for a page that people read: its operations by tag, its types in words."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")


def sections(spec: Schema) -> Mapping[str, list[dict[str, Any]]]:
    """The operations with their ``method`` and ``path``, by tag, in the order of the document."""
    found: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, methods in spec["paths"].items():
        for method in METHODS:
            if operation := methods.get(method):
                found[operation["tags"][0]].append({**operation, "method": method.upper(), "path": path})
    return found


def type_in_words(schema: Schema) -> str:
    """list of AnnotationOut, string or null, ..."""
    if "$ref" in schema:
        return str(schema_name(schema))
    if "anyOf" in schema:
        return " or ".join(type_in_words(option) for option in schema["anyOf"])
    if "const" in schema:
        return repr(schema["const"])
    if schema.get("type") == "array":
        return f"list of {type_in_words(schema['items'])}"
    return " ".join(filter(None, (schema.get("type", "anything"), schema.get("format"))))


def schema_name(schema: Schema) -> str | None:
    """The named schema that a schema points to, through lists and alternatives; None for none."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    inner = (*schema.get("anyOf", ()), *((schema["items"],) if "items" in schema else ()))
    return next(filter(None, map(schema_name, inner)), None)


def body_name(described: Schema) -> str | None:
    """The named schema of a request's body or an answer; None for what is none."""
    contents = described.get("content", {}).values()
    return next(filter(None, (schema_name(content["schema"]) for content in contents)), None)
