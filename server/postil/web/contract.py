"""The API's contract: what a route takes and gives, checked on the way in and written down as OpenAPI."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from inspect import signature
from typing import Any, ParamSpec

from flask import Response as FlaskResponse
from pydantic import BaseModel, ValidationError
from spectree import Response, SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData
from spectree.plugins.flask_plugin import FlaskPlugin

from postil import __version__
from postil.web.payloads import ErrorBody
from postil.web.refusals import refusal

Asks = ParamSpec("Asks")
Answer = FlaskResponse | tuple[BaseModel | str, int] | tuple[BaseModel, int, Mapping[str, str]]
"""A model with its status, and headers if need be; or a response that is no JSON of ours."""

NO_TOKEN_NEEDED: list[dict[str, list[str]]] = [{}]  # OpenAPI's way to say that a route is open to all
TOKEN_SCHEME = "token"
BODY_REFUSALS = (400, 413, 415, 422)  # no JSON, too large, not said to be JSON, or not what was asked for


def _refuse(request: Any, response: Any, error: Exception | None, view: Any, adapter: Any) -> None:
    if isinstance(error, ValidationError):
        raise refusal(error, known=CONTRACT.models[error.title]["properties"])


class _Plugin(FlaskPlugin):
    """Leaves finished responses alone: reading them here would hold a whole export in memory."""

    def validate_response(self, resp: Any, *options: Any, **more: Any) -> tuple[Any, Any]:
        if isinstance(resp, FlaskResponse):
            return resp, None
        checked: tuple[Any, Any] = super().validate_response(resp, *options, **more)
        return checked


CONTRACT = SpecTree(
    "flask",
    backend=_Plugin,
    title="Postil",
    version=__version__,
    description=(
        "One reader's library of articles, the people in them, and marks. They are read and written "
        "at /annotations/ too (W3C Web Annotation Protocol, www.w3.org/TR/annotation-protocol) and at "
        "/hypothesis/api/ (h.readthedocs.io/en/latest/api-reference), which those documents describe."
    ),
    openapi_version="3.1.0",
    mode="strict",
    path="-",  # the library's own routes for documents, which are never registered: api/docs.py has ours
    page_templates={},
    before=_refuse,
    validation_error_model=ErrorBody,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda parent, child: child,
    security_schemes=[
        SecurityScheme(
            name=TOKEN_SCHEME,
            data=SecuritySchemeData(
                type=SecureType.HTTP, scheme="bearer", description="`postil token` prints it."
            ),
        )
    ],
    security={TOKEN_SCHEME: []},
)


def route(
    tag: str,
    replies: Mapping[int, type[BaseModel] | str],
    *,
    refuses: tuple[int, ...] = (),
    is_open: bool = False,
) -> Callable[[Callable[Asks, Answer]], Callable[Asks, FlaskResponse]]:
    """Check what comes in by the types of the view's ``query``, ``json`` and ``headers``, and document it.

    ``replies`` gives, by status, the model that the view answers with, or a sentence where the answer
    is no JSON of ours. ``refuses`` are the errors that a caller should expect, beside those of any JSON body
    (``BODY_REFUSALS``) and a missing token. ``is_open``: no token wanted.
    """

    def typed(view: Callable[Asks, Answer]) -> Callable[Asks, FlaskResponse]:
        expected = {
            *refuses,
            *(BODY_REFUSALS if "json" in signature(view).parameters else ()),
            *(() if is_open else (401,)),
        }
        given: dict[str, Any] = {
            f"HTTP_{status}": (None, reply) if isinstance(reply, str) else reply
            for status, reply in replies.items()
        }
        answers = Response(**given, **{f"HTTP_{status}": ErrorBody for status in sorted(expected)})
        security = NO_TOKEN_NEEDED if is_open else None
        decorated: Callable[Asks, FlaskResponse] = CONTRACT.validate(
            resp=answers, tags=(tag,), security=security
        )(view)
        if HTTPStatus.UNPROCESSABLE_ENTITY not in expected:
            # added to every route, whether it reads anything or not
            answers.code_models.pop("HTTP_422", None)
        return decorated

    return typed
