import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from postil.errors import StoreDamaged
from postil.store import secret


def test_the_secret_is_made_once_and_read_again(folder):
    first = secret.load_or_make(folder)
    assert len(bytes.fromhex(first)) == 32
    assert secret.load_or_make(folder) == first


def test_two_libraries_have_two_secrets(tmp_path):
    assert secret.load_or_make(tmp_path / "one") != secret.load_or_make(tmp_path / "two")


def test_all_who_ask_at_once_for_the_first_time_get_the_same_secret(folder):
    with ThreadPoolExecutor(8) as threads:
        got = set(threads.map(lambda _: secret.load_or_make(folder), range(32)))
    assert len(got) == 1


def test_without_links_on_the_file_system_the_secret_is_made_all_the_same(folder, monkeypatch):
    def refuse(source, target):
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    first = secret.load_or_make(folder)
    assert secret.load_or_make(folder) == first


def test_nothing_but_the_secret_is_left_in_the_folder(folder):
    secret.load_or_make(folder)
    assert [path.name for path in folder.iterdir()] == ["secret"]


@pytest.mark.parametrize("content", ["", "abc", "z" * 64, "é" * 64])
def test_a_file_that_holds_no_secret_is_refused_and_left(folder, content):
    folder.mkdir()
    (folder / "secret").write_text(content, encoding="utf-8")
    with pytest.raises(StoreDamaged, match="remove it to have one made"):
        secret.load_or_make(folder)
    assert (folder / "secret").read_text(encoding="utf-8") == content


if sys.platform != "win32":

    def test_only_its_user_can_read_the_secret(folder):
        secret.load_or_make(folder)
        assert (folder / "secret").stat().st_mode & 0o777 == 0o600
        assert folder.stat().st_mode & 0o777 == 0o700
