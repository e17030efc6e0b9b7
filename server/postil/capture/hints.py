"""What the names that outlets give their elements say about them: tables of words, and how to ask them.

Class, id, role, aria-label and their kin are written for style sheets and scripts, and they are
the best witness there is: all over the world a caption sits in something called "caption". A name
is only a hint. Who asks decides how much text a hint may take.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from postil.models import RemovedKind

NAMING_ATTRIBUTES = (
    "class",
    "id",
    "role",
    "aria-label",
    "itemprop",
    "data-testid",
    "data-component",
    "data-component-name",
    "data-qa",
    "data-type",
    "data-module",
)

_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a name says: the kind of part, the word that said it, and whether it is a sure sign.

    A sure sign may take paragraphs; an unsure one only scraps.
    """

    kind: RemovedKind
    word: str
    sure: bool


# Whole words, or several joined by "-", as they stand in a name once it is cut at capitals and signs.
_SURE: Mapping[RemovedKind, str] = {
    RemovedKind.CAPTION: """
        caption captions figcaption imagecaption photocaption cutline legend legende legenda lightbox
        bildunterschrift bildtext didascalia pie-foto piefoto pie-de-foto epigrafe leyenda kuvateksti
        billedtekst bildetekst gallery galleries slideshow carousel fotostrecke bildergalerie galerie galeria
        photo-description image-description media-description image-info enlarge
    """,
    RemovedKind.CREDIT: """
        credit credits photocredit photo-credit imagecredit photographer image-source photo-source
        copyright fotograf bildnachweis bildquelle fotocredit picture-credit
    """,
    RemovedKind.RELATED: """
        related relatedarticles related-articles related-content related-links relateds
        readalso read-also also-read more-on more-from more-stories morestories recommended recommendation
        recommendations recommend recirc recirculation teaser teasers outbrain taboola most-read mostread
        breaking-news newsticker ticker
        most-popular trending lire-aussi lireaussi leggi-anche lee-tambien saiba-mais leia-mais mais-lidas
        see-also internallink yarpp jp-relatedposts relacionadas relacionados noticias-relacionadas
        up-next next-article next-story further-reading onward interlink readnext read-next
        linkbox link-box related-stories related-posts jeg-inner-related linkliste suggested suggestions
        similar-articles popular similar
    """,
    RemovedKind.NEWSLETTER: """
        newsletter newsletters signup sign-up subscribe subscription subscriptions nl-signup email-signup
        inline-newsletter mailing-list regwall
    """,
    RemovedKind.AD: """
        ad ads advert adverts advertisement advertisements advertisment advertising advertorial adslot ad-slot
        adunit ad-unit adbox ad-wrap ad-container sponsor sponsored sponsors sponsor-message promo promos
        promotion promotions dfp google-ad googlead adsbygoogle publicidad publicite anzeige werbung reklame
        annons affiliate commercial
    """,
    RemovedKind.NAVIGATION: """
        breadcrumb breadcrumbs share sharing sharebar sharedaddy share-tools social socials social-share
        addthis addtoany toolbar tools pagination pager menu navbar tags taglist tag-list tagcloud
        keywords skip skip-link jump-link toc table-of-contents print-only printonly noprint
        article-actions actions bookmark bookmarks follow followus
        comment comments commenting disqus viafoura respond coral livefyre conversation
        cookie cookies consent gdpr modal popup popover tooltip dialog overlay toast snackbar backdrop
        dropdown jwplayer videoplayer video-player audio-player
        visually-hidden screen-reader-text screenreader sr-only visuallyhidden print-header
    """,
    RemovedKind.OTHER: """
        byline bylines infobox
        author-bio authorbio author-box authorbox about-author about-the-author author-info
        bio biography timestamp dateline-meta reading-time readtime read-time disclaimer corporate
        trust-principles trustprinciples transcript-disclaimer
    """,
}

# Words that also name whole articles or wrap real paragraphs: good for scraps only.
_UNSURE: Mapping[RemovedKind, str] = {
    RemovedKind.CAPTION: "image img images media photo photos picture pictures figure video videos player",
    RemovedKind.CREDIT: "attribution agency",
    RemovedKind.RELATED: "links link-list read-more readmore topics topic recent latest",
    RemovedKind.NEWSLETTER: "form email login callout cta paywall register registration piano",
    RemovedKind.NAVIGATION: """
        nav navigation button buttons btn icon icons sidebar rail widget widgets header footer
        count counter counts label labels kicker eyebrow category categories section-name
    """,
    RemovedKind.OTHER: """
        meta metadata info author authors date datetime dates time published publish-date pubdate updated
        byline-info contributor contributors fallback posted
    """,
}


_CORRECTION_NAMES = """
    correction corrections clarification clarifications erratum amendment editorsnote editornote
    korrektur berichtigung rectificatif rectification rectificacion rettelse rattelse sprostowanie
"""
_CORRECTIONS = frozenset(_CORRECTION_NAMES.split())

_ByFirstWord = Mapping[str, list[tuple[list[str], Hint]]]


def _by_first_word(table: Mapping[RemovedKind, str], *, sure: bool) -> _ByFirstWord:
    """What may follow a word, with what it then means: the kind that stands first, and the longest of it."""
    found: dict[str, list[tuple[list[str], Hint]]] = {}
    for kind, words in table.items():
        for said in sorted(words.split(), key=len, reverse=True):
            first, *others = _words(said)
            found.setdefault(first, []).append((others, Hint(kind, said, sure)))
    return found


def _words(name: str) -> list[str]:
    """``name`` cut at capitals and at signs."""
    return [word.lower() for word in _WORD.findall(name)]


_ORDER = {kind: place for place, kind in enumerate(_SURE)}
_TABLES = (_by_first_word(_SURE, sure=True), _by_first_word(_UNSURE, sure=False))


@lru_cache(maxsize=4096)
def hint(name: str) -> Hint | None:
    """What ``name`` (an element's naming attributes, joined) says; None when it says nothing.

    Of several words the one whose kind stands first in the tables speaks: "credit-caption" is a caption.
    """
    words = _words(name)
    for table in _TABLES:
        found = list(_said(words, table))
        if found:
            return min(found, key=lambda said: _ORDER[said.kind])
    return None


def names_a_correction(name: str) -> bool:
    """Whether ``name`` (as for ``hint``) says that the outlet corrects, or explains, its article there."""
    words = _words(name)
    in_pairs = (one + other for one, other in pairwise(words))
    return not (_CORRECTIONS.isdisjoint(words) and _CORRECTIONS.isdisjoint(in_pairs))


def _said(words: list[str], table: _ByFirstWord) -> Iterator[Hint]:
    end = 0  # of what was understood so far: no word is used twice
    for at, word in enumerate(words):
        if word not in table or at < end:
            continue
        for others, meant in table[word]:
            if words[at + 1 : at + 1 + len(others)] == others:
                end = at + 1 + len(others)
                yield meant
                break
