"""``analyse --out``: what it replaces, what it leaves as it is, and what it refuses to write to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from components.cli import main
from tests.cli.conftest import ids, row, write_rows

pytestmark = pytest.mark.usefixtures("made_readers")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "rows.jsonl", [row(n) for n in range(20)])


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("rows", [None, [{"id": "empty", "text": " "}], [row(1, "raises"), {"id": "no text"}]])
@pytest.mark.parametrize("name", ["good.jsonl", "good.parquet"])
def test_where_nothing_could_be_read_a_file_stays_as_it_is(
    name: str, rows: list[dict[str, str]] | None, there: bool, tmp_path: Path
) -> None:
    typo, out = tmp_path / "typo.jsonl", tmp_path / name
    if rows:
        write_rows(typo, rows)
    if there:
        out.write_bytes(b"good\n")
    assert main(["analyse", "--jsonl", str(typo), "--out", str(out)]) == 1
    assert [p.name for p in tmp_path.glob("good*")] == ([name] if there else [])
    assert not there or out.read_bytes() == b"good\n"


def test_where_there_was_nothing_to_read_the_file_is_empty(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert main(["analyse", "--jsonl", str(write_rows(tmp_path / "none.jsonl", [])), "--out", str(out)]) == 0
    assert out.read_bytes() == b""


@pytest.mark.parametrize("resumed", [[], ["--resume"]])
@pytest.mark.parametrize("out", ["rows.jsonl", "./rows.jsonl", "link/rows.jsonl", "file://{}/rows.jsonl"])
def test_the_input_is_not_written_to(
    out: str, resumed: list[str], source: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(source.parent)
    Path("link").symlink_to(source.parent)
    before = source.read_bytes()
    assert main(["analyse", "--jsonl", "rows.jsonl", "--out", out.format(source.parent), *resumed]) == 1
    assert capfd.readouterr().err == "dateline: rows.jsonl would be read and written. Name another file with --out.\n"
    assert source.read_bytes() == before
    assert not list(source.parent.glob("*.part"))


@pytest.mark.parametrize("resumed", [[], ["--resume"]])
def test_the_part_is_not_read_as_input(resumed: list[str], source: Path) -> None:
    part = source.rename(source.with_name("out.jsonl.part"))
    before = part.read_bytes()
    assert main(["analyse", "--jsonl", str(part), "--out", str(part.with_suffix("")), *resumed]) == 1
    assert part.read_bytes() == before


def test_a_file_within_a_folder_that_is_read_is_not_replaced(source: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(row(1)["text"], "utf-8")
    for given, out in ((["--jsonl", str(tmp_path)], source), ([str(tmp_path)], tmp_path / "story.txt")):
        before = out.read_bytes()
        assert main(["analyse", *given, "--out", str(out)]) == 1
        assert out.read_bytes() == before


def test_an_output_in_the_folder_of_the_input_is_resumed(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    command = ["analyse", "--jsonl", str(tmp_path), "--out", str(out)]
    assert main(command) == 0
    whole = out.read_bytes()
    assert main([*command, "--resume"]) == 0
    assert out.read_bytes() == whole
    (tmp_path / "a.jsonl.part").write_bytes(b"".join(whole.splitlines(keepends=True)[:5]))
    assert main([*command, "--resume"]) == 0
    assert out.read_bytes() == whole and ids(out) == [f"a{n}" for n in range(20)]


def test_what_is_no_regular_file_is_refused(source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "out.jsonl.part")
    for out in ("/dev/null", str(tmp_path / "pipe"), str(tmp_path / "out.jsonl")):
        assert main(["analyse", "--jsonl", str(source), "--out", out]) == 1
        assert "Name a file, or leave --out away." in capfd.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.jsonl.part", "pipe", "rows.jsonl"]


@pytest.mark.parametrize("command", [["analyse", "x.txt"], ["cast", "--records", "x"], ["schema"]])
def test_a_name_that_is_empty_is_refused(command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([*command, "--out", ""])
    assert "it names no file" in capfd.readouterr().err
