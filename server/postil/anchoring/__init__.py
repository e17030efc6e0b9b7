"""Quote <-> position: where a marked passage stands in a text that may have changed since. Pure."""

from postil.anchoring.fragments import link
from postil.anchoring.placing import Finder, Placed, locate, place
from postil.anchoring.selectors import describe

__all__ = ["Finder", "Placed", "describe", "link", "locate", "place"]
