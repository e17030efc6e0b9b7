"""Check how the code is written, as before every commit: ruff, strict mypy, and the extension."""

import subprocess
import sys

from setup_venv import ROOT, environment, prepare

CHECKS = (
    ("Rules", ["-m", "ruff", "check", "."]),
    ("Layout", ["-m", "ruff", "format", "--check", "."]),
    ("Types of the server", ["-m", "mypy", "-p", "postil"]),
    ("Extension", ["scripts/check_extension.py"]),
)


def main() -> int:
    python = prepare("dev")
    failed = []
    for title, arguments in CHECKS:
        print(f"== {title}", flush=True)
        if subprocess.run([python, *arguments], cwd=ROOT, env=environment()).returncode != 0:
            failed.append(title)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
