"""Sentences of the page's own, in the languages its readers write: labels, invitations, notices.

One pattern a line; a space stands for any white space. A phrase alone never decides: it is looked
for in short blocks, and a label counts only when a link follows it or nothing does. See ``lines``.
"""

import re
from dataclasses import dataclass

from postil.models import RemovedKind

_LABELS = r"""
    read (?:more|also|next|now|on|the full story)
    also read
    see (?:also|more)
    related(?: (?:stories|story|articles?|content|topics?|links?|news|roundup|video|posts?|reading|terms))?
    related coverage
    recommended(?: (?:stories|for you|reading|videos?))?
    (?:you )?(?:may|might) (?:also )?(?:like|be interested in)
    don[’']?t miss
    must[-\s]reads?
    explore (?:further|more)
    keep reading
    continue reading
    more (?:from|stories|news|coverage|like this|must-reads)\b.*
    more (?:[\w’']+ ){0,3}stories
    more on (?:this|the)\b.*
    editor[’']?s[’']? (?:picks?|choice)
    further reading
    what to read next
    trending(?: now)?
    most (?:read|popular|viewed)
    in case you missed it
    up next
    top (?:stories|news|reads)
    latest (?:news|stories|headlines)
    tags?
    filed under
    buyer[’']s guide
    lesen sie (?:auch|mehr|dazu|hier|weiter)
    mehr (?:zum thema|dazu|lesen|aus|zu|über|von|nachrichten|anzeigen)
    auch interessant
    zum thema
    das könnte sie (?:auch )?interessieren
    weitere (?:artikel|themen|nachrichten|videos|beiträge|infos?|informationen)
    siehe auch
    (?:lese|buch|podcast|video)tipps?
    hier lesen
    die redaktion empfiehlt
    empfohlene[rs]? .*
    ähnliche (?:artikel|nachrichten|beiträge|themen)
    weiterlesen
    passend dazu
    externer inhalt\b.*
    meistgelesen
    schlagworte?
    audio und video zum thema
    (?:à )?lire (?:aussi|la suite|également|plus)
    voir aussi
    sur le même (?:thème|sujet)
    notre sélection
    sur ce sujet
    nos dernières vidéos
    le[eé] también
    lea también
    te (?:puede|podría) interesar
    más (?:información|noticias|sobre)
    noticias? relacionadas?
    (?:ver|vea) también
    también te puede interesar
    le(?:ia|r) (?:também|mais)
    veja (?:também|mais)
    saiba mais
    mais lidas
    leggi anche
    vedi anche
    per approfondire
    potrebbe interessarti
    approfondisci
    lees (?:ook|meer|verder)
    bekijk ook
    läs (?:också|mer|även|vidare)
    l[eæ]s (?:også|mere?|videre)
    se også
    lue (?:myös|lisää)
    czytaj (?:także|też|również|więcej)
    zobacz (?:także|też|również|więcej)
    przeczytaj
    čtěte (?:také|též|více)
    mohlo by vás zajímat
    читайте (?:также|далее|ещё|еще)
    читать (?:далее|также)
    смотрите также
    подробнее
    по теме
    читайте також
    дивіться також
    baca (?:juga|selengkapnya)
    lihat juga
    simak juga
    यह भी पढ़ें
    ये भी पढ़ें
    [اإأ]قرأ (?:أيضا[ًً]?|المزيد)
    قد يهمك
    (?:بیشتر|همچنین) بخوانید
    (?:مطالب|اخبار) مرتبط
    (?:یہ بھی|مزید) پڑھیں
    קראו (?:גם|עוד)
    עוד בנושא
    (?:bunu da|ayrıca) oku(?:yun)?
    ilgili haber(?:ler)?
    διαβάστε (?:επίσης|ακόμ[αη]|περισσότερα)
    δείτε (?:επίσης|ακόμ[αη])
    xem thêm
    đọc thêm
    tin liên quan
    อ่านเพิ่มเติม
    ข่าวที่เกี่ยวข้อง
    olvass(?:a|on)? (?:el )?(?:ezt is|tovább|még)
    kapcsolódó (?:cikk(?:ek|ünk)?|anyag(?:ok)?)
    cit(?:ește|iți|eşte|iţi) (?:și|şi)
    (?:прочетете|вижте) (?:още|също)
    pročitaj(?:te)? (?:i|još|više)
    čítajte (?:aj|tiež)
    আরও পড়ুন
    soma (?:zaidi|pia)
    関連(?:記事|ニュース|キーワード|リンク|企業.*)?
    あわせて読みたい
    おすすめ(?:情報|記事)?
    続きを読む
    관련\s?(?:기사|뉴스)
    相关(?:阅读|新闻|链接)
    延伸[阅閱][读讀]
    推[荐薦]阅读
"""
_LINK_LABELS = r"""
    opinion
    analysis
    gallery
    photos
    in pictures
    what to know\b.*
    topics
    explainer
    the latest
    sources?
    featured(?: \w+)?
    interview
    kommentar
    quellen?
    hintergrund
    dazu
    watch(?: (?:now|live|more|the video|below|also))?
    listen(?: (?:now|to .*))?
    editor[’']?s[’']? (?:picks?|choice|note)
    lesen sie
    à lire
    more (?:about|in )\b.*
"""
_NEWSLETTER = r"""
    ^\W*(?:please |click here to |you can )?(?:sign up|subscribe)\b
    sign(?:ing)? up (?:for|to|here|now)\b.{0,120}(?:newsletter|updates|alerts|inbox|e-?mails?|mailing list)
    want .{0,90}\? sign up
    newsletter.{0,60}(?:abonn|bestell|anmeld|registr|sign\s?up|inbox|subscribe)
    (?:abonn|bestell|anmeld|sign\s?up|subscribe|inscri|suscr|tilmeld|meld deg|prenumer).{0,90}newsletter
    (?:delivered|straight|right|direct(?:ly)?|sent) (?:in|to|into) your (?:inbox|mailbox)
    to your inbox
    (?:before|after|past) newsletter promotion
    dein(?:em|e)? postfach
    nachrichten aufs handy
    \bboîte mail\b
    ニュースレターを
    メルマガ
"""
_SUBSCRIPTION = r"""
    \b(?:reserved|exclusive|only) (?:for|to) (?:our )?subscribers\b
    \balready (?:a )?subscri
    subscribe to (?:continue|read|unlock)
    (?:register|log in|sign in) to (?:continue|read|unlock|view|bookmark)
    article réservé (?:aux|à nos) abonnés
    il vous reste [\d.,]+\s?%
    la suite est réservée
    déjà abonn
    (?:jetzt|gratis|kostenlos) (?:weiterlesen|testen)
    weiterlesen mit
    wochen kostenlos testen
    solo para suscriptores
    (?:この記事は|続きを読むには)?有料会員
    残り\d+文字
    会員登録
    これは会員
    ^(?:please )?(?:support (?:our (?:work|journalism)|local journalism)|become a (?:member|supporter))\b
    (?:einer|mit (?:einer|ihrer)) spende\b
"""
_ADVERT = r"""
    ^\W*(?:advert(?:isement)?s?|ad|sponsored(?: content)?|sponsor message|paid post)\W*\d*\W*$
    ^\W*(?:anzeige|werbung|reklama?|advertentie|annons|annonse|annonce|iklan|mainos)\W*\d*\W*$
    ^\W*(?:publicité|publicidad|publicidade|pubblicità|реклама|広告|광고|广告)\W*\d*\W*$
    ^\W*(?:διαφήμιση|διαφημίσεις|reklam|إعلان|تبلیغات|פרסומת|quảng cáo|hirdetés|oglas|विज्ञापन)\W*\d*\W*$
    (?:story|article|content) continues below
    skip (?:past )?advert
    continue reading the main story
    (?:earn|receive|get) (?:a|an) (?:small |affiliate )?commission
    affiliate[-\s]links?
    advertisement has not loaded
    artikel enthält (?:sog(?:enannte)?\.? )?affiliate
    provision vom (?:händler|verkäufer)
"""
_EMBED = r"""
    externe[rn]? (?:inhalte?|beitrag)\b.{0,80}(?:laden|anzeigen|angezeigt|verfügbar|youtube|twitter|facebook)
    diese[nrs]? (?:inhalte?|beitrag)\b.{0,80}(?:laden|anzeigen|angezeigt|blockiert|einwilligung|zustimmung)
    privatsphäre-?einstellungen
    einen externen inhalt von
    please enable (?:javascript|cookies)
    enable javascript
    browser does not support
    try refreshing your browser
    (?:site|website|we) uses? cookies
    content is (?:hosted|provided) by (?:a third|twitter|facebook|google|instagram|youtube)
    to view this (?:content|video)
    ^(?:this )?video (?:is )?(?:not|un)\s?(?:currently )?available
    este contenido no se puede
    ce contenu est bloqué
    pour afficher ce contenu
"""
_LEGAL = r"""
    ^\W*(?:©|copyright\b|\(c\) )
    all rights reserved
    alle rechte vorbehalten
    tous droits réservés
    todos los derechos
    may not be (?:published|reproduced|republished).{0,60}(?:broadcast|without|rewritten)
    subject to copyright
    our standards:.{0,40}(?:principles|code)
    transcripts? may vary
    visit our (?:website )?terms of use
    terms of (?:use|service) and (?:our )?privacy
    privacy (?:policy|notice) and (?:our )?terms
    protected by recaptcha
    no part may be reproduced
    quotes delayed at least
    ^citation:.*retrieved
    無断転載
    저작권자
    무단\s?전재
"""
_TALK = r"""
    ^(?:join|start|be part of) (?:the|our) (?:conversation|discussion|community)
    ^(?:leave|post|add|write) a (?:comment|reply)
    ^(?:view|show|read|see)?\s*(?:all )?\(?\d*\)?\s*comments?\b.{0,20}$
    comment(?:s|ing)? (?:policy|guidelines|are (?:closed|moderated))
    please read .{0,20}comment
    ^(?:have|got) (?:a|any) (?:tips?|questions?|news tips?|story ideas?)\b
    ^(?:follow|find|like|join) @?\w+(?: \w+)? (?:on|at|in) (?:twitter|x\b|facebook|instagram|google|linkedin)
    ^(?:follow|find|like|join) @?\w+(?: \w+)? (?:on|at|in) (?:bluesky|threads|whatsapp|telegram)
    ^(?:share|teilen|partager|compartir|condividi|delen|dela|del|jaa|udostępnij)\b.{0,40}$
    ^(?:поделиться|поділитися|シェア).{0,40}$
    ^(?:print|e-?mail|drucken|imprimer)\W*$
    ^(?:click|tap) here to (?:see|watch|read|join|sign|subscribe|view|comment|vote)\b
    ^(?:contact|reach|email|write to) (?:the (?:author|writer|reporter)|\w+(?: \w+)? (?:at|on))\b
    join the conversation in the comments
    fehler (?:auf \S+ )?entdeckt
    inhaltliches feedback
    ^add as (?:a )?preferred
    add \S+(?: \S+)? (?:as (?:a|your) )?(?:preferred|trusted) (?:source|google)
    ^jump to
    ^skip to
    ^(?:bitte )?achten sie darauf, dass ihre kommentare
    комментари(?:и|й)\b.{0,20}$
    ^добавить (?:отзыв|комментарий)
"""
_TIMES = r"""
    ^\W*(?:reading|read|lese|listening)[-\s]?(?:time|zeit|dauer)\W.{0,20}$
    ^\W*\d{1,3}[-\s]min(?:ute)?s?\.?(?: (?:read|lesezeit|de lecture|de lectura|leitura|leestijd))?\W*$
    ^\d+ (?:minutes?|hours?|mins?) ago$
"""
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


def _pattern(line: str) -> str:
    return line.strip().replace(" ", r"\s+")


def _any_of(table: str) -> str:
    return "|".join(_pattern(line) for line in table.splitlines() if line.strip())


def _label(table: str) -> re.Pattern[str]:
    """The whole of a block, or its beginning before a sign."""
    return re.compile(rf"^[\W_]*(?:{_any_of(table)})\s*(?:$|[:：>»→|.!?…\-–—】］\]])", re.IGNORECASE)


LABEL = _label(_LABELS)
"""What stands over links or before one."""

LINK_LABEL = _label(f"{_LABELS}{_LINK_LABELS}")
"""What may stand before a link, and is a heading of the article as often when no link is there."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One kind of sentence. ``why`` is how the rule is told; ``found_in`` asks for lower-case text."""

    why: str
    kind: RemovedKind
    at_start: re.Pattern[str]
    anywhere: tuple[tuple[str, re.Pattern[str]], ...]

    def found_in(self, text: str) -> bool:
        if self.at_start.match(text):
            return True
        for word, pattern in self.anywhere:  # noqa: SIM110 (twice as quick as any(), on every short block)
            if word in text and pattern.search(text):
                return True
        return False

    def begins(self, text: str) -> bool:
        """Whether ``text``, in lower-case, begins with such a sentence; "this" may stand before it."""
        pointing = _THIS.match(text)
        starts = {0, pointing.end() if pointing else 0}
        return any(
            pattern.match(text, start)
            for pattern in (self.at_start, *(pattern for _, pattern in self.anywhere))
            for start in starts
        )


_THIS = re.compile(
    r"\W*(?:this|cette?|ce|diese[rns]?|est[ae]|quest[ao]|dit|deze|den här|denne|ten|ta|эт\w+)\s+"
)


def _phrase(why: str, kind: RemovedKind, table: str) -> Phrase:
    lines = [line.strip() for line in table.splitlines() if line.strip()]
    at_start = "|".join(_pattern(line[1:]) for line in lines if line.startswith("^")) or r"(?!)"
    anywhere = ((_plain_word(line), re.compile(_pattern(line))) for line in lines if not line.startswith("^"))
    return Phrase(why, kind, re.compile(at_start), tuple(anywhere))


def _plain_word(line: str) -> str:
    """A piece that every text which the pattern finds must hold: looking for it first is far quicker."""
    without_groups = line
    while (outer := _INNERMOST_GROUP.sub("\n", without_groups)) != without_groups:
        without_groups = outer
    return max(re.split(_NOT_PLAIN, without_groups), key=len)


_INNERMOST_GROUP = re.compile(r"\([^()]*\)[?*]?")
_NOT_PLAIN = r"\w[?*]|\\.[?*+]?|\[[^\]]*\][?*+]?|[.^$]|\{[^}]*\}|\n|[?*+]"

INFORMAL_PHRASES = (
    _phrase("an invitation to a newsletter", RemovedKind.NEWSLETTER, _NEWSLETTER),
    _phrase("an invitation to subscribe", RemovedKind.NEWSLETTER, _SUBSCRIPTION),
    _phrase("an advertisement's label", RemovedKind.AD, _ADVERT),
    _phrase("an invitation to share, write or follow", RemovedKind.NAVIGATION, _TALK),
    _phrase("the time it takes to read", RemovedKind.OTHER, _TIMES),
)
"""What a reporter might write as well; the first that is found in a block decides."""

FORMAL_PHRASES = (
    _phrase("a notice in place of something embedded", RemovedKind.OTHER, _EMBED),
    _phrase("a legal notice", RemovedKind.OTHER, _LEGAL),
)
"""What nobody but a machine or a lawyer writes."""

READ_ON = _phrase("an invitation to read on", RemovedKind.NEWSLETTER, _TO_READ_ON)
"""What stands where a page breaks its article off: it decides nothing by itself. See ``walls``."""
