"""``analyse --resume``: a run that was stopped goes on, and its file is the same to the byte."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from components.cli import main
from components.cli.stopping import Stopped
from tests.analysis.batch.made_worker import PROGRAM
from tests.cli.conftest import ids, row, write_rows

pytestmark = pytest.mark.usefixtures("made_readers")
POISON = 7


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [row(n, *(["raises"] if n == POISON else [])) for n in range(60)]
    rows[20] = rows[21]  # the same article twice
    rows[40]["id"] = rows[41]["id"]  # two articles of one id
    return write_rows(tmp_path / "rows.jsonl", rows)


@pytest.fixture
def whole(source: Path, tmp_path: Path) -> bytes:
    """What a run writes that nobody stops."""
    assert main(["analyse", "--jsonl", str(source), "--out", str(tmp_path / "whole.jsonl")]) == 1
    return (tmp_path / "whole.jsonl").read_bytes()


def resume(source: Path, out: Path, *more: str) -> int:
    return main(["analyse", "--jsonl", str(source), "--out", str(out), "--resume", *more])


@pytest.mark.parametrize("kept", [0, 1, 6, 7, 8, 20, 21, 22, 40, 41, 58, 59])
@pytest.mark.parametrize("torn", [b"", b'{"schema":"dateline.article/1","id":"a'])
def test_a_part_of_any_length_is_gone_on_with(
    kept: int, torn: bytes, source: Path, whole: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    part = tmp_path / "out.jsonl.part"
    part.write_bytes(b"".join(whole.splitlines(keepends=True)[:kept]) + torn)
    assert resume(source, out) == 1
    assert out.read_bytes() == whole
    assert not part.exists()


def test_with_nothing_there_it_begins(source: Path, whole: bytes, tmp_path: Path) -> None:
    assert resume(source, tmp_path / "out.jsonl") == 1
    assert (tmp_path / "out.jsonl").read_bytes() == whole


@pytest.mark.parametrize("cut", [0, 1, 5_000])
def test_a_file_that_was_cut_by_hand_is_gone_on_with(cut: int, source: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(whole[: len(whole) - cut])
    assert resume(source, out) == 1
    assert out.read_bytes() == whole
    assert not (tmp_path / "out.jsonl.part").exists()


def test_a_whole_file_is_left_as_it_is(
    source: Path, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(whole)
    os.utime(out, (1, 1))
    monkeypatch.setattr("components.cli.analyse.LocalReaders", None)  # no worker is started for nothing
    assert resume(source, out) == 1
    assert out.stat().st_mtime == 1


def test_articles_that_were_left_out_are_named(
    source: Path, whole: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out.jsonl.part").write_bytes(b"".join(whole.splitlines(keepends=True)[:30]))
    capfd.readouterr()
    assert resume(source, tmp_path / "out.jsonl") == 1
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith(f"{source} line {POISON + 1}: The run that this one goes on from left it out.")


def other_version(line: bytes) -> bytes:
    record = json.loads(line)
    record["pipeline"]["dateline"] = "0.1.0"
    return json.dumps(record).encode() + b"\n"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda lines: [*lines[:3], other_version(lines[3])], "analysis 0.1.0 with spaCy"),
        (lambda lines: [*lines[:3], b"nonsense\n", *lines[3:9]], "line 4 is no record"),
        (lambda lines: [*lines[:3], lines[3].replace(b"Story 3", b"Story 4")], "is of no article of this input"),
        (lambda lines: [lines[1], lines[0]], "or out of its order"),
        (lambda lines: [*lines, lines[-1]], "is of no article of this input"),
    ],
)
@pytest.mark.parametrize("name", ["out.jsonl.part", "out.jsonl"])
def test_what_is_of_another_run_is_refused_and_stays_as_it_is(
    change: object, why: str, name: str, source: Path, whole: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(change)
    there = b"".join(change(whole.splitlines(keepends=True)))
    (tmp_path / name).write_bytes(there)
    capfd.readouterr()
    assert resume(source, tmp_path / "out.jsonl") == 1
    told = capfd.readouterr().err
    assert why in told and "Nothing was changed." in told
    assert (tmp_path / name).read_bytes() == there
    assert sorted(p.name for p in tmp_path.glob("out*")) == [name]


def test_without_resume_a_part_is_written_over_and_that_is_told(
    source: Path, whole: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    part = tmp_path / "out.jsonl.part"
    part.write_bytes(b"old\n")
    assert main(["analyse", "--jsonl", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    assert f"{part}: An earlier run left it; it is written over" in capfd.readouterr().err
    assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_resume_needs_a_file(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "--jsonl", str(source), "--resume"]) == 1
    assert "name it with --out" in capfd.readouterr().err


COMMAND = (
    "import functools, sys; import components.cli.analyse as a; "
    "from components.analysis.batch.local import LocalReaders; "
    f"a.LocalReaders = functools.partial(LocalReaders, program='{PROGRAM}'); "
    "from components.cli import main; sys.exit(main(sys.argv[1:]))"
)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_run_that_is_stopped_ends_its_workers_and_is_gone_on_with(how: signal.Signals, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "rows.jsonl", [row(n, *(["slow"] if n % 16 == 0 else [])) for n in range(120)])
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    words = ["analyse", "--jsonl", str(source), "--workers", "2", "--out", str(out)]
    run = subprocess.Popen([sys.executable, "-c", COMMAND, *words], start_new_session=True, stderr=subprocess.PIPE)
    until = time.monotonic() + 30
    while (not part.exists() or part.read_bytes().count(b"\n") < 16) and time.monotonic() < until:
        time.sleep(0.02)
    begun = psutil.Process(run.pid).children(recursive=True)
    assert begun
    if how == signal.SIGTERM:
        run.terminate()
    else:
        os.killpg(run.pid, how)  # as a terminal does at Ctrl-C
    told = run.communicate(timeout=20)[1].decode()
    assert psutil.wait_procs(begun, timeout=5)[1] == []
    if how != signal.SIGKILL:
        assert run.returncode == 128 + how
        assert told.splitlines() == [
            f"What was read so far is in {part}: the same command with --resume goes on from there."
        ]
    assert 16 <= part.read_bytes().count(b"\n") < 120 and not out.exists()
    assert main([*words, "--resume"]) == 0
    assert ids(out) == [f"a{n}" for n in range(120)]
    again = tmp_path / "again.jsonl"
    assert main(["analyse", "--jsonl", str(source), "--out", str(again), "--workers", "4"]) == 0
    assert again.read_bytes() == out.read_bytes()


def test_two_runs_do_not_write_to_one_file(source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from components.cli.record_output import RecordFile

    with RecordFile(str(tmp_path / "out.jsonl")):
        assert main(["analyse", "--jsonl", str(source), "--out", str(tmp_path / "out.jsonl")]) == 1
    assert "is being written by another run" in capfd.readouterr().err


def test_a_full_disk_is_told_and_gone_on_after(
    source: Path, whole: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    capfd.readouterr()
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, limits[1]))  # what a full disk does, with other words
    try:
        assert main(["analyse", "--jsonl", str(source), "--out", str(out), "--quiet"]) == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    told = capfd.readouterr().err.splitlines()
    assert told[-2:] == [
        f"What was read so far is in {part}: the same command with --resume goes on from there.",
        f"dateline: {out} can't be written: File too large.",
    ]
    assert resume(source, out) == 1
    assert out.read_bytes() == whole


def test_a_disk_that_is_full_at_the_end_leaves_the_part(
    source: Path, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(lines: object, target: Path) -> None:
        target.write_bytes(b"begun")
        raise OSError(errno.ENOSPC, "No space left on device")

    out = tmp_path / "out.parquet"
    with monkeypatch.context() as patch:
        patch.setattr("components.cli.parquet_files.write_records", full)
        assert main(["analyse", "--jsonl", str(source), "--out", str(out)]) == 1
    assert f"{out} can't be written: No space left on device." in capfd.readouterr().err
    assert [p.name for p in tmp_path.glob("out*")] == ["out.parquet.part"]
    assert (tmp_path / "out.parquet.part").read_bytes() == whole


WITHOUT = {"date": "", "title": ""}


@pytest.mark.parametrize("given", [{}, WITHOUT, {"date": ""}, {"title": ""}])
@pytest.mark.parametrize("words", [[], ["--date", "2024-06-01"]])
def test_titles_and_dates_as_before_are_gone_on_with(given: dict[str, str], words: list[str], tmp_path: Path) -> None:
    rows = [{k: v for k, v in (row(n) | given).items() if v} for n in range(9)]
    source, out = write_rows(tmp_path / "rows.jsonl", rows), tmp_path / "out.jsonl"
    assert main(["analyse", "--jsonl", str(source), "--out", str(out), *words]) == 0
    whole = out.read_bytes()
    out.write_bytes(b"".join(whole.splitlines(keepends=True)[:4]))
    assert resume(source, out, *words) == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"title": "Another"}, ([], [])),
        ({}, {"date": "2024-05-15"}, ([], [])),
        ({}, {"date": ""}, ([], [])),
        ({"date": ""}, {}, ([], [])),
        ({"date": ""}, {"date": ""}, (["--date", "2024-06-01"], ["--date", "2024-06-02"])),
        ({"date": ""}, {"date": ""}, (["--date", "2024-06-01"], [])),
        ({"date": ""}, {"date": ""}, ([], ["--date", "2024-06-01"])),
    ],
)
def test_other_titles_or_dates_are_refused(
    before: dict[str, str], after: dict[str, str], words: tuple[list[str], list[str]], tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "out.jsonl"
    for changed, more in zip((before, after), words, strict=True):
        rows = [{k: v for k, v in (row(n) | changed).items() if v} for n in range(9)]
        source = write_rows(tmp_path / "rows.jsonl", rows)
        if changed is before:
            assert main(["analyse", "--jsonl", str(source), "--out", str(out), *more]) == 0
            there = out.read_bytes()
    assert resume(source, out, *words[1]) == 1
    assert "was made with another title or date than this run gives" in capfd.readouterr().err
    assert out.read_bytes() == there


def test_a_resumed_run_that_is_stopped_before_its_first_record_tells_where_the_part_is(
    source: Path, whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> None:
        raise Stopped(signal.SIGINT)

    part = tmp_path / "out.jsonl.part"
    part.write_bytes(b"".join(whole.splitlines(keepends=True)[:9]))
    monkeypatch.setattr("components.cli.analyse.LocalReaders", stop)
    capfd.readouterr()
    assert resume(source, tmp_path / "out.jsonl", "--quiet") == 130
    assert f"What was read so far is in {part}" in capfd.readouterr().err
    assert part.read_bytes() == b"".join(whole.splitlines(keepends=True)[:9])
