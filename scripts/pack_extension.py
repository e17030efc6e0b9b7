"""Packs the extension into ``dist/postil-VERSION.zip``: the same bytes from the same files, everywhere."""

import json
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parents[1]
EXTENSION = ROOT / "extension"
DIST = ROOT / "dist"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip can't say less; real times would differ from machine to machine
PLAIN_FILE = 0o644 << 16
UNIX = 3


def pack(folder: Path = EXTENSION, target: Path = DIST) -> Path:
    """The zip of ``folder``, in ``target``. Files go in by name, without times or owners."""
    version = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["version"]
    target.mkdir(parents=True, exist_ok=True)
    archive = target / f"postil-{version}.zip"
    with ZipFile(archive, "w") as zipped:
        for file in sorted(filter(_ships, folder.rglob("*"))):
            entry = ZipInfo(file.relative_to(folder).as_posix(), EARLIEST)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, PLAIN_FILE
            zipped.writestr(entry, file.read_bytes(), compresslevel=9)
    return archive


def _ships(path: Path) -> bool:
    """Types are for who writes the extension, not for who runs it."""
    return path.is_file() and not path.name.endswith(".d.ts")


def main() -> None:
    print(pack(*(Path(argument) for argument in sys.argv[1:])))


if __name__ == "__main__":
    main()
