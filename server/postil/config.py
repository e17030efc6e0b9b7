"""Settings: where the library lies, where the server listens, and whom it trusts. Read once, at the start.

A setting comes from the command line, else from the environment, else from ``postil.toml`` in the
data folder, else it has its default. Nothing else in the program reads the environment.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from platformdirs import user_data_dir

from postil.errors import BadSetting

PREFIX = "POSTIL_"
FILE = "postil.toml"
NAMES = tuple(
    PREFIX + name
    for name in (
        "DATA",
        "HOST",
        "PORT",
        "STORE",
        "TOKEN",
        "ALLOWED_ORIGINS",
        "ALLOWED_HOSTS",
        "CONTACT",
        "LOOKUPS",
        "WIKIDATA_API",
        "WIKIDATA_SPARQL",
        "WIKIPEDIA_API",
    )
)

_HIGHEST_PORT = 65535
_SWITCH = {
    "on": True,
    "true": True,
    "yes": True,
    "1": True,
    "off": False,
    "false": False,
    "no": False,
    "0": False,
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What this program was told.

    ``port`` 0 lets the system choose one. ``token`` is a fixed token for scripts, None for the library's
    own. ``allowed_origins`` are web origins that may call the API beside the paired extensions,
    ``allowed_hosts`` the names by which the server may be called beside the loopback ones. ``lookups`` is
    whether anything may be asked on the network: only when it was turned on and ``contact`` says who asks.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 8377
    store: str = "tinydb:"
    token: str | None = field(default=None, repr=False)
    allowed_origins: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    contact: str | None = None
    lookups: bool = False
    wikidata_api: str = "https://www.wikidata.org/w/api.php"
    wikidata_sparql: str = "https://query.wikidata.org/sparql"
    wikipedia_api: str = "https://en.wikipedia.org/w/api.php"

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.allowed_hosts:
            raise BadSetting(
                f"{PREFIX}HOST",
                f"{self.host!r} can be reached from other machines: set {PREFIX}ALLOWED_HOSTS to the names "
                "by which this server may be called, or keep to 127.0.0.1",
            )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to ``host``."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_settings(environ: Mapping[str, str], overrides: Mapping[str, str | None] = {}) -> Settings:
    """The settings from command line, environment and file, in that order.

    ``overrides`` has the same names as ``environ``; None there, or an empty text in ``environ``, says
    nothing. Raises BadSetting, for a setting that does not exist too.
    """
    given = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    for name in given:
        _check_name(name, name, "")
    spoken = {name: value for name, value in overrides.items() if value is not None}
    said = {name: value.strip() for name, value in (given | spoken).items() if value.strip()}
    default = Settings(data=Path(user_data_dir("postil", appauthor=False)))
    data = _Said(said).read("DATA", _folder, default.data)
    read = _Said(_read_file(data / FILE) | said).read
    contact = read("CONTACT", _line, None)
    return Settings(
        data=data,
        host=read("HOST", _host, default.host),
        port=read("PORT", _port, default.port),
        store=read("STORE", _store, default.store),
        token=read("TOKEN", _token, None),
        allowed_origins=read("ALLOWED_ORIGINS", _each(_origin), ()),
        allowed_hosts=read("ALLOWED_HOSTS", _each(_host_name), ()),
        contact=contact,
        lookups=read("LOOKUPS", _switch, False) and contact is not None,
        wikidata_api=read("WIKIDATA_API", _address, default.wikidata_api),
        wikidata_sparql=read("WIKIDATA_SPARQL", _address, default.wikidata_sparql),
        wikipedia_api=read("WIKIPEDIA_API", _address, default.wikipedia_api),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Values by full name, each read by a function that raises ValueError with the problem."""

    values: Mapping[str, str]

    def read(self, name: str, parse: Callable[[str], T], default: T) -> T:
        full_name = PREFIX + name
        if full_name not in self.values:
            return default
        try:
            return parse(self.values[full_name])
        except ValueError as problem:
            raise BadSetting(full_name, str(problem)) from problem


def _check_name(name: str, written: str, where: str) -> None:
    if name in NAMES:
        return
    near = get_close_matches(name, NAMES, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}"
    raise BadSetting(written, f"there is no such setting{where}; {hint}")


def _read_file(path: Path) -> dict[str, str]:
    """The file's settings as text, by full name; none when there is no file."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise BadSetting(str(path), f"can't be read: {problem}") from problem
    said: dict[str, str] = {}
    for written, value in table.items():
        name = written.upper() if written.upper().startswith(PREFIX) else PREFIX + written.upper()
        _check_name(name, written, f" (in {path})")
        if name == f"{PREFIX}DATA":
            raise BadSetting(written, f"{path} lies in the data folder, so it can't name another")
        if name in said:
            raise BadSetting(written, f"is there twice in {path}")
        try:
            text = _as_text(value).strip()
        except ValueError as problem:
            raise BadSetting(written, f"{problem} (in {path})") from problem
        if text:
            said[name] = text
    return said


def _as_text(value: object) -> str:
    """A value of the file as it would be written in the environment."""
    match value:
        case str():
            return value
        case bool():
            return "on" if value else "off"
        case int():
            return str(value)
        case list():
            return ",".join(_as_text(item) for item in value)
    raise ValueError(f"expected a text, a number, true, false or a list, got {value!r}")


def _folder(value: str) -> Path:
    path = Path(value).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{value!r} is a file, not a folder")
    return path


def _line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("expected one line without control characters")
    return value


def _host(value: str) -> str:
    host = value.removeprefix("[").removesuffix("]").lower()
    try:
        return str(ip_address(host))
    except ValueError:
        return _host_name(host)


def _host_name(value: str) -> str:
    """A name or address as it stands in a Host header; a port may follow."""
    try:
        parts = urlsplit(f"//{value}")
        well_formed = parts.hostname is not None and (parts.port or True)
    except ValueError:
        well_formed = False
    if not well_formed or parts.netloc != value or "@" in value or any(c.isspace() for c in value):
        raise ValueError(f"{value!r} is not a host name such as notes.example.org")
    if "*" in value:
        raise ValueError(f"{value!r}: expected whole names, without a *")
    return value.lower()


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) <= _HIGHEST_PORT):
        raise ValueError(f"{value!r} is not a port: expected a number from 0 to {_HIGHEST_PORT}")
    return int(value)


def _store(value: str) -> str:
    if value in ("tinydb", "tinydb:"):
        return "tinydb:"
    # Only the part before the colon is shown: an address of a database may hold a password.
    raise ValueError(f"there is no store {value.split(':')[0]!r}; there is tinydb:")


def _token(value: str) -> str:
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("expected printable ASCII characters without spaces, as a header can carry")
    return value


def _switch(value: str) -> bool:
    try:
        return _SWITCH[value.lower()]
    except KeyError:
        raise ValueError(f"{value!r} is neither on nor off") from None


def _each(parse: Callable[[str], str]) -> Callable[[str], tuple[str, ...]]:
    """Reads a list with commas or spaces between the items."""
    return lambda value: tuple(dict.fromkeys(parse(item) for item in value.replace(",", " ").split()))


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if value == "*":
        raise ValueError("'*' would let every site read the library: expected exact origins")
    if not parts.scheme or not parts.netloc or f"{parts.scheme}://{parts.netloc}" != value.lower():
        raise ValueError(f"{value!r} is not an origin such as https://notes.example.org")
    return value.lower()


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is not an address that begins with http:// or https://")
    return value
