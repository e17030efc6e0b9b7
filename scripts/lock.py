"""Write down which versions are installed, with the digests of their files: requirements/*.txt.

    python3 scripts/lock.py [--upgrade]

One file for what Postil needs, and one for each of its extras with it; all agree on every version. What is
written already stays unless pyproject.toml asks for another version, or --upgrade for the newest of each.
The files hold for every system that Postil runs on. Asks the package index.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from setup_venv import ROOT, enter, environment

if __name__ == "__main__":
    enter("lock")

import tomllib

FOLDER = ROOT / "requirements"
BASE = "base"
LOCKED_EXTRAS = ("dev", "pictures", "train")
# Installing without a build environment of its own, so that nothing is fetched that is not written down.
BUILD = "setuptools>=77"


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--upgrade", action="store_true", help="take the newest version of each")
    upgrade = options.parse_args(arguments).upgrade
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = described["optional-dependencies"]
    base = [*described["dependencies"], BUILD]
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder) / "everything.txt"
        known = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
        if not upgrade:
            everything.write_text(known, encoding="utf-8")
        _compile([*base, *(each for name in LOCKED_EXTRAS for each in extras[name])], everything)
        for name in (BASE, *LOCKED_EXTRAS):
            _compile([*base, *extras.get(name, ())], FOLDER / f"{name}.txt", "--constraint", str(everything))
    return 0


def _compile(wanted: list[str], out: Path, *options: str) -> None:
    """Write what ``wanted`` comes to, on every system, into ``out``; the versions there are kept."""
    call = ["uv", "pip", "compile", "-", "--universal", "--generate-hashes", "--no-header", "--quiet"]
    call += ["--python-version", "3.11", "--output-file", str(out), "--no-annotate", *options]
    subprocess.run(call, input="\n".join(wanted), encoding="utf-8", check=True, env=environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
