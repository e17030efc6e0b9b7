"""Everything that can go wrong, as one tree. A message names the thing, the value, and what would be right.

PostilError
├── InvalidInput      a value from outside is not usable; ``field`` names it
│   ├── NotAnArticle  a page was read, but holds no article to keep
│   └── TooLarge      a body is over its limit
├── NotFound          the library holds nothing under that id or address
├── Conflict          the library's state forbids it
│   └── StaleRevision somebody changed the record in between
├── NotAllowed        who asks has no right to it
│   └── NotSignedIn   nobody is known to ask: no token, or one that is not valid
│       └── NotConfirmed  the token waits for the reader's yes
├── BadSetting        the program can't start with this configuration
├── LookupFailed      somebody asked on the network gave no usable answer
├── StoreLocked       another server has this library open
├── WriteFailed       the disk refused a write; the library is as it was
└── StoreDamaged      the library's files can't be read, and were left as they are
"""


class PostilError(Exception):
    """The root. ``code`` is the stable word for programs; ``str()`` is the sentence for people."""

    code = "error"


class InvalidInput(PostilError):
    """A value from outside is not usable. ``field`` is where, as the caller wrote it."""

    code = "invalid"

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.problem = field, problem


class NotAnArticle(InvalidInput):
    """A page was read, but there is no article in it."""

    code = "not_an_article"


class TooLarge(InvalidInput):
    """A body is over its limit."""

    code = "too_large"


class NotFound(PostilError):
    """The library holds nothing under that id or address."""

    code = "not_found"

    def __init__(self, kind: str, id: str, *, by: str = "id") -> None:
        super().__init__(f"no {kind} with {by} {id!r} in this library")
        self.kind, self.id = kind, id


class Conflict(PostilError):
    """The library's state forbids it; the message says what would clear the way."""

    code = "conflict"


class StaleRevision(Conflict):
    """The record was changed in between. ``current`` is its revision now."""

    code = "stale_revision"

    def __init__(self, kind: str, id: str, *, expected: int, current: int) -> None:
        super().__init__(
            f"{kind} {id!r} is at revision {current} now, not {expected}: read it again, then change it"
        )
        self.kind, self.id, self.expected, self.current = kind, id, expected, current


class NotAllowed(PostilError):
    """Who asks is known, and has no right to it."""

    code = "not_allowed"


class NotSignedIn(NotAllowed):
    """No valid token or session came with the request."""

    code = "not_signed_in"


class NotConfirmed(NotSignedIn):
    """The token waits for the reader to confirm its pairing."""

    code = "not_confirmed"


class BadSetting(PostilError):
    """The program can't start with this configuration."""

    code = "bad_setting"

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name, self.problem = name, problem


class LookupFailed(PostilError):
    """A host was asked, with the reader's leave, and gave no usable answer. ``why`` says how it ended."""

    code = "lookup_failed"

    def __init__(self, host: str, why: str) -> None:
        super().__init__(f"{host} gave no usable answer: {why}")
        self.host, self.why = host, why


class StoreLocked(PostilError):
    """Another server has this library open."""

    code = "store_locked"


class WriteFailed(PostilError):
    """The disk refused a write (full, gone, not ours). The library in memory is as it was before."""

    code = "write_failed"


class StoreDamaged(PostilError):
    """The library's files can't be read. They are left as they are; the message names them."""

    code = "store_damaged"
