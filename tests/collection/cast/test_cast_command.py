"""``cast``: records of a file in, one cast out; a line that is no record is named and the others go on."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from components.cli import main
from components.domain.record import to_json
from tests.collection.told import Told, told

RECORDS = [
    told("a", "The harbour bridge was closed.", Told("Ida Berg")),
    told("b", "Engineers closed the harbour bridge.", Told("Ida Berg"), Told("Eva Lund")),
]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"".join(to_json(r) + b"\n" for r in RECORDS))
    return file


def test_a_cast_is_written_in_the_format_of_the_scorer(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "cast.json"
    assert main(["cast", "--records", str(records), "--out", str(out)]) == 0
    first, second = json.loads(out.read_text("utf-8"))["actors"]
    assert {k: first[k] for k in ("name", "kind", "members")} == {
        "name": "Ida Berg",
        "kind": "person",
        "members": [{"article": "a", "actor": "ida-berg"}, {"article": "b", "actor": "ida-berg"}],
    }
    assert second["name"] == "Eva Lund"
    assert first["id"] != second["id"]


def test_standard_input_and_output(
    records: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(records.read_bytes())))
    assert main(["cast", "--records", "-"]) == 0
    assert len(json.loads(capfd.readouterr().out)["actors"]) == 2


def test_bad_lines_are_named_and_the_others_go_on(
    records: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    good = records.read_bytes().splitlines()
    records.write_bytes(b"\n".join([good[0], b"not JSON", b'{"id": "c"}', b"", b"\xff\xfe", good[0], good[1]]))
    out = tmp_path / "cast.json"
    assert main(["cast", "--records", str(records), "--out", str(out)]) == 1
    assert len(json.loads(out.read_text("utf-8"))["actors"][0]["members"]) == 2
    told_of = capfd.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in told_of] == [f"{records} line {n}" for n in (2, 3, 5, 6)]
    assert "came before" in told_of[-1]


def test_a_file_that_is_not_there_leaves_nothing_behind(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "cast.json"
    assert main(["cast", "--records", str(tmp_path / "none.jsonl"), "--out", str(out)]) == 1
    assert "can't be read" in capfd.readouterr().err
    assert not list(tmp_path.iterdir())


def test_no_records_make_an_empty_cast(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").write_bytes(b"")
    assert main(["cast", "--records", str(tmp_path / "empty.jsonl")]) == 0
    assert json.loads(capfd.readouterr().out) == {"actors": []}
