import subprocess
import sys

LIST_ROOTS = """
import sys
import postil.store.tiny, postil.store.secret, postil.store.presence
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_opening_a_library_loads_no_web_server_and_no_parser():
    loaded = subprocess.check_output([sys.executable, "-c", LIST_ROOTS], text=True).split()
    assert "tinydb" in loaded
    assert {"flask", "werkzeug", "bs4", "lxml", "selectolax", "pydantic", "requests"}.isdisjoint(loaded)
