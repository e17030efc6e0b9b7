"""Set Postil up and start it: the first command of the README.

    python3 scripts/run.py [--demo] [--port PORT] [--no-browser]

Makes .venv, installs, starts the server and opens the web view, signed in. Where the server runs already,
it only opens the web view. Ctrl-C ends the server.
"""

import argparse
import os
import signal
import subprocess
import sys
import webbrowser
from contextlib import suppress

from setup_venv import ROOT, prepare, program

DEMO_DATA = ROOT / ".demo"
DEMO_FILLED = DEMO_DATA / "demo.filled"  # written last: a filling that was broken off is gone on with
READY = "`postil open`"  # how the server's last line of greeting begins; its hint is followed here at once

NEXT_STEPS = f"""
Next: put the extension into your browser, to mark what you read.
  Chrome, Edge:  chrome://extensions, switch on Developer mode, Load unpacked, choose
                 {ROOT / "extension"}
  Firefox:       about:debugging, This Firefox, Load Temporary Add-on, choose
                 {ROOT / "extension" / "manifest.json"}
Then press Connect in it. Ctrl-C here ends the server; your library stays where it is.
To have it running whenever you are logged in, end it and run
  {program("postil")} autostart on
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Set Postil up and start it.")
    parser.add_argument("--demo", action="store_true", help="start on a filled library of invented articles")
    parser.add_argument("--port", help="the port to listen at (8377)")
    parser.add_argument("--no-browser", action="store_true", help="print the sign-in link, open nothing")
    options = parser.parse_args()
    prepare()
    environ = {**os.environ, **({"POSTIL_DATA": str(DEMO_DATA)} if options.demo else {})}
    if options.demo and not DEMO_FILLED.exists():
        is_new = not DEMO_DATA.exists()
        if _postil(environ, "demo").returncode != 0 and is_new:
            return 1
        DEMO_FILLED.touch()
    if _enter(environ, options.no_browser):
        print("The server runs already; nothing was started.")
        return 0
    return _serve(environ, options)


def _postil(environ: dict, *arguments: str, **how: object) -> subprocess.CompletedProcess:
    return subprocess.run([program("postil"), *arguments], env=environ, encoding="utf-8", **how)


def _enter(environ: dict, no_browser: bool) -> bool:
    """Open the web view, signed in; False where no server runs."""
    asked = _postil(environ, "open", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if asked.returncode != 0:
        return False
    link = asked.stdout.strip()
    if not (no_browser or not _has_screen() or not webbrowser.open(link)):
        print("Your browser opens the web view. Should it not, this link signs you in, once:")
    else:
        print("Open this link to sign in; it works once, for ten minutes:")
    print(f"  {link}", flush=True)
    return True


def _has_screen() -> bool:
    """Without one, a browser for terminals would take this one over."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _serve(environ: dict, options: argparse.Namespace) -> int:
    """Run the server to its end; gives its exit code."""
    command = [program("postil"), "serve", *(["--port", options.port] if options.port else [])]
    server = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, encoding="utf-8")
    signal.signal(signal.SIGTERM, lambda number, frame: server.terminate())
    while True:
        # Ctrl-C reaches the server as well: what is left to do here is to show how it ends.
        with suppress(KeyboardInterrupt):
            for line in server.stdout:
                if not line.startswith(READY):
                    print(line, end="", flush=True)
                elif _enter(environ, options.no_browser):
                    print(NEXT_STEPS, flush=True)
            return server.wait()


if __name__ == "__main__":
    sys.exit(main())
