"""The OpenAPI document arranged for a page that people read: a section a tag, a table a model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a member of a model. ``model`` names the model of its values, if they have one."""

    name: str
    type: str
    is_required: bool
    description: str
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    status: str
    description: str
    model: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    description: str
    is_open: bool
    parameters: tuple[Field, ...]
    body: str | None
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class ModelReference:
    name: str
    description: str
    fields: tuple[Field, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    operations: tuple[Operation, ...]


def sections(spec: Schema) -> tuple[Section, ...]:
    """The operations by tag, in the order of the document."""
    found: dict[str, list[Operation]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, methods in spec["paths"].items():
        for method in METHODS:
            if method in methods:
                found[methods[method]["tags"][0]].append(_operation(path, method, methods[method]))
    return tuple(Section(title, tuple(operations)) for title, operations in found.items())


def models(spec: Schema) -> tuple[ModelReference, ...]:
    """What goes in and comes out, by name."""
    return tuple(_model(name, schema) for name, schema in sorted(spec["components"]["schemas"].items()))


def _operation(path: str, method: str, operation: Schema) -> Operation:
    body = operation.get("requestBody", {}).get("content", {})
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation["description"],
        is_open=operation.get("security") == [{}],
        parameters=tuple(
            _field(parameter["name"], parameter["schema"], parameter["required"], parameter["description"])
            for parameter in operation["parameters"]
        ),
        body=next(filter(None, (_named(content["schema"]) for content in body.values())), None),
        replies=tuple(_replies(operation["responses"])),
    )


def _replies(responses: Schema) -> Iterator[Reply]:
    for status, response in sorted(responses.items()):
        contents = response.get("content", {}).values()
        yield Reply(status, response["description"], next((_named(c["schema"]) for c in contents), None))


def _model(name: str, schema: Schema) -> ModelReference:
    required = schema.get("required", ())
    return ModelReference(
        name=name,
        description=schema.get("description", ""),
        fields=tuple(
            _field(member, kind, member in required, kind.get("description", ""))
            for member, kind in schema.get("properties", {}).items()
        ),
        values=tuple(schema.get("enum", ())),
    )


def _field(name: str, schema: Schema, is_required: bool, description: str) -> Field:
    return Field(name, _type(schema), is_required, description, _named(schema))


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return str(_named(schema))
    if "anyOf" in schema:
        return " or ".join(_type(option) for option in schema["anyOf"])
    if "const" in schema:
        return repr(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return " ".join(filter(None, (schema.get("type", "anything"), schema.get("format"))))


def _named(schema: Schema) -> str | None:
    """The model that a schema points to, through lists and alternatives."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    inner = (*schema.get("anyOf", ()), *((schema["items"],) if "items" in schema else ()))
    return next(filter(None, map(_named, inner)), None)
