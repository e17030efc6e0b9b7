"""Marks."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

bp = Blueprint("marks", __name__)


@bp.get("/")
def show() -> ResponseReturnValue:
    return render_template("frame.html")
