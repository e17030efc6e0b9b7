import sys
import threading

import pytest

from postil.errors import StoreDamaged, StoreLocked
from postil.store.tiny import open_store
from tests.store import make

HOLDER = """
import sys
from pathlib import Path
from postil.store.tiny import open_store
store = open_store(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_with_who_has_it_and_where(folder, run_child):
    child = run_child(HOLDER, folder)
    with pytest.raises(StoreLocked) as refusal:
        open_store(folder)
    assert str(folder) in str(refusal.value)
    assert f"process {child.pid} on " in str(refusal.value)


def test_a_second_opening_in_one_process_is_refused_too(folder):
    store = open_store(folder)
    with pytest.raises(StoreLocked):
        open_store(folder)
    store.close()


def test_the_lock_is_gone_with_a_killed_process(folder, run_child):
    child = run_child(HOLDER, folder)
    child.kill()
    child.wait()
    open_store(folder).close()


def test_closing_from_another_thread_gives_the_lock_back(folder):
    store = open_store(folder)
    thread = threading.Thread(target=store.close)
    thread.start()
    thread.join()
    open_store(folder).close()


def test_a_library_that_could_not_be_opened_is_not_left_locked(folder):
    folder.mkdir()
    (folder / "records-000001.journal").mkdir()
    for _ in range(2):
        with pytest.raises(StoreDamaged, match="can't be read"):
            open_store(folder)


if sys.platform != "win32":

    def test_everything_in_the_library_is_private_to_its_user(folder):
        store = open_store(folder)
        store.put_page(make.page(), {"v1": make.body()})
        modes = {path.name: path.stat().st_mode & 0o777 for path in [folder, *folder.rglob("*")]}
        store.close()
        folders = {"library", "bodies"}
        assert modes == {name: 0o700 if name in folders else 0o600 for name in modes}
