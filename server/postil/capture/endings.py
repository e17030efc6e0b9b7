"""What stands behind the end of an article: who else worked on it, and what readers are asked to do next.

Outlets set these lines like paragraphs. From the last block on they are taken one by one, until there is
running text.
"""

import re
from collections.abc import Sequence

from postil.capture import phrases, spelling
from postil.capture.drafts import BlockDraft
from postil.capture.whitespace import squeeze
from postil.models import BlockKind, RemovedKind

_LONGEST = 500  # characters of an invitation; pleas go on for three or four sentences
_QUOTED = re.compile(r"[\"“”„«»「」]")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:^|[\s(:])@\w{3,}")
_LEADS_TO_A_CHANNEL = re.compile(
    r"^mailto:|^https?://(?:\w+\.)?(?:t\.me|telegram\.me|wa\.me|whatsapp\.com|facebook\.com|fb\.com|instagram\.com|"
    r"twitter\.com|x\.com|youtube\.com|tiktok\.com|linkedin\.com|vk\.com|ok\.ru|line\.me|threads\.net|bsky\.app|"
    r"news\.google\.com|flipboard\.com|zalo\.me)/(?!\w+/(?:status|posts|p|videos?)/)"
)
_INITIALS = re.compile(r"[(\[]\w{2,4}(?:[/,;-]\s?\w{2,4}){0,3}[)\]]")  # "(abc/def)"
_LONGEST_WITH_AN_ADDRESS = 300

_INVITES = (RemovedKind.NEWSLETTER, "behind the end: readers are asked to do something")
_IS_OR_DOES = re.compile(
    r"[’'\w]* (?:is|was|are|writes|covers|works|has|serves|teaches|lives|ist|war|schreibt|arbeitet|est|écrit|"
    r"es|è|é|scrive|schrijft|werkt|är|er|jest|pisze)\b"
)
_LONGEST_LABELLED = 160
_MOST_LINKS = 20  # looked at in what holds a line
_IS_LABELLED = (RemovedKind.RELATED, "behind the end: a label")
_WORKED_ON_IT = (RemovedKind.OTHER, "behind the end: who worked on the article")


def apply(found: Sequence[BlockDraft], authors: Sequence[str]) -> None:
    """Mark in ``found`` what stands behind the last running text, and what is said there of ``authors``."""
    for draft in reversed(found):
        if draft.removed is not None or _is_over_nothing(draft):
            continue
        told = _told(draft, authors)
        if told is None:
            break
        draft.take_out(*told)


def _is_over_nothing(draft: BlockDraft) -> bool:
    return draft.kind is BlockKind.HEADING and not spelling.ends_sentence(draft.text)


def invites(text: str) -> bool:
    """Whether ``text``, which quotes nobody, begins by asking the reader to do something."""
    return len(text) <= _LONGEST and not _QUOTED.search(text) and phrases.INVITATION.match(text) is not None


def _addresses(draft: BlockDraft) -> list[str]:
    """Where the links in ``draft`` lead; its tag may hold other blocks, with links of their own."""
    links = draft.tag.find_all("a", href=True, limit=_MOST_LINKS) if draft.linked else []
    return [str(link["href"]) for link in links if squeeze(link.get_text(" ")) in draft.text]


def _is_told_of(name: str, text: str) -> bool:
    """Whether ``text`` begins with the ``name`` as a sentence does, and not as a signature."""
    return text.startswith(name) and _IS_OR_DOES.match(text, len(name)) is not None


def _told(draft: BlockDraft, authors: Sequence[str]) -> tuple[RemovedKind, str] | None:
    text = draft.text
    if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return None
    if len(text) <= _LONGEST and any(_is_told_of(name, text) for name in authors):
        return _WORKED_ON_IT
    if len(text) <= _LONGEST_WITH_AN_ADDRESS and any(map(_LEADS_TO_A_CHANNEL.search, _addresses(draft))):
        return _INVITES
    if _INITIALS.fullmatch(text):
        return _WORKED_ON_IT
    if phrases.WORKED_ON_IT.search(text) and len(text) <= _LONGEST:
        return _WORKED_ON_IT
    if len(text) <= _LONGEST_WITH_AN_ADDRESS and _ADDRESS.search(text):
        return _WORKED_ON_IT
    if len(text) <= _LONGEST_LABELLED and phrases.LABEL.match(text) and not spelling.ends_sentence(text):
        return _IS_LABELLED
    return _INVITES if invites(text) else None
