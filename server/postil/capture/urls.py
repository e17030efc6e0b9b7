"""What "the same page" means.

One article is reached under many addresses. A reader who follows a link from a newsletter, from a
search engine's AMP cache or from a telephone has the same article before them, and expects their
marks on it. So an address is reduced to a key, and pages with equal keys are the same page.

What does not tell pages apart, and goes:

- the scheme: no outlet serves two articles on http and https;
- the case of the host, its trailing dot, and a default port;
- a first host label that names an edition for a device: www, m, mobile, amp;
- AMP in all its dress: the caches of Google, Bing and ampproject.org are undone to the address they
  hold a copy of; "/amp" at the end or the beginning of a path, ".amp" and "?amp=1" are cut;
- a trailing slash, an index.html, how a path is percent-encoded;
- the fragment: it is a place in the page;
- parameters that record where a reader came from (utm_source, fbclid, smid ...);
- the order of the parameters that are left.

What may tell pages apart, and stays: every other parameter. Old systems keep the article's number
in ?id=, ?p= or ?story_id=; there are too many of them to list, so the list is of what to drop. Letter case
in paths stays too: some servers tell it apart. When two addresses of one article still differ,
its canonical address joins them; when a canonical address can't be right, it is not believed.
"""

import ipaddress
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from postil.errors import InvalidInput

if TYPE_CHECKING:
    from tldextract import TLDExtract

_FIELD = "url"
_MOST_CHARACTERS = 8192  # what servers accept; longer ones are data in disguise
_SCHEMES = {"http": 80, "https": 443}
_DEVICE_LABEL = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")

_CACHE_PATHS = (
    (re.compile(r"(?:^|\.)google\.[a-z.]+$"), re.compile(r"^/amp/(?:s/)?")),
    (re.compile(r"(?:^|\.)bing\.com$"), re.compile(r"^/amp/(?:s/)?")),
    (re.compile(r"\.cdn\.ampproject\.org$"), re.compile(r"^/[a-z]/(?:s/)?")),
)
"""Hosts that serve copies of other hosts' pages, and what stands before the real address in the path."""

_AMP_PATH_END = re.compile(r"(?:/amp|\.amp)(?:\.html?)?/?$|(?<=\.html)/amp/?$")
_AMP_PATH_START = re.compile(r"^/amp(?=/.)")
_LOGIN = re.compile(r"^(\s*[a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_INDEX = re.compile(r"/index\.html?$")
_DOT_SEGMENT = re.compile(r"/\.(?=/|$)")
_PARENT_SEGMENT = re.compile(r"/[^/]+/\.\.(?=/|$)")

_TRACKING_PREFIXES = (
    "utm_",
    "mc_",
    "at_",
    "hsa_",
    "pk_",
    "mtm_",
    "matomo_",
    "ns_",
    "guce_",
    "oly_",
    "fb_",
    "gaa_",
    "ga_",
    "wt.",
)
_TRACKING_NAMES = """
    fbclid gclid dclid gbraid wbraid gclsrc msclkid yclid twclid ttclid igshid igsh li_fat_id epik
    _ga _gl _hsenc _hsmi __twitter_impression s_cid s_kwcid wt_mc wtmc xtor ocid icid ncid cmp cmpid
    cmpid1 ito smid smtyp partner ref ref_src ref_url referrer referer referringsource src source
    share shared sharetype sr_share spm trk trkcampaign mkt_tok vero_id guccounter rss ftag linkid
    soc_src soc_trk tsrc usp leadsource unlocked_article_code giftcopy gift reflink mod taid sh itid
    hpid intcid int_cid intcmp campaign campaign_id emc nl te user_id wprov via feature dgcid ck_subscriber_id
    outputtype output amp _amp amp_js_v amp_gsa usqp resourcekey x-amz-security-token
"""
"""Parameters that say how a reader came, or in which dress the page is to be served; in lower case."""
_TRACKING = frozenset(_TRACKING_NAMES.split())

# Under these, too, every name is somebody else's site; the public suffix list has them not.
_MANY_SITES = ("medium.com", "substack.com", "tumblr.com")


def page_key(url: str) -> str:
    """The key that all addresses of the page at ``url`` share; itself an address, always https.

    A key's own key is itself. Raises InvalidInput("url") for what is no address of a web page.
    """
    host, port, path, query = _parts(url)
    for cache_host, before in _CACHE_PATHS:
        if cache_host.search(host) and before.search(path):
            held = before.sub("", path, count=1)
            return page_key(f"https://{held}?{query}" if query else f"https://{held}")
    host = _site_host(host)
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port not in _SCHEMES.values():
        host = f"{host}:{port}"
    parameters = _kept_parameters(query)
    return f"https://{host}{_kept_path(path)}" + (f"?{parameters}" if parameters else "")


def believable_canonical(canonical: str, url: str | None) -> bool:
    """Whether a page may be taken at its word that ``canonical`` is its address.

    Not when that is a site's root (unless the page lies there itself) or on another site than
    ``url``; not when it is no address at all, or one with a name and password in it. Without a ``url``,
    whether it is on another site can't be told.
    """
    if canonical != without_login(canonical):
        return False
    try:
        host, _, path, query = _parts(canonical)
        here = _parts(url) if url is not None else None
    except InvalidInput:
        return False
    is_root = not path.strip("/") and not query
    if here is None:
        return not is_root
    here_is_root = not here[2].strip("/") and not here[3]
    return _site(host) == _site(_parts(page_key(url or ""))[0]) and (here_is_root or not is_root)


def name_of_site(url: str | None) -> str:
    """The word under which the site of ``url`` is registered: "paper" for paper.example; "" for no site."""
    try:
        return _site(urlsplit(url or "").hostname or "").split(".")[0]
    except ValueError:
        return ""


def without_login(url: str) -> str:
    """``url`` without the name and password that it may carry: they are nobody's to keep."""
    return _LOGIN.sub(r"\1", url, count=1)


# What the Internet Archive writes before each link of a page that it shows.
_ARCHIVE = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/(?=https?:)")


def is_same_site(link: str, url: str | None) -> bool:
    """Whether ``link``, as it stands in the page at ``url``, leads to another page of that site."""
    address = _ARCHIVE.sub("", link.strip())
    if not address or address.startswith("#"):
        return False
    if "://" not in address[:10] and not address.startswith("//"):
        return ":" not in address.split("/")[0]
    try:
        host = urlsplit(address).hostname
        here = urlsplit(url or "").hostname
    except ValueError:
        return False
    return bool(host and here) and _site(host or "") == _site(here or "")


def _parts(url: str) -> tuple[str, int | None, str, str]:
    """Host (lower case, as it is registered), port, path and query. Raises InvalidInput."""
    address = url.strip()
    if len(address) > _MOST_CHARACTERS:
        raise InvalidInput(
            _FIELD, f"{len(address)} characters long; an address has at most {_MOST_CHARACTERS}"
        )
    shown = address if len(address) <= 80 else address[:79] + "…"
    try:
        split = urlsplit(address)
        port = split.port
        host = _ascii_host(split.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise InvalidInput(_FIELD, f"{shown!r} is not a valid address: {error}") from error
    if split.scheme not in _SCHEMES:
        raise InvalidInput(
            _FIELD, f"{shown!r} is not a web page's address: it begins with http:// or https://"
        )
    if not host or any(sign in host for sign in " _<>\"'\\%,;"):
        raise InvalidInput(_FIELD, f"{shown!r} names no host")
    return host, port, split.path, split.query


def _ascii_host(host: str) -> str:
    host = host.rstrip(".").lower()
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _site_host(host: str) -> str:
    """``host`` without the labels of its editions for devices."""
    while (shorter := _DEVICE_LABEL.sub("", host, count=1)) != host:
        host = shorter
    return host


def _site(host: str) -> str:
    """The registrable domain of ``host``: what one owner holds."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        host = _site_host(host)
        return _suffixes()(host).top_domain_under_public_suffix or ".".join(host.split(".")[-2:])
    return host


@cache
def _suffixes() -> "TLDExtract":
    """The public suffix list as it ships with tldextract: nothing is fetched. Read when first asked for."""
    from tldextract import TLDExtract

    return TLDExtract(
        cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True, extra_suffixes=_MANY_SITES
    )


def _kept_path(path: str) -> str:
    path = quote(unquote(path, errors="surrogateescape"), safe="/~!$&'()*+,;=:@", errors="surrogateescape")
    path = _DOT_SEGMENT.sub("", path)
    while (shorter := _PARENT_SEGMENT.sub("", path, count=1)) != path:
        path = shorter
    path = _INDEX.sub("/", path)
    if path != (shorter := _AMP_PATH_END.sub("", path)):
        path = shorter
    path = _AMP_PATH_START.sub("", path)
    return path.rstrip("/")


def _kept_parameters(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    kept = sorted(pair for pair in pairs if not _is_tracking(pair[0].lower()))
    return urlencode(kept, errors="surrogateescape")


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
