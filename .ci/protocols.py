"""Hold /annotations/ to the Web Annotation Protocol, with a client that asks for every clause of it.

    python3 .ci/protocols.py PROTOCOLS

PROTOCOLS holds that client. It is let loose on a server with a library of its own.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from seed import postil, running_server

from setup_venv import prepare

ORIGIN = "http://app.example"


def main(protocols: Path) -> int:
    python = prepare("dev")
    with tempfile.TemporaryDirectory() as data:
        environ = {**os.environ, "POSTIL_DATA": data, "POSTIL_ALLOWED_ORIGINS": ORIGIN}
        with running_server(environ) as address:
            token = postil(environ, "token").strip()
            command = [python, "wap_conformance.py", f"{address}/annotations/", "--token", token]
            ran = subprocess.run(command, cwd=protocols, stdout=subprocess.PIPE, encoding="utf-8")
    lines = ran.stdout.splitlines()
    bad = [line for line in lines if not line.startswith(("PASS", "SKIP", "TOTAL"))]
    print(*bad, *(line for line in lines if line.startswith("TOTAL")), sep="\n")
    return 1 if bad or ran.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
