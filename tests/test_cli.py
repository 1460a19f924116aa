"""The command: files, folders, standard input and JSON lines; bad ones are named and the others go on."""

from __future__ import annotations

import email.message
import io
import json
import sys
import textwrap
from pathlib import Path

import pytest

from components.cli import main

BODY = "Mayor Ida Berg opened the new bridge on Monday. “It will serve us,” she said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "articles"
    (inside / "deep").mkdir(parents=True)
    (inside / "a.txt").write_text("First. " + BODY, "utf-8")
    (inside / "b.txt").write_bytes(b"")
    (inside / "deep" / "c.md").write_text("# Third\n\n" + BODY, "utf-8")
    (inside / "z.png").write_bytes(b"\x89PNG")
    return inside


def records(data: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def test_a_folder_is_read_in_order_and_a_bad_file_is_named(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(folder), "--date", "2026-03-03"]) == 1
    out, err = capfd.readouterr()
    assert [str(r["text"])[:5] for r in records(out)] == ["First", "Third"]
    assert {r["date"] for r in records(out)} == {"2026-03-03"}
    assert err.splitlines() == [f"{folder / 'b.txt'}: It is empty. Choose a file that holds the article's text."]


def test_good_input_ends_with_0_and_out_holds_the_records(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    assert main(["analyse", str(folder / "a.txt"), "--out", str(out)]) == 0
    found = records(out.read_text("utf-8"))
    assert len(found) == 1 and found[0]["schema"] == "dateline.article/1"
    assert not list(tmp_path.glob("*.part"))


def test_json_lines_keep_text_ids_and_order(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "two", "text": "\n\n  " + BODY + "\r\n", "date": "1999-12-31"},
        {"id": "one", "text": BODY, "title": "Bridge"},
        {"id": "empty", "text": " "},
        {"id": "no text"},
        {"id": "bad date", "text": BODY, "date": "soon"},
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join([json.dumps(r) for r in rows] + ["not json"]), "utf-8")
    assert main(["analyse", "--jsonl", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    found = records((tmp_path / "out.jsonl").read_text("utf-8"))
    assert [(r["id"], r["text"]) for r in found] == [("two", rows[0]["text"]), ("one", BODY)]
    assert found[0]["date"] == "1999-12-31" and found[1]["title"] == "Bridge"
    named = [line.partition(":")[0].rsplit(" ", 1)[-1] for line in capfd.readouterr().err.splitlines()]
    assert named == ["3", "4", "5", "6"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    assert main(["analyse", "-"]) == 0
    assert records(capfd.readouterr().out)[0]["text"] == BODY


def test_attitude_answers_every_row_in_order(tmp_path: Path) -> None:
    rows = [
        {"text": "Moe praised Carney.", "holder": [0, 3], "target": [12, 18]},
        {"text": "Moe met Carney.", "holder": [0, 3], "target": [8, 14]},
        {"text": "Carney attacked Moe as a liar.", "holder": [0, 6], "target": [16, 19]},
        {"text": "Moe praised Carney.", "holder": [0, 3], "target": [12, 99]},
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    assert main(["attitude", "--jsonl", str(source), "--out", str(tmp_path / "out.jsonl")]) == 0
    found = records((tmp_path / "out.jsonl").read_text("utf-8"))
    assert [r["label"] for r in found] == ["positive", "neutral", "negative", "neutral"]
    assert all(set(r) == {"label", "score"} and 0 <= float(str(r["score"])) <= 1 for r in found)


@pytest.mark.parametrize("row", [
    '{"text": "a"}', '{"text": "a b", "holder": [0, 1]}', '{"text": "a b", "holder": [0, 1], "target": [2]}',
    '{"text": "a b", "holder": [0, 1], "target": [2, "3"]}', '{"text": "a b", "start": 0, "end": 1}', "no row",
])  # fmt: skip
def test_a_bad_attitude_row_stops_everything_as_order_would_shift(
    row: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "rows.jsonl"
    source.write_text(f'{{"text": "Moe praised Carney.", "holder": [0, 3], "target": [12, 18]}}\n{row}')
    assert main(["attitude", "--jsonl", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    said = capfd.readouterr().err
    assert "line 2" in said and "Mend the row; nothing was written." in said
    assert not (tmp_path / "out.jsonl").exists()


def test_what_is_missing_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "nowhere.txt"]) == 1
    assert "nowhere.txt: There is no such file" in capfd.readouterr().err
    assert main(["analyse"]) == 1
    assert "Name files or folders" in capfd.readouterr().err


def test_a_bad_date_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["analyse", "x.txt", "--date", "March"])


PAGE = (
    "<!doctype html><html><head><title>Bridge</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Mayor "
    f"opens the bridge</h1><p>{BODY}</p><p>{BODY} The old bridge was shut when engineers found cracks in it.</p>"
    "<p>Read more: The old bridge</p></article><footer><p>© 2026 The Courier</p></footer></body></html>"
)


def mail_with_files() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Field <jo@times.example>", "d@x.example", "Two plans"
    message.set_content(BODY)
    message.add_attachment(("Second. " + BODY).encode(), maintype="text", subtype="plain", filename="second.txt")
    message.add_attachment(b"\xff\xd8\xff" + bytes(50), maintype="image", subtype="jpeg", filename="photo.jpg")
    return message.as_bytes()


def test_what_was_cut_away_and_not_read_is_told_of_each_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.html").write_text(PAGE, "utf-8")
    (tmp_path / "two.eml").write_bytes(mail_with_files())
    paths = [str(tmp_path / "story.html"), str(tmp_path / "two.eml")]
    assert main(["analyse", *paths, "--date", "2026-03-03"]) == 0
    out, err = capfd.readouterr()
    assert [str(r["text"])[:6] for r in records(out)] == ["Mayor ", "Mayor ", "Second"]
    assert err.splitlines() == [
        f"{paths[0]}: 3 paragraphs cut away (menu, invitation to read on, page foot)",
        f"{paths[1]}: 2 attachments: second.txt (read below), photo.jpg (not read: a picture)",
    ]
    assert main(["analyse", *paths, "--quiet"]) == 0
    assert capfd.readouterr().err == ""


def test_quiet_still_names_what_failed(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(folder / "b.txt"), "--quiet"]) == 1
    assert "b.txt: It is empty" in capfd.readouterr().err


def test_wrapped_text_gives_the_same_record(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    story = (
        "Ferry line to stop in autumn", "14 May 2024",
        "The ferry between Harrowgate and the Skelling islands will stop in the autumn, Ingrid van der Velde said on "
        "Tuesday, after a two-hour meeting of the harbour board behind closed doors.",
        "“We looked at everything, and there was nothing left to look at,” she told reporters on the quay. Islanders "
        "said on Monday that they had not been asked.",
    )  # fmt: skip
    (tmp_path / "plain.txt").write_text("\n\n".join(story), "utf-8")
    for width in (38, 72):
        (tmp_path / f"{width}.txt").write_text("\n\n".join(textwrap.fill(p, width) for p in story), "utf-8")
    assert main(["analyse", *(str(tmp_path / n) for n in ("plain.txt", "38.txt", "72.txt"))]) == 0
    one, two, three = records(capfd.readouterr().out)
    assert one == two == three
