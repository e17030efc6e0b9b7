"""Other people's clients that the tests let loose on the server: from PyPI, apart from everything else.

The package hypothesis-api is imported as ``hypothesis``, and so is the testing library that we use ourselves:
it gets a folder of its own, which only a process of the test's looks into.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(sys.prefix) / "apart"
WANTED = "hypothesis-api==1.0.2"


def provide() -> Path:
    """The folder, for PYTHONPATH. Takes no time when it is there. Raises CalledProcessError."""
    folder = FOLDER / WANTED
    if not folder.is_dir():
        making = folder.with_suffix(".new")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, "--no-deps", "--upgrade", "--target", str(making), WANTED], check=True)
        making.rename(folder)
    return folder
