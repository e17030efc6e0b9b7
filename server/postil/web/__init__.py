"""The web: an API for programs and a view for people, both clients of one library."""

from postil.web.app import create_app

__all__ = ["create_app"]
