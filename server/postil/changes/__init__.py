"""What changed between two versions of a text, sentence by sentence. Pure."""

from postil.changes.difference import Change as Change
from postil.changes.difference import Kind as Kind
from postil.changes.difference import Piece as Piece
from postil.changes.difference import became as became
from postil.changes.difference import compare as compare
from postil.changes.difference import near as near
from postil.changes.difference import within as within
