"""Answers that come in pieces are not waited for longer than they take."""

import socket
from time import monotonic

import pytest
import requests

from postil.wikimedia.prompt import Prompt

MANY = 20


@pytest.mark.skipif(
    not hasattr(socket, "TCP_QUICKACK"), reason="only Linux can be told to acknowledge at once"
)
def test_a_server_that_sends_head_and_body_apart_is_not_waited_for_at_each_answer(stub):
    def seconds(session):
        began = monotonic()
        for _ in range(MANY):
            assert session.get(stub.base, timeout=30).json() == {}
        return monotonic() - began

    with requests.Session() as plain, requests.Session() as prompt:
        prompt.mount("http://", Prompt())
        assert seconds(prompt) < seconds(plain) / 2
