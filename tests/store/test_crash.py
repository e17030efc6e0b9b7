"""The crash trials in small: the script that runs them in large is run as anybody would."""

import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "scripts" / "crash_store.py"


def run_trials(**options):
    arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    done = subprocess.run([sys.executable, SCRIPT, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return {
        line.split(":")[0]: {name: int(count) for name, count in re.findall(r"(\w+) (\d+)", line)}
        for line in done.stdout.splitlines()
    }


def test_no_acknowledged_write_is_lost_to_a_kill_or_a_power_cut():
    figures = run_trials(kills=12, writes=28, seconds=60)
    assert figures["kills"]["kills"] == 12
    assert figures["kills"]["acknowledged"] > 12
    assert figures["kills"]["failures"] == 0
    assert figures["power cuts"]["cuts"] > 100
    assert figures["power cuts"]["failures"] == 0
