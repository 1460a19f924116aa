"""docs/architecture.md says what is so: its table names every package in its own words; its paths exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
DOCS = ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md")))]
PLACES = ("", "components/", "components/ingest/", "components/analysis/")


def test_the_table_names_every_package_in_its_own_words() -> None:
    listed = dict(re.findall(r"^\| `([\w/]+)` \| (.+) \|$", TEXT, re.M))
    packages = {}
    for file in (ROOT / "components").rglob("__init__.py"):
        if file.parent != ROOT / "components":
            words = (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").split("\n")[0]
            packages[str(file.parent.relative_to(ROOT / "components"))] = words.replace("``", "`")
    assert listed == packages


@pytest.mark.parametrize("name", DOCS)
def test_every_module_that_the_documents_name_is_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    examples = set(re.findall(r"^`([\w/.]+)`:$", text, re.M))
    paths = set(re.findall(r"(?<![\w./-])[\w/]+/\w+\.py\b", text)) - examples
    missing = [p for p in paths if not any((ROOT / place / p).is_file() for place in PLACES)]
    assert not missing


def test_every_module_of_the_picture_is_there() -> None:
    picture = TEXT.split("```")[1]
    named = set(re.findall(r"(?<![\w/])((?:ui|services|ingest|analysis|domain|cli|fetch|ocr)/[\w/]*\w)", picture))
    assert len(named) > 15
    missing = [n for n in named if not any((ROOT / place / f"{n}.py").is_file() for place in PLACES)]
    assert not missing


def test_every_module_says_in_a_sentence_what_is_in_it() -> None:
    for file in [*(ROOT / "components").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        first = (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").split("\n")[0]
        assert first.endswith(".") and 15 < len(first) <= 120, file
