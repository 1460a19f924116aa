"""``analyse`` from and to Parquet, folders of rows, and addresses that fsspec opens."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pyarrow as pa
import pytest
from pyarrow import parquet

from components.cli import main
from components.cli.output import Failures
from components.cli.parquet_files import ROW_GROUP, write_records
from components.cli.records_input import read_records
from components.domain.record import from_json
from tests.cli.conftest import BODY, ids, row, write_rows

pytestmark = pytest.mark.usefixtures("made_readers")


@pytest.fixture(autouse=True)
def memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[fsspec.AbstractFileSystem]:
    """A store in memory, empty; parts of what is put there lie in the current folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "rows.jsonl", [row(n) for n in range(20)])


@pytest.fixture
def whole(source: Path, tmp_path: Path) -> bytes:
    assert main(["analyse", "--jsonl", str(source), "--out", str(tmp_path / "whole.jsonl")]) == 0
    return (tmp_path / "whole.jsonl").read_bytes()


def test_rows_of_parquet_are_those_of_json_lines(tmp_path: Path, whole: bytes) -> None:
    rows = [row(n) for n in range(20)]
    for name, day in (("words", str), ("days", dt.date.fromisoformat), ("times", dt.datetime.fromisoformat)):
        path = tmp_path / f"{name}.parquet"
        table = [one | {"date": day(one["date"]), "outlet": "not asked for"} for one in rows]
        parquet.write_table(pa.Table.from_pylist(table), path, row_group_size=7)
        assert main(["analyse", "--parquet", str(path), "--out", str(tmp_path / "out.jsonl")]) == 0
        assert (tmp_path / "out.jsonl").read_bytes() == whole


def test_bad_rows_of_parquet_are_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.parquet"
    rows = [row(0), {"id": "no text", "text": None}, {"id": None, "text": BODY}, row(1)]
    parquet.write_table(pa.Table.from_pylist(rows), path)
    assert main(["analyse", "--parquet", str(path), "--out", "out.jsonl"]) == 1
    assert ids(Path("out.jsonl")) == ["a0", "a1"]
    assert [line.partition(":")[0] for line in capfd.readouterr().err.splitlines()] == [
        f"{path} row 2",
        f"{path} row 3",
    ]


def test_what_is_no_parquet_is_told(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "--parquet", str(source)]) == 1
    assert f"{source} is no Parquet file" in capfd.readouterr().err
    assert main(["analyse", "--parquet", "nowhere.parquet"]) == 1
    assert "nowhere.parquet: There is no such file" in capfd.readouterr().err


def test_parquet_out_holds_the_records_and_plain_columns(source: Path, whole: bytes) -> None:
    assert main(["analyse", "--jsonl", str(source), "--out", "out.parquet"]) == 0
    table = parquet.read_table("out.parquet")
    assert table.column_names == ["id", "title", "date", "words", "record"]
    assert [r.encode() for r in table["record"].to_pylist()] == whole.splitlines()
    first = from_json(whole.splitlines()[0])
    assert table.slice(0, 1).to_pylist()[0] | {"record": ""} == {
        "id": first.id, "title": first.title, "date": first.date, "words": first.words, "record": "",
    }  # fmt: skip
    assert sorted(p.name for p in Path().iterdir()) == ["out.parquet"]


def test_parquet_is_written_in_row_groups(whole: bytes) -> None:
    line = whole.splitlines(keepends=True)[0]
    write_records((line for _ in range(ROW_GROUP * 2 + 1)), Path("many.parquet"))
    file = parquet.ParquetFile("many.parquet")
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [ROW_GROUP, ROW_GROUP, 1]


@pytest.mark.parametrize("name", ["out.parquet", "memory://deep/out.jsonl", "memory://deep/out.parquet"])
def test_a_run_that_was_stopped_goes_on_to_the_same_bytes(name: str, source: Path, whole: bytes) -> None:
    command = ["analyse", "--jsonl", str(source), "--out", name]
    assert main(command) == 0
    with fsspec.open(name) as file:
        expected = file.read()
    fsspec.core.url_to_fs(name)[0].rm(fsspec.core.url_to_fs(name)[1])
    part = Path(name.rsplit("/", 1)[-1] + ".part")
    part.write_bytes(b"".join(whole.splitlines(keepends=True)[:11]) + b'{"torn')
    assert main([*command, "--resume"]) == 0
    with fsspec.open(name) as file:
        assert file.read() == expected
    assert not part.exists()
    assert main([*command, "--resume"]) == 0  # it is whole: nothing is done
    assert not part.exists()


@pytest.mark.parametrize("name", ["out.parquet", "memory://out.jsonl", "memory://out.parquet"])
def test_a_file_of_the_first_part_of_the_input_is_gone_on_with(name: str, source: Path, tmp_path: Path) -> None:
    first = write_rows(tmp_path / "first.jsonl", [row(n) for n in range(9)])
    assert main(["analyse", "--jsonl", str(first), "--out", name]) == 0
    assert main(["analyse", "--jsonl", str(source), "--out", name, "--resume"]) == 0
    with fsspec.open(name) as file:
        gone_on = file.read()
    assert main(["analyse", "--jsonl", str(source), "--out", name]) == 0
    with fsspec.open(name) as file:
        assert file.read() == gone_on


@pytest.mark.parametrize("scheme", ["memory://", "file://"])
def test_rows_and_records_may_lie_at_an_address(scheme: str, source: Path, whole: bytes, tmp_path: Path) -> None:
    there = scheme + ("" if scheme == "memory://" else str(tmp_path)) + "/store"
    with fsspec.open(f"{there}/in/rows.jsonl", "wb", auto_mkdir=True) as file:
        file.write(source.read_bytes())
    assert main(["analyse", "--jsonl", f"{there}/in/rows.jsonl", "--out", f"{there}/in/out.jsonl"]) == 0
    with fsspec.open(f"{there}/in/out.jsonl") as file:
        assert file.read() == whole
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("scheme", ["", "memory://", "file://"])
def test_a_folder_of_rows_is_read_in_order_of_name(scheme: str, tmp_path: Path, whole: bytes) -> None:
    folder = scheme + ("/rows" if scheme == "memory://" else str(tmp_path / "rows"))
    for name, numbers in (("a/2.jsonl", range(5, 10)), ("a-b.jsonl", range(10, 20)), ("a/1.jsonl", range(5))):
        with fsspec.open(f"{folder}/{name}", "w", encoding="utf-8", auto_mkdir=True) as file:
            file.write("\n".join(json.dumps(row(n)) for n in numbers))
    with fsspec.open(f"{folder}/notes.txt", "w", auto_mkdir=True) as file:
        file.write("no rows")
    assert main(["analyse", "--jsonl", folder, "--out", "out.jsonl"]) == 0
    assert Path("out.jsonl").read_bytes() == whole


def test_a_folder_of_articles_at_an_address_is_read_in_order_of_name(
    memory: fsspec.AbstractFileSystem, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("b.txt", "a/z.md", "c.png"):
        memory.pipe_file(f"/articles/{name}", f"{name} {BODY}".encode())
    assert main(["analyse", "memory://articles"]) == 0
    out, err = capfd.readouterr()
    assert [json.loads(line)["text"][:6].split()[0] for line in out.splitlines()] == ["a/z.md", "b.txt"]
    assert err == ""


def test_an_address_that_cannot_be_opened_is_told(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    for words, told in (
        (["--jsonl", str(source), "--out", "folder"], "folder is a folder. Name a file in it."),
        (
            ["--jsonl", "nonsense://x/rows.jsonl"],
            "nonsense://x/rows.jsonl can't be opened: Protocol not known: nonsense",
        ),
        (["--jsonl", "s3://bucket/rows.jsonl"], "s3://bucket/rows.jsonl can't be opened: Install s3fs to access S3"),
        (["memory://nowhere.txt"], "memory://nowhere.txt: There is no such file or folder."),
        (["--jsonl", str(source), "--out", "nonsense://x/out.jsonl"], "nonsense://x/out.jsonl can't be opened"),
    ):
        assert main(["analyse", *words]) == 1
        assert told in capfd.readouterr().err
    assert [p.name for p in Path().iterdir()] == ["folder"]


def test_what_contradicts_is_refused(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for words, told in (
        (["--jsonl", str(source), "--parquet", "x.parquet"], "one of them"),
        (["--jsonl", str(source), "x.txt"], "one of them"),
        (["--jsonl", str(source), "--workers", "2", "--scheduler", "tcp://x"], "one of the two"),
    ):
        assert main(["analyse", *words]) == 1
        assert told in capfd.readouterr().err
    for number in ("0", "-1", "two"):
        with pytest.raises(SystemExit):
            main(["analyse", "--jsonl", str(source), "--workers", number])


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "memory://out.parquet", "memory://out.jsonl"])
def test_cast_and_chronicle_read_what_analyse_wrote(name: str, source: Path, tmp_path: Path) -> None:
    assert main(["analyse", "--jsonl", str(source), "--out", name]) == 0
    failures = Failures()
    read = read_records(name, failures, lambda record: record.id, map)
    assert list(read) == [f"a{n}" for n in range(20)]
    assert failures.count == 0


@pytest.mark.parametrize("missing", ["id", "text"])
def test_a_parquet_file_without_a_needed_column_is_told_once(missing: str, capfd: pytest.CaptureFixture[str]) -> None:
    rows = [{k: v for k, v in row(n).items() if k != missing} for n in range(9)]
    parquet.write_table(pa.Table.from_pylist(rows), "rows.parquet")
    assert main(["analyse", "--parquet", "rows.parquet"]) == 1
    assert capfd.readouterr().err == f"rows.parquet has no column “{missing}”.\n"


def test_ids_that_are_numbers_are_taken_as_text(tmp_path: Path) -> None:
    rows = [row(n) | {"id": n} for n in range(3)]
    parquet.write_table(pa.Table.from_pylist(rows), "rows.parquet")
    Path("rows.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    for kind in ("parquet", "jsonl"):
        assert main(["analyse", f"--{kind}", f"rows.{kind}", "--out", "out.jsonl"]) == 0
        assert ids(Path("out.jsonl")) == ["0", "1", "2"]


def test_a_value_that_cannot_be_read_names_its_row(capfd: pytest.CaptureFixture[str]) -> None:
    rows = [row(n) for n in range(9)]
    table = pa.Table.from_pylist(rows)
    days = pa.array([19_000] * 4 + [2**31 - 1] + [19_000] * 4, pa.int32()).view(pa.date32())
    texts = pa.array(
        [r["text"].encode() for r in rows[:6]] + [b"\xff\xfe" * 20, *(r["text"].encode() for r in rows[7:])]
    )
    columns = {"date": days, "text": texts.view(pa.string())}
    for name, bad in (("date", 5), ("text", 7)):
        at = table.column_names.index(name)
        parquet.write_table(table.set_column(at, name, columns[name]), "rows.parquet")
        assert main(["analyse", "--parquet", "rows.parquet", "--out", "out.jsonl"]) == 1
        assert ids(Path("out.jsonl")) == [f"a{n}" for n in range(9) if n != bad - 1]
        [told] = capfd.readouterr().err.splitlines()
        assert told.startswith(f"rows.parquet row {bad}: A value of it can't be read: ")


@pytest.mark.parametrize(
    "date", ["2024-05-14T10:00:00", "2024-05-14T10:00:00.5Z", "2024-05-14 10:00+02:00", "20240514", "2024-W20-2"]
)
def test_a_date_in_another_form_is_taken_as_its_day(date: str) -> None:
    write_rows(Path("rows.jsonl"), [row(0) | {"date": date}])
    assert main(["analyse", "--jsonl", "rows.jsonl", "--out", "out.jsonl"]) == 0
    assert json.loads(Path("out.jsonl").read_bytes())["date"] == "2024-05-14"


def test_a_byte_order_mark_is_skipped(source: Path, whole: bytes) -> None:
    Path("marked.jsonl").write_bytes(b"\xef\xbb\xbf" + source.read_bytes())
    assert main(["analyse", "--jsonl", "marked.jsonl", "--out", "out.jsonl"]) == 0
    assert Path("out.jsonl").read_bytes() == whole


def test_a_message_says_its_file_and_its_stop_once(source: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for words in (["--parquet", str(source)], ["--parquet", "-"], ["--jsonl", "nonsense://x"], ["memory://no.txt"]):
        assert main(["analyse", *words]) == 1
        told = capfd.readouterr().err
        assert told.count(words[-1]) <= 1 or words[-1] == "-"
        assert ".." not in told and told.count("\n") == 1
