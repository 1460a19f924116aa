"""Bytes as text: each encoding read as what it is, what is no text refused, and the limit that a refusal names."""

from __future__ import annotations

import io
import zipfile

import pytest

from components.domain.errors import NothingToRead, NotText, TooLong
from components.ingest import text_decoding, zip_files
from components.ingest.file_kinds import kind_of
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.limits import ARCHIVE_FILES, MAX_BYTES, MAX_CHARACTERS, UNPACKED_BYTES, UNPACKED_MEMBERS
from components.ingest.reading_result import Reading
from components.ingest.text_decoding import clean, decode
from tests.ingest import made

WORDS = "The mayor’s “new” bridge – a café in São Tomé – opened on Monday, said Zoë Müller."


@pytest.mark.parametrize(("data", "declared", "name"), [
    (WORDS.encode(), None, "utf-8"), (WORDS.encode("utf-8-sig"), None, "utf-8-sig"),
    (WORDS.encode("utf-16"), None, "utf-16"),
    (WORDS.encode("utf-32"), None, "utf-32"), (WORDS.encode("utf-16-le"), "utf-16-le", "utf-16-le"),
    (WORDS.encode("cp1252"), None, "cp1252"), (WORDS.encode("cp1252"), "latin-1", "cp1252"),
    (WORDS.encode("cp1252"), "us-ascii", "cp1252"), (WORDS.encode("mac_roman"), "x-mac-roman", "mac-roman"),
    (WORDS.encode(), "cp1252", "utf-8"), (WORDS.encode("utf-7"), "UTF-7", "utf-7"),
    (WORDS.encode(), "no such", "utf-8"),
    (WORDS.encode("cp1252"), " 'Windows-1252' ", "cp1252"),
])  # fmt: skip
def test_each_encoding_is_read_as_what_it_is(data: bytes, declared: str | None, name: str) -> None:
    assert decode(data, declared) == (WORDS, name)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xfe\xff\xd8\x00", b"\xff\xfe\x00\x00\x01"])
def test_a_text_that_is_damaged_behind_its_mark_is_refused(data: bytes) -> None:
    with pytest.raises(NotText, match=r"It begins as UTF-\d\d text but is damaged"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \n\t "])
def test_an_empty_file_says_so(data: bytes) -> None:
    with pytest.raises(NothingToRead, match="It is empty"):
        decode(data)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotText, match="no readable text"):
        decode(bytes(range(256)) * 8 + b"\x00" * 4000)


@pytest.mark.parametrize(("raw", "text"), [
    ("a\r\nb\rc\x85d\x0ce", "a\nb\nc\nd\ne"), ("so\u00adft ze\u200bro \u202eturn\u202c", "soft zero turn"),
    ("e\u0301", "é"), ("a\x00\x1bb", "ab"), ("\n\n a \n\n", " a "), ("tab\there", "tab\there"), ("\ufeffa", "a"),
])  # fmt: skip
def test_a_text_is_stored_clean(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\x00"])
def test_a_text_without_words_says_so(text: str) -> None:
    with pytest.raises(NothingToRead, match="no words"):
        clean(text)


def test_the_longest_text_is_taken_and_one_sign_more_is_refused_with_the_limit() -> None:
    assert len(clean("a" * MAX_CHARACTERS)) == MAX_CHARACTERS
    with pytest.raises(TooLong, match=f"It has {MAX_CHARACTERS + 1:,} characters; the limit is {MAX_CHARACTERS:,}"):
        clean("a" * (MAX_CHARACTERS + 1))


def test_the_largest_file_is_taken_and_a_byte_more_is_refused_with_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_decoding, "MAX_BYTES", 2 * 2**20)
    assert decode(b"a" * 2 * 2**20)[1] == "utf-8"
    with pytest.raises(TooLong, match="It is 2 MB; the limit is 2 MB"):
        decode(b"a" * (2 * 2**20 + 1))


def test_a_file_over_the_limit_never_reaches_the_reading_process() -> None:
    reader = IsolatedReader()
    with pytest.raises(TooLong, match=rf"It is {MAX_BYTES // 2**20} MB; the limit is {MAX_BYTES // 2**20} MB"):
        reader.read("x.txt", b"a" * (MAX_BYTES + 1))
    reader.close()


def test_what_the_sender_says_of_the_encoding_crosses_the_process_border() -> None:
    reader = IsolatedReader()
    try:
        text = "\n\n".join([made.TITLE, *made.PARAGRAPHS]).replace("bridge", "brücke")
        read = reader.read("x.txt", text.encode("utf-7"), declared="utf-7")
        assert isinstance(read, Reading) and "brücke" in read.text
    finally:
        reader.close()


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return out.getvalue()


def test_an_archive_gives_its_files_without_folders_hidden_ones_and_the_macs_own() -> None:
    data = archive({
        "a.txt": b"A", "folder/b.txt": b"B", "folder/": b"", ".hidden": b"x", "folder/.DS_Store": b"x",
        "~lock.txt": b"x",
        "__MACOSX/a.txt": b"x", "c\\d.txt": b"D",
    })  # fmt: skip
    assert zip_files.files_in(data) == [("a.txt", b"A"), ("b.txt", b"B"), ("d.txt", b"D")]
    assert zip_files.read_member(data, "folder/b.txt") == b"B"


def test_an_archive_of_too_many_files_is_refused_with_the_limit() -> None:
    full = {f"{n}.txt": b"x" for n in range(ARCHIVE_FILES)}
    assert len(zip_files.files_in(archive(full))) == ARCHIVE_FILES
    with pytest.raises(TooLong, match=f"It holds over {ARCHIVE_FILES} files"):
        zip_files.files_in(archive(full | {"one more.txt": b"x"}))
    many = archive({f"{n}": b"" for n in range(UNPACKED_MEMBERS + 1)})
    with pytest.raises(TooLong, match=f"It holds {UNPACKED_MEMBERS + 1:,} files; the limit is {UNPACKED_MEMBERS:,}"):
        zip_files.names_of(many)


def test_an_archive_that_swells_is_refused_with_the_limit() -> None:
    bomb = archive({"a.txt": b"a" * (3 * 2**20)})
    with pytest.raises(
        TooLong, match=rf"It would unpack to 3 MB; the limit is {UNPACKED_BYTES // 2**20} MB and 100 times"
    ):
        zip_files.check_archive(bomb)
    zip_files.check_archive(archive({"a.txt": b"a" * 2**20}))  # so small a one does no harm


def test_a_member_that_lies_about_its_size_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_files, "UNPACKED_BYTES", 100_000)
    data = archive({"a": b"ab" * 30_000, "b": b"cd" * 30_000})
    monkeypatch.setattr(zip_files, "names_of", lambda _: [])
    assert len(zip_files.read_member(data, "a")) == 60_000
    with pytest.raises(TooLong, match="It unpacks to over 0 MB"):
        zip_files.check_archive(data)
    with pytest.raises(TooLong, match="It unpacks to over 0 MB"):
        zip_files.files_in(data)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 and no more", archive({"a": b"a" * 100})[:60]], ids=["no more than its head", "cut off"]
)
def test_a_damaged_archive_says_so(data: bytes) -> None:
    with pytest.raises(NotText, match="damaged ZIP"):
        zip_files.names_of(data)


PDF, RTF = b"%PDF-1.7\n%", b"{\\rtf1\\ansi The text}"


@pytest.mark.parametrize(("data", "name", "kind"), [
    (PDF, "x.txt", "pdf"), (b"\n" * 900 + PDF, "", "pdf"), (b"x" * 3000 + b"endobj\nstartxref", "", "pdf"),
    (b"x" * 3000 + b"startxref", "", "text"), (RTF, "", "rtf"), (RTF.upper(), "", "rtf"),
    (b"<!doctype html><p>x", "x.txt", "html"), (b"<p>One</p><p>Two</p><p>Three", "", "html"),
    (b"# A title\n\n<p>One", "x.md", "markdown"), (b"# A title", "x.MD", "markdown"), (b"# A title", "x.txt", "text"),
    (b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nText", "", "mail"), (b"From: a\nTo: b\n\nText", "", "text"),
    (b"From a@b.example Mon Mar  2 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\nText", "", "mail"),
    (made.as_docx(), "x.txt", "docx"), (made.as_odt(), "", "odt"), (archive({"a.txt": b"x"}), "", "zip"),
    (b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "", "picture"),
])  # fmt: skip
def test_the_kind_of_a_file_is_told_by_its_bytes(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(("data", "name", "says"), [
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "old Office file"), (b"GIF89a" + b"\x00" * 30, "", "GIF picture"),
    (archive({"xl/a": b"x"}), "", "an Excel table"), (archive({"ppt/a": b"x"}), "", "a PowerPoint presentation"),
    (archive({"META-INF/container.xml": b"x"}), "", "an e-book"), (archive({"a": b"x"}), "x.docx", "damaged"),
    (b"\x7fELF" + b"\x00" * 60, "", "ELF file"), (b"\x01\x02\x03a" * 100, "x.pdf", "The PDF is damaged"),
])  # fmt: skip
def test_what_holds_no_article_is_refused_by_what_it_is(data: bytes, name: str, says: str) -> None:
    with pytest.raises(NotText, match=says):
        kind_of(data, name)
