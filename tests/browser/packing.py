"""The extension for a server on a free port: as it ships, but for the port."""

import shutil
from pathlib import Path

EXTENSION = Path(__file__).resolve().parents[2] / "extension"
SHIPPED_PORT = "8377"
NAMES_THE_PORT = "shared/generated.js"


def extension_for(port: int, folder: Path) -> Path:
    """A copy of the extension in ``folder`` whose server is on ``port``; the manifest is as it ships."""
    copy = folder / "extension"
    shutil.copytree(EXTENSION, copy)
    file = copy / NAMES_THE_PORT
    text = file.read_text(encoding="utf-8")
    assert SHIPPED_PORT in text, f"{NAMES_THE_PORT} names no port {SHIPPED_PORT}"
    file.write_text(text.replace(SHIPPED_PORT, str(port)), encoding="utf-8")
    return copy
