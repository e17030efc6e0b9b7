"""The words of the Web Annotation Data Model as RDF: what each property and class is called there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

PREFIXES: Mapping[str, str] = {
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "ldp": "http://www.w3.org/ns/ldp#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class ValueType(Enum):
    """What the values of a property are."""

    RESOURCE = auto()  # an IRI, or an object with or without one
    WORD = auto()  # a word of this vocabulary
    TEXT = auto()
    TIME = auto()
    NUMBER = auto()
    SEQUENCE = auto()  # resources in their order


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    kind: ValueType


_PROPERTIES = {
    ValueType.RESOURCE: """
        body=oa:hasBody target=oa:hasTarget source=oa:hasSource selector=oa:hasSelector state=oa:hasState
        scope=oa:hasScope refinedBy=oa:refinedBy startSelector=oa:hasStartSelector
        endSelector=oa:hasEndSelector renderedVia=oa:renderedVia creator=dcterms:creator
        generator=as:generator rights=dcterms:rights homepage=foaf:homepage via=oa:via canonical=oa:canonical
        stylesheet=oa:styledBy cached=oa:cachedSource conformsTo=dcterms:conformsTo partOf=as:partOf
        first=as:first last=as:last next=as:next prev=as:prev audience=schema:audience email=foaf:mbox
    """,
    ValueType.WORD: "motivation=oa:motivatedBy purpose=oa:hasPurpose textDirection=oa:textDirection",
    ValueType.TEXT: """
        bodyValue=oa:bodyValue format=dc:format language=dc:language processingLanguage=oa:processingLanguage
        value=rdf:value exact=oa:exact prefix=oa:prefix suffix=oa:suffix styleClass=oa:styleClass
        name=foaf:name email_sha1=foaf:mbox_sha1sum nickname=foaf:nick label=rdfs:label
        accessibility=schema:accessibilityFeature
    """,
    ValueType.TIME: """
        created=dcterms:created modified=dcterms:modified generated=dcterms:issued sourceDate=oa:sourceDate
        sourceDateStart=oa:sourceDateStart sourceDateEnd=oa:sourceDateEnd
    """,
    ValueType.NUMBER: "start=oa:start end=oa:end startIndex=as:startIndex total=as:totalItems",
    ValueType.SEQUENCE: "items=as:items",
}

_CLASSES = """
    Annotation=oa:Annotation TextualBody=oa:TextualBody SpecificResource=oa:SpecificResource
    FragmentSelector=oa:FragmentSelector CssSelector=oa:CssSelector XPathSelector=oa:XPathSelector
    TextQuoteSelector=oa:TextQuoteSelector TextPositionSelector=oa:TextPositionSelector
    DataPositionSelector=oa:DataPositionSelector SvgSelector=oa:SvgSelector RangeSelector=oa:RangeSelector
    TimeState=oa:TimeState HttpRequestState=oa:HttpRequestState CssStylesheet=oa:CssStyle Choice=oa:Choice
    Composite=oa:Composite List=oa:List Independents=oa:Independents Motivation=oa:Motivation
    Dataset=dctypes:Dataset Image=dctypes:StillImage Video=dctypes:MovingImage Audio=dctypes:Sound
    Text=dctypes:Text Person=foaf:Person Software=as:Application Organization=foaf:Organization
    Audience=schema:Audience AnnotationCollection=as:OrderedCollection
    AnnotationPage=as:OrderedCollectionPage BasicContainer=ldp:BasicContainer
"""
_WORDS = """
    assessing bookmarking classifying commenting describing editing highlighting identifying linking
    moderating questioning replying tagging ltrDirection rtlDirection autoDirection
"""


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for entry in table.split():
        word, _, name = entry.partition("=")
        yield word, name


PROPERTIES: Mapping[str, Property] = {
    word: Property(name, kind) for kind, table in _PROPERTIES.items() for word, name in _pairs(table)
}
CLASSES: Mapping[str, str] = dict(_pairs(_CLASSES))
WORDS: Mapping[str, str] = {word: f"oa:{word}" for word in _WORDS.split()} | {
    "ltr": "oa:ltrDirection",
    "rtl": "oa:rtlDirection",
    "auto": "oa:autoDirection",
}
