"""The command ``chronicle``: one timeline of many records; bad lines are named and the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.cli import main
from components.domain.record import to_json
from tests.collection.chronicle.stories import Line, story

OPENED = Line("Mayor Ida Berg opened the new harbour bridge in Arden on 2 March.", "opened", "2026-03-02", "2 March")


def test_days_are_written_by_importance_with_sentences_and_events(tmp_path: Path) -> None:
    source, out = tmp_path / "records.jsonl", tmp_path / "timeline.json"
    records = [story("a", "2026-03-02", OPENED, outlet="Post"), story("b", "2026-03-04", OPENED, outlet="North")]
    source.write_bytes(b"\n".join(map(to_json, records)))
    assert main(["chronicle", "--records", str(source), "--out", str(out)]) == 0
    (day,) = json.loads(out.read_text("utf-8"))["ranked"]
    assert (day["date"], day["summary"]) == ("2026-03-02", [OPENED.text])
    assert (day["articles"], day["outlets"], day["weight"]) == (2, 2, 1.0)
    (event,) = day["events"]
    assert (event["label"], event["articles"]) == (OPENED.text, 2)
    assert [(s["article"], s["event"], s["start"], s["end"]) for s in event["sources"]] == [
        ("a", "e0", 0, len(OPENED.text)), ("b", "e0", 0, len(OPENED.text)),
    ]  # fmt: skip


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "records.jsonl"
    source.write_bytes(b"\n".join([to_json(story("a", "2026-03-02", OPENED)), b"{", b'{"id": 3}', b""]))
    assert main(["chronicle", "--records", str(source)]) == 1
    out, err = capfd.readouterr()
    assert [d["date"] for d in json.loads(out)["ranked"]] == ["2026-03-02"]
    assert [line.partition(": ")[0] for line in err.splitlines()] == [f"{source} line 2", f"{source} line 3"]


def test_no_records_are_an_empty_timeline_and_no_file_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    assert main(["chronicle", "--records", str(tmp_path / "none.jsonl")]) == 0
    assert json.loads(capfd.readouterr().out) == {"ranked": []}
    assert main(["chronicle", "--records", str(tmp_path / "missing.jsonl")]) == 1
    assert "missing.jsonl can't be read" in capfd.readouterr().err
