"""How a picture's credit and the controls around its caption read, wherever they stand."""

import re

from postil.capture.spelling import ends_sentence

_AGENCIES = r"""
    AP|A\.P\.|Associated\s+Press|AAP|AFP|ANSA|ANP|APA|ATP|Bloomberg|CP|dpa|DPA|EFE|EPA|EFE-EPA|Getty(?:\s+Images)?|
    IMAGO|imago|iStock(?:photo)?|KCNA|Keystone|Korea\s+News\s+Service|Kyodo(?:\s+News)?|KNS|Lusa|Magnum|MTI|NTB|
    NurPhoto|PA(?:\s+Images|\s+Media|\s+Wire)?|PAP|picture\s+alliance|Pool|Press\s+Association|Reuters|REUTERS|
    Ritzau(?:\s+Scanpix)?|Scanpix|Shutterstock|SIPA(?:\s+USA)?|Sputnik|TASS|TT|UPI|Xinhua|Yonhap|Zuma(?:\s+Press)?|
    Alamy|Corbis|Unsplash|Wikimedia\s+Commons|Adobe\s+Stock|stock\.adobe\.com|Depositphotos|Anadolu(?:\s+Agency)?|Sipa
"""
_LABELS = r"""
    photo(?:s|graph|graphs|graphy)?|image|images|picture|credit|courtesy|foto|fotos|bild|bilder|crédit|crédits|
    foto(?:graf|grafie)?|fotografía|imagen|imagem|immagine|illustration|video|vidéo|graphic|source|quelle|kuva|zdjęcie|фото|
    credits|(?:crédits?|foto|imagen)\s+(?:photos?|de\s+(?:archivo|portada))|bildquelle|bildnachweis|
    (?:featured|header|cover|lead|main|hero)\s+(?:image|photo|picture)|(?:image|photo|picture)\s+source|
    fotó|fotoğraf|φωτογραφία|ảnh|صورة|الصورة|사진|写真|画像|图片?来源|图源|图片?|圖片?來源|圖片?
"""

CREDIT_WITH_LABEL = re.compile(
    rf"^[\s(\[|©*/-]*(?:{_LABELS})(?:\s+(?:credits?|courtesy|by|von|par|por|di|av|af))?\s*(?:[:：=]|©|/|[|｜]|\s[–—-]\s|\bby\b|\bvon\b|\bcourtesy\b)",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that says what it is: "Photo: …", "Image courtesy …", "Foto: …"."""

CREDIT_WITH_AGENCY = re.compile(
    rf"(?:^|[\s/,|(\[©–—-]|\bvia\s+)(?:{_AGENCIES})[\s)\].]*$|(?:^|[/(|])\s*(?:{_AGENCIES})\s*[/|]|\bvia\s+(?:{_AGENCIES})\b",
    re.VERBOSE,
)
"""A line that names an agency where a credit names it: at its end, beside a stroke, after "via"."""

CONTROL = re.compile(
    r"^\W*(?:(?:hide|toggle|show|view|read|expand)\s+(?:image\s+|full\s+)?captions?|enlarge(?:\s+this)?\s+image|"
    r"image\s+(?:caption|credit|source)s?|photo\s+caption|(?:open|view)\s+(?:image\s+)?(?:in\s+)?(?:full\s*screen|gallery|lightbox)|"
    r"click\s+to\s+enlarge|bild\s+vergrößern|agrandir\s+l[’']image)\W*$",
    re.IGNORECASE,
)
"""A control of the page at a picture: "hide caption", "Enlarge this image"."""

ENDS_IN_CONTROL = re.compile(r"\b(?:hide|toggle)\s+caption\W*$", re.IGNORECASE)

_LONGEST = 140  # characters: two photographers, two agencies and a place
_SENTENCE = re.compile(r"[.!?。！？]\s+\w")


def is_credit(line: str) -> bool:
    """Whether ``line`` does nothing but credit a picture."""
    if len(line) > _LONGEST or _SENTENCE.search(line):
        return False
    if CREDIT_WITH_LABEL.search(line):
        return True
    return bool(CREDIT_WITH_AGENCY.search(line)) and not ends_sentence(line) and _mostly_names(line)


def is_control(line: str) -> bool:
    return bool(CONTROL.match(line))


def is_caption_control(line: str) -> bool:
    """Whether ``line`` is a control that stands under a caption: "hide caption"."""
    return is_control(line) and bool(ENDS_IN_CONTROL.search(line))


def _mostly_names(line: str) -> bool:
    """Credits are names: nearly every word has a capital. A headline about an agency has verbs."""
    words = re.findall(r"[^\W\d_]{3,}", line)
    small = sum(1 for word in words if word[0].islower() and word not in _SMALL_IN_CREDITS)
    return small <= len(words) / 4


_SMALL_IN_CREDITS = frozenset(
    {
        "via",
        "for",
        "the",
        "and",
        "hide",
        "caption",
        "dpa",
        "imago",
        "pool",
        "file",
        "handout",
        "stock",
        "adobe",
        "com",
    }
)
