"""Other people's protocols over the same library: the W3C's Web Annotation Protocol, and Hypothesis."""

from postil.web.protocols.hypothesis.api import bp as hypothesis
from postil.web.protocols.w3c.container import bp as w3c

PROTOCOLS = (w3c, hypothesis)
