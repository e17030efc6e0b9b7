"""The nouns. Frozen, checked when built, and without behaviour that reaches outside.

An *article* is the cleaned text; a *page* is an address with its versions; an *annotation* is
the record of what a reader marked (on screen: a mark). Offsets are code points into
``Article.text``, start inclusive, end exclusive. Times are timezone-aware UTC.
"""

from postil.models.access import AccessToken as AccessToken
from postil.models.access import Session as Session
from postil.models.annotation import AnchorState as AnchorState
from postil.models.annotation import Annotation as Annotation
from postil.models.annotation import AnnotationQuery as AnnotationQuery
from postil.models.annotation import Colour as Colour
from postil.models.annotation import FormerPlace as FormerPlace
from postil.models.annotation import Selector as Selector
from postil.models.annotation import Tally as Tally
from postil.models.article import Article as Article
from postil.models.article import ArticleState as ArticleState
from postil.models.article import Block as Block
from postil.models.article import BlockKind as BlockKind
from postil.models.article import Body as Body
from postil.models.article import Removed as Removed
from postil.models.article import RemovedKind as RemovedKind
from postil.models.article import Span as Span
from postil.models.correction import CORRECTIONS as CORRECTIONS
from postil.models.correction import Correction as Correction
from postil.models.correction import PersonCorrection as PersonCorrection
from postil.models.correction import TextCorrection as TextCorrection
from postil.models.correction import Verdict as Verdict
from postil.models.lookup import LookedUp as LookedUp
from postil.models.lookup import OutgoingRequest as OutgoingRequest
from postil.models.lookup import Pack as Pack
from postil.models.lookup import Progress as Progress
from postil.models.lookup import Refreshed as Refreshed
from postil.models.lookup import Summary as Summary
from postil.models.page import Page as Page
from postil.models.page import Version as Version
from postil.models.person import Basis as Basis
from postil.models.person import Card as Card
from postil.models.person import KnownPerson as KnownPerson
from postil.models.person import Mention as Mention
from postil.models.person import Person as Person
from postil.models.person import Source as Source
from postil.models.person import Tenure as Tenure
from postil.models.person import earliest as earliest
from postil.models.person import latest as latest
