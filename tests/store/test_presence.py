import os
import sys

import pytest

from postil.errors import StoreLocked
from postil.store.presence import Running, announce, running

SERVER = """
import sys
from pathlib import Path
from postil.store.presence import announce
with announce(Path(sys.argv[1]), "http://127.0.0.1:8377", "key"):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_server_that_runs_in_another_process_is_found(folder, run_child):
    child = run_child(SERVER, folder)
    assert running(folder) == Running("http://127.0.0.1:8377", "key", child.pid)


def test_what_a_killed_server_left_is_not_believed(folder, run_child):
    child = run_child(SERVER, folder)
    child.kill()
    child.wait()
    assert (folder / "server.json").exists()
    assert running(folder) is None


def test_after_a_killed_server_the_next_one_announces_itself(folder, run_child):
    child = run_child(SERVER, folder)
    child.kill()
    child.wait()
    with announce(folder, "http://127.0.0.1:9000", "other"):
        assert running(folder) == Running("http://127.0.0.1:9000", "other", os.getpid())


def test_a_server_that_ended_is_gone(folder):
    with announce(folder, "http://127.0.0.1:8377", "key"):
        pass
    assert running(folder) is None
    assert not (folder / "server.json").exists()


def test_where_no_server_ever_ran_there_is_none_and_nothing_is_made(folder):
    assert running(folder) is None
    assert not folder.exists()


def test_a_second_server_for_the_same_folder_is_refused_by_name_of_the_first(folder, run_child):
    child = run_child(SERVER, folder)
    with pytest.raises(StoreLocked, match=f"process {child.pid} "), announce(folder, "http://x", "key"):
        pass


@pytest.mark.parametrize("content", ["", "[]", '{"address": "http://x"}', "\x00"])
def test_a_file_that_says_nothing_usable_is_no_server(folder, content):
    with announce(folder, "http://127.0.0.1:8377", "key"):
        (folder / "server.json").write_text(content, encoding="utf-8")
        assert running(folder) is None


if sys.platform != "win32":

    def test_only_its_user_can_read_where_the_server_is(folder):
        with announce(folder, "http://127.0.0.1:8377", "key"):
            assert (folder / "server.json").stat().st_mode & 0o777 == 0o600
