"""Set the tests up and run them all: the second command of the README.

    python3 scripts/test.py [--quick] [what pytest takes]

--quick leaves out those that drive a real browser.
"""

import os
import subprocess
import sys

from setup_venv import ROOT, environment, prepare


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
    ran = subprocess.run([python, "-m", "pytest", *workers, *chosen, *rest], cwd=ROOT, env=environment())
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
