"""What the running request works on: the library and the settings it was started with."""

from datetime import date

from flask import Flask, current_app, request

from postil.config import Settings
from postil.library import Library
from postil.wording import local

_LIBRARY = "postil.library"
_SETTINGS = "postil.settings"


def hand_over(app: Flask, library: Library, settings: Settings) -> None:
    """Give every request of ``app`` that library."""
    app.extensions[_LIBRARY] = library
    app.extensions[_SETTINGS] = settings


def library() -> Library:
    found = current_app.extensions[_LIBRARY]
    assert isinstance(found, Library)
    return found


def settings() -> Settings:
    found = current_app.extensions[_SETTINGS]
    assert isinstance(found, Settings)
    return found


def reader_today() -> date:
    """The day where the server is, which for this program is where the reader is."""
    return local(library().now()).date()


def port() -> int:
    """The port that this server answers at."""
    return settings().port or int(request.environ["SERVER_PORT"])
