"""The examples of CONTRIBUTING.md, each made in a copy of the tree, where its own test is run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
_STEP = re.compile(r"^`([\w/.]+)`(?:, after `([^\n]+)`)?:\n\n```python\n(.*?)^```$", re.M | re.S)
_PARTS = ("components", "pages", "seeds", "tests", "app.py", "pyproject.toml", ".streamlit", "docs", "requirements.in")
EXAMPLES = {
    title: _STEP.findall(body)
    for title, body in re.findall(r"^## Example: ([^\n]+)\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S)
}


def make(example: list[tuple[str, str, str]], tree: Path) -> None:
    """Do what an example says: new files, and lines put in after a line that stands once in its file."""
    for path, anchor, code in example:
        file = tree / path
        if not anchor:
            assert not file.exists(), path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(code, "utf-8")
            continue
        lines = file.read_text("utf-8").split("\n")
        assert lines.count(anchor) == 1, f"{path} has no line {anchor!r}"
        lines.insert(lines.index(anchor) + 1, code.rstrip("\n"))
        file.write_text("\n".join(lines), "utf-8")


def test_there_is_an_example_of_each_kind() -> None:
    assert list(EXAMPLES) == ["a view", "an analysis step", "a file format", "an export"]


@pytest.mark.parametrize("title", list(EXAMPLES))
def test_an_example_does_what_its_test_says(title: str, tmp_path: Path) -> None:
    for part in _PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "*.sqlite"))
        elif (ROOT / part).exists():
            shutil.copy(ROOT / part, tmp_path / part)
    example = EXAMPLES[title]
    make(example, tmp_path)
    made = [path for path, _, _ in example]
    own_test = next(path for path in made if path.startswith("tests/"))
    tools = [
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", own_test],
        [sys.executable, "-m", "ruff", "check", "--no-cache", *made],
    ]
    for command in tools:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
