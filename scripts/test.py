"""Set the tests up and run them all: the second command of the README.

    python3 scripts/test.py [--quick] [what pytest takes]

--quick leaves out those that drive a real browser. Where nothing else fails, what failed in a browser is run
once more, alone, and named: a busy machine is late now and then, a broken Postil is broken twice.
"""

import json
import os
import subprocess
import sys

from setup_venv import ROOT, environment, prepare

LAST_FAILED = ROOT / ".pytest_cache/v/cache/lastfailed"
FAILED = 1  # pytest's exit code for tests that ran, and failed
IN_A_BROWSER = "tests/browser/"


def main(arguments: list) -> int:
    python = prepare("dev")
    quick = "--quick" in arguments
    if not quick:
        from browsers import provide  # only now: it is written for the Python that `prepare` asks for

        provide(python)
        tools = subprocess.run([python, "scripts/check_extension.py", "--install"], cwd=ROOT)
        if tools.returncode:
            return tools.returncode
    chosen = ["-m", "not browser"] if quick else []
    rest = [argument for argument in arguments if argument != "--quick"]
    # Below two processors the workers would only stand in each other's way.
    is_parallel = (os.cpu_count() or 1) > 1 and not {"-n", "--pdb"} & set(rest)
    workers = ["-n", "auto", "--dist", "loadgroup"] if is_parallel else []
    code = _pytest(python, *workers, *chosen, *rest)
    failed = _failed() if code == FAILED else []
    if failed and all(test.startswith(IN_A_BROWSER) for test in failed):
        print("\nFailed in a browser, run once more:", *failed, sep="\n  ", flush=True)
        code = _pytest(python, *failed)
        if not code:
            print("Passed at the second try, so look into it:", *failed, sep="\n  ")
    return code


def _pytest(python: str, *arguments: str) -> int:
    return subprocess.run([python, "-m", "pytest", *arguments], cwd=ROOT, env=environment()).returncode


def _failed() -> list:
    """The tests that failed when they were last run; none where that is not known."""
    try:
        return list(json.loads(LAST_FAILED.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
