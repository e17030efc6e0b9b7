"""Whether a page gives its article whole, or the beginning of it and then asks to subscribe or to sign in.

A page may say that its article is for subscribers and still send all of it, and every page may ask
to subscribe. So nothing counts alone: a locked article counts when its text breaks off, or is much
shorter than the page says; an invitation to read on counts when there is little before it.
"""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from postil.capture import markup
from postil.capture.metadata import Metadata
from postil.models import ArticleState, Block, BlockKind

_TO_READ_ON = r"""
    (?:subscribe|register|log in|sign in|sign up|join)(?: \w+){0,4} to (?:continue|read|unlock|view|keep)
    to (?:continue|keep) reading(?:,| this| the| please| subscribe)
    (?:unlock|read the rest of|continue reading|keep reading) (?:this|your) (?:article|story|free)
    (?:article|story|content|post) is (?:\w+ ){0,2}(?:for|to) (?:\w+ ){0,2}(?:subscribers|members)
    (?:exclusive|exclusively|reserved|only) (?:for|to) (?:our )?(?:\w+ )?(?:subscribers|members)
    already (?:a |an |have an? )?(?:subscribers?|members?|subscribed|account)\b.{0,20}(?:sign|log)
    (?:you have|you['’]ve) (?:reached|used|read) .{0,40}\barticles?
    la suite (?:de cet article |de l['’]article )?est réservée
    (?:article|contenu) (?:est )?réservé (?:aux|à nos) abonnés
    il vous reste [\d.,]+\s?% de cet article
    (?:jetzt|mit \S+|um) (?:den \S+ |diesen )?(?:artikel )?(?:weiter\s?lesen|weiterzulesen|zu ende lesen)
    weiterlesen mit
    diese[rn] (?:artikel|inhalt|beitrag) (?:ist|lesen) (?:\w+ )?(?:für|mit|als) \S*(?:abo|plus|mitglied)
    (?:contenido|artículo|noticia) (?:exclusiv[oa] )?(?:solo )?para suscriptores
    suscríbete para (?:seguir|continuar) leyendo
    (?:conteúdo|artigo|reportagem) exclusiv[oa] para assinantes
    (?:contenuto|articolo) (?:riservato|per) (?:agli |soli )?abbonati
    abbonati per (?:continuare|leggere)
    (?:artikel|verhaal) (?:is )?(?:alleen |exclusief )?voor abonnees
    (?:artikeln|innehållet) är (?:endast |bara )?för prenumeranter
    (?:artikkelen|artiklen|saken) er (?:kun |bare )?for abonnenter
    (?:artykuł|treść) (?:jest )?(?:dostępn\w+ )?(?:tylko |wyłącznie )?dla (?:subskrybentów|prenumeratorów)
    (?:статья|материал|текст) доступ\w+ (?:только )?(?:для )?подписчик\w*
    この記事は(?:有料)?会員(?:限定|記事)
    残り[\d,]+文字
    (?:続きを読む|全文を読む|続き)には
    본 (?:기사|콘텐츠)는 (?:유료|회원)
    (?:本文|此文|文章)(?:为|為|仅限|僅限|只供)(?:付费|付費|会员|會員|订阅|訂閱)
    पूरी खबर पढ़ें
    प्रीमियम मेंबरशिप
"""
_WALL = re.compile(
    "|".join(line.strip().replace(" ", r"\s+") for line in _TO_READ_ON.splitlines() if line.strip()),
    re.IGNORECASE,
)
_FOLLOWING = etree.XPath("following::text()[string-length(normalize-space()) > 11][position() <= 40]")

_LITTLE = 2500  # letters: of what stands before a wall, half is below 1,000
_ENDING, _NOTICE = 3, 160  # an invitation that no rule took out is one of the last blocks, and short
_MUCH_SHORTER = 0.6  # of the words that the page says its article has
_FEWEST_WORDS = 150  # a page that states fewer states something else, such as the words of its summary
_PROSE = 100  # characters; shorter last lines are signatures and list items
_SENTENCE_END = re.compile(r"[.!?:;。！？।؟۔]\W*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W*$")


def state(
    about: Metadata, blocks: Sequence[Block], left_out: Iterable[str], body: etree._Element
) -> ArticleState:
    """Whether ``blocks`` are the whole article; ``left_out`` are the texts taken out of its ``body``."""
    has_little = sum(len(block.text) for block in blocks) <= _LITTLE
    left_out = (*left_out, *(block.text for block in blocks[-_ENDING:] if len(block.text) <= _NOTICE))
    is_cut = about.is_locked and (_breaks_off(blocks) or _is_much_shorter(about, blocks))
    if is_cut or (has_little and (any(map(_WALL.search, left_out)) or _is_walled_off(body))):
        return ArticleState.TRUNCATED
    return ArticleState.COMPLETE


def _breaks_off(blocks: Sequence[Block]) -> bool:
    last = blocks[-1]
    if last.kind is not BlockKind.PARAGRAPH:
        return False
    return bool(_CUT_OFF.search(last.text)) or (
        len(last.text) >= _PROSE and not _SENTENCE_END.search(last.text)
    )


def _is_much_shorter(about: Metadata, blocks: Sequence[Block]) -> bool:
    words = sum(len(block.text.split()) for block in blocks)
    stated = max(about.words, len(about.body.split()))
    return stated >= _FEWEST_WORDS and words < _MUCH_SHORTER * stated


def _is_walled_off(body: etree._Element) -> bool:
    """Whether what follows the ``body`` on the page invites to read on."""
    return any(_WALL.search(piece) for piece, _ in markup.texts(_FOLLOWING, body))
