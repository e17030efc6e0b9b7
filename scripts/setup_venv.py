"""The project's own Python, in ``.venv``: made at first use, brought up to date when pyproject.toml changed.

Runs on any Python 3 that it may meet, if only to say that a newer one is needed.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
OLDEST = (3, 11)

_PROGRAMS = FOLDER / ("Scripts" if os.name == "nt" else "bin")
_STAMP = FOLDER / "postil-installed.json"


def program(name: str) -> str:
    """The path of a program in ``.venv``."""
    return str(_PROGRAMS / (name + ".exe" if os.name == "nt" else name))


def environment() -> dict:
    """This process's environment, with the programs of ``.venv`` found first."""
    return {**os.environ, "PATH": str(_PROGRAMS) + os.pathsep + os.environ.get("PATH", "")}


def prepare(extra: str = "") -> str:
    """Make ``.venv`` ready, with what ``extra`` of pyproject.toml adds; gives the path of its Python.

    Ends the program with a sentence where that can't be done. Takes no time when nothing changed.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Postil needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    python = program("python")
    installed = _installed()
    if extra not in installed:
        if not _runs(python):
            _make()
        _install(python, {"", extra} | installed)
    return python


def enter(extra: str = "") -> None:
    """Go on in ``.venv``: a Python that is not its own starts the script again there, and ends with it."""
    python = prepare(extra)
    if Path(sys.prefix).resolve() != FOLDER.resolve():
        sys.exit(subprocess.run([python, *sys.argv]).returncode)


def _fingerprint() -> str:
    """Changes when what is to be installed does, or where."""
    files = [ROOT / "pyproject.toml", *sorted((ROOT / "requirements").glob("*.txt"))]
    described = b"".join(path.read_bytes() for path in files) + str(ROOT).encode()
    return hashlib.sha256(described).hexdigest()


def _installed() -> set:
    """The extras that are there in the state that pyproject.toml asks for."""
    try:
        stamp = json.loads(_STAMP.read_text(encoding="utf-8"))
        current = stamp["fingerprint"] == _fingerprint() and Path(program("python")).exists()
        return set(stamp["extras"]) if current else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _runs(python: str) -> bool:
    try:
        asked = [python, "-c", f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"]
        return subprocess.run(asked, capture_output=True).returncode == 0
    except OSError:
        return False


def _make() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "This Python comes without venv, which makes Postil's own folder of packages. On Debian and "
            "Ubuntu: sudo apt install python3-venv. Then run this again."
        )
    print("Making .venv …", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(FOLDER)]).returncode != 0:
        sys.exit(f"Python could not make {FOLDER}: its own words are above.")


def _install(python: str, extras: set) -> None:
    named = sorted(extras - {""})
    print(f"Installing Postil{' and what its scripts need' if named else ''} …", flush=True)
    # The very files whose digests are written down; Postil itself is linked to where it lies.
    locked = {name: ROOT / "requirements" / f"{name}.txt" for name in named or ["base"]}
    pins = [option for path in locked.values() if path.exists() for option in ("--requirement", str(path))]
    unpinned = [name for name in named if not locked[name].exists()]
    ours = ["--editable", f"{ROOT}[{','.join(unpinned)}]" if unpinned else str(ROOT)]
    if pins and not unpinned:
        ours = ["--no-deps", "--no-build-isolation", *ours]
    for wanted in (["--require-hashes", *pins] if pins else [], ours):
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        if wanted and subprocess.run(pip).returncode != 0:
            sys.exit("pip could not install Postil: its own words are above. It needs the network this once.")
    stamp = {"fingerprint": _fingerprint(), "extras": sorted(extras)}
    _STAMP.write_text(json.dumps(stamp), encoding="utf-8")
