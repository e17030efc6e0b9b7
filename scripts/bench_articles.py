"""Articles: Postil beside every extractor that PyPI has, on the same pages, in the same run.

The pages and their scorer lie outside the project, because the pages are their publishers' own. The
other extractors are installed in a folder of their own, so that Postil's stays as its users have it.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FOLDER = ROOT / ".venv-peers"
PEERS = (
    "boilerpy3",
    "goose3",
    "justext",
    "lxml_html_clean",
    "news-please",
    "newspaper4k",
    "readability-lxml",
    "resiliparse",
    "trafilatura",
)

_PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
_STAMP = FOLDER / "installed.json"


def run() -> bool:
    """Print the table; whether no other extractor is better at the body. Without the pages: say so."""
    if not (BENCH / "score_articles.py").exists():
        print("The pages to measure on, and their scorer, are not beside this checkout: nothing measured.")
        return True
    prepare()
    table = Path(__file__).with_name("bench_articles_table.py")
    return subprocess.run([_PYTHON, table, BENCH]).returncode == 0


def prepare() -> str:
    """Install the other extractors and Postil, if they are not there; gives the path of their Python."""
    wanted = json.dumps(PEERS)
    if not _STAMP.exists() or _STAMP.read_text(encoding="utf-8") != wanted:
        print("Installing the other extractors …", flush=True)
        venv.create(FOLDER, clear=True, with_pip=True)
        pip = [_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # An old pip fails at requirements that two of them spell differently.
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, *PEERS, "--editable", ROOT], check=True)
        _STAMP.write_text(wanted, encoding="utf-8")
    return str(_PYTHON)
