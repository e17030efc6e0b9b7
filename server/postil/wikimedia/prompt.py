"""Connections that say at once what has come, for answers that a server sends in several pieces.

Many small servers and proxies write the head of an answer and then its body; the system then holds the body
back until the head is acknowledged, which takes 40 ms. A page has a dozen look-ups, one after another.
"""

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_AT_ONCE = getattr(socket, "TCP_QUICKACK", None)  # Linux alone has it


def _acknowledge_at_once(connection: HTTPConnection) -> None:
    # It holds for a few pieces only, so it is said before each answer.
    if _AT_ONCE is not None and isinstance(connection.sock, socket.socket):
        connection.sock.setsockopt(socket.IPPROTO_TCP, _AT_ONCE, 1)


class _Plain(HTTPConnection):
    def getresponse(self) -> Any:
        _acknowledge_at_once(self)
        return super().getresponse()


class _Secure(HTTPSConnection):
    def getresponse(self) -> Any:
        _acknowledge_at_once(self)
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class Prompt(HTTPAdapter):
    """What a session is given for ``http://`` and ``https://``."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
