"""What holds for every test: no setting from outside, no network, no deadline on a busy machine."""

import os
import socket

import hypothesis
import pytest

from postil.config import PREFIX, is_loopback

hypothesis.settings.register_profile("postil", deadline=None)
hypothesis.settings.load_profile("postil")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch, tmp_path):
    """Only what a test sets is set; a library that no test named lies in the test's own folder."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("POSTIL_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A test that would leave this machine fails."""
    connect = socket.socket.connect

    def connect_nearby(self, address):
        if isinstance(address, tuple) and not is_loopback(str(address[0])):
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_nearby)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests that drive a browser run one after another: two at once take the focus from each other."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
