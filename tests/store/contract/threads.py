"""What holds of a store while many threads use it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from postil.errors import StaleRevision
from tests.store import make
from tests.store.contract.opened import ANY, OpenedContract


class ThreadsContract(OpenedContract):
    def test_marks_written_by_many_threads_are_all_kept(self, opened, store):
        def write(thread: int) -> None:
            for number in range(50):
                store.put_annotations([make.mark(f"{thread}-{number}")])

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(write, range(8)))
        expected = {f"{thread}-{number}" for thread in range(8) for number in range(50)}
        assert {mark.id for mark in store.annotations(ANY)} == expected
        assert {mark.id for mark in opened.reopen().annotations(ANY)} == expected

    def test_of_many_threads_that_change_one_mark_each_revision_is_won_once(self, store):
        store.put_annotations([make.mark()])

        def change(thread: int) -> int:
            won = 0
            for _ in range(25):
                current = store.annotation("mark")
                try:
                    store.put_annotations([replace(current, revision=current.revision + 1)])
                except StaleRevision:
                    continue
                won += 1
            return won

        with ThreadPoolExecutor(8) as threads:
            won = sum(threads.map(change, range(8)))
        assert store.annotation("mark").revision == 1 + won

    def test_lists_stay_whole_while_others_write(self, store):
        store.put_annotations([make.mark(f"old-{n:03}", created=make.minutes(-n - 1)) for n in range(600)])

        def write(thread: int) -> None:
            for number in range(40):
                store.put_annotations([make.mark(f"{thread}-{number}", created=make.minutes(number))])

        with ThreadPoolExecutor(4) as threads:
            writers = [threads.submit(write, thread) for thread in range(3)]
            lists = [store.annotations(ANY) for _ in range(10)]
            for writer in writers:
                writer.result()
        for marks in lists:
            ids = [mark.id for mark in marks if mark.id.startswith("old-")]
            assert ids == [f"old-{n:03}" for n in range(600)]
