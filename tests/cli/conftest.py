"""What the commands' tests share: rows, and readers that answer at once."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pytest

from components.analysis.batch.local import LocalReaders
from tests.analysis.batch.made_worker import PROGRAM

BODY = "Mayor Ida Berg opened the new bridge over the river on Monday. “It will serve us all,” she said to the crowd."


@pytest.fixture
def made_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded: the worker of tests/analysis/batch/made_worker.py answers."""
    monkeypatch.setattr("components.cli.analyse.LocalReaders", functools.partial(LocalReaders, program=PROGRAM))


def row(number: int, *words: str, name: str = "") -> dict[str, str]:
    text = "\n".join([f"Story {number}. {BODY}", *words])
    return {"id": name or f"a{number}", "text": text, "title": f"Title {number}", "date": "2024-05-14"}


def write_rows(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return path


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]
