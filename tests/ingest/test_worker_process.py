"""What a confined program answers is bounded and checked: one that was taken over costs its file alone."""

from __future__ import annotations

import time

import psutil
import pytest

from components.domain.errors import ReaderStopped
from components.ingest import isolated_reader
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.reading_result import Reading
from tests.ingest import made

KINDS = ["killed", "half an answer", "half a length", "4 GB announced", "4 GB sent", "no msgpack", "another type",
         "deep"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_that_answers_nonsense_costs_its_file_alone(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    reader = IsolatedReader(seconds=3)
    monkeypatch.setattr(isolated_reader, "PROGRAM", "tests.ingest.rogue")
    began = time.monotonic()
    try:
        with pytest.raises(ReaderStopped, match="broke down"):
            reader.read("a.txt", b"x", url=kind)
        assert time.monotonic() - began < 5 and reader._process is None
        monkeypatch.undo()
        assert isinstance(reader.read("good.txt", made.as_text()), Reading)
    finally:
        reader.close()


def test_a_reader_that_does_not_start_costs_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated_reader, "PROGRAM", "tests.ingest.nowhere")
    with pytest.raises(ReaderStopped):
        IsolatedReader().read("a.txt", b"x")


def test_a_program_that_computes_gives_way_to_the_server() -> None:
    reader = IsolatedReader()
    try:
        reader.read("good.txt", made.as_text())
        assert reader._process is not None
        assert psutil.Process(reader._process.popen.pid).nice() > psutil.Process().nice()
    finally:
        reader.close()
