"""Files made to do harm: each refused or cleaned, quickly, with nothing fetched and nothing written."""

from __future__ import annotations

import io
import os
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.domain.errors import InputRefused, ReaderStopped
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.reading_result import Reading
from tests.ingest import made

BODY = " ".join(made.PARAGRAPHS)
DTD = '<?xml version="1.0"?><!DOCTYPE x [{}]>'
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


def docx_with(document: str) -> bytes:
    """A Word file whose document part is replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.as_docx())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, document if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def lying_zip() -> bytes:
    """An archive whose directory says that a member of 60 MB has ten bytes."""
    data = bytearray(made.as_zip({"word/document.xml": b"<a>" + b"x" * (60 * 2**20), "a.txt": BODY.encode()}))
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    data[22:26] = struct.pack("<I", 10)
    return bytes(data)


def pdf_with(stream: bytes, extra: bytes = b"") -> bytes:
    """A small PDF whose page has this stream."""
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" + extra + b">>endobj\n4 0 obj<<"
        b"/Length "
        + str(len(stream)).encode() + b"/Filter/FlateDecode>>stream\n" + stream + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )  # fmt: skip


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'
SECRETS = "/etc/passwd"
HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip bomb": lambda: made.as_zip({f"{n}.txt": bytes(2**20) for n in range(60)}),
    "zip that lies about sizes": lying_zip,
    "zip of 3,000 files": lambda: made.as_zip({f"{n}.txt": b"x" for n in range(3000)}),
    "Word bomb": lambda: docx_with("<a>" + "x" * (101 * 2**20) + "</a>"),
    "entity expansion in Word": lambda: docx_with(DTD.format('<!ENTITY l0 "lol">' + LAUGHS) + WORD.format("&l9;")),
    "external entity in Word": lambda: docx_with(
        DTD.format(f'<!ENTITY e SYSTEM "file://{SECRETS}">') + WORD.format(f"{BODY} &e;")
    ),
    "deep XML in Word": lambda: docx_with("<w:a>" * 200_000),
    "entity expansion in OpenDocument": lambda: made.as_zip(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<manifest/>",
         "content.xml": (DTD.format('<!ENTITY l0 "lol">' + LAUGHS) + "<a>&l9;</a>").encode()}
    ),
    "PDF whose objects refer in a ring": lambda: pdf_with(zlib.compress(b"BT ET"), b"/Resources 3 0 R/Annots 3 0 R"),
    "PDF that swells": lambda: pdf_with(zlib.compress(b"BT (x) Tj ET\n" * 20_000_000)[: 2**20]),
    "truncated PDF": lambda: made.as_pdf(1, 1)[:900],
    "HTML of a million nested tags": lambda: b"<html><body>" + b"<div>" * 1_000_000 + BODY.encode(),
    "RTF of a million groups": lambda: b"{\\rtf1" + b"{" * 1_000_000 + BODY.encode(),
    "mail of ten thousand parts": lambda: (
        b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\n\nhi\n" * 10_000
    ),
    "a word of 19 MB": lambda: b"a" * (19 * 2**20),
    "60 MB of one word": lambda: b"a" * (60 * 2**20),
    "random bytes": lambda: os.urandom(100_000),
}  # fmt: skip


@pytest.fixture
def listener() -> Iterator[list[str]]:
    """A port on this machine that notes whoever calls."""
    import socket

    called: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                peer, address = server.accept()
            except OSError:
                continue
            called.append(str(address))
            peer.close()

    thread = threading.Thread(target=listen)
    thread.start()
    called.append(f"127.0.0.1:{server.getsockname()[1]}")
    yield called
    done.set()
    thread.join()
    server.close()


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_files_are_refused_quickly(reader: IsolatedReader, name: str) -> None:
    data = HOSTILE[name]()
    began = time.monotonic()
    try:
        found = reader.read("story.txt", data)
    except InputRefused as error:
        assert len(str(error)) > 30 and "Traceback" not in str(error)
    else:
        assert isinstance(found, Reading), "an archive was taken"
        assert len(found.text) <= 300_000 and "root:" not in found.text
        assert name in {"HTML of a million nested tags", "external entity in Word"}
    assert time.monotonic() - began < 25
    # The next file is read as if nothing had been.
    good = reader.read("utf8.txt", made.as_text())
    assert isinstance(good, Reading) and good.head.title == made.TITLE


def test_nothing_is_fetched_by_a_file(reader: IsolatedReader, listener: list[str]) -> None:
    host = listener[0]
    url = f"http://{host}/x"
    files = {
        "a.html": made.as_html(f'<link rel="stylesheet" href="{url}"><script src="{url}"></script><base href="{url}">'
                               f'<meta http-equiv="refresh" content="0;url={url}">') + f"<img src={url}>".encode(),
        "b.docx": docx_with(DTD.format(f'<!ENTITY e SYSTEM "{url}">') + WORD.format(BODY + " &e;")),
        "c.rtf": made.as_rtf()[:-1] + f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{url}"}}}}}}'.encode(),
        "d.eml": made.as_mail().replace(b"Subject:", f"X-Image: {url}\nSubject:".encode()),
        "e.md": made.as_markdown() + f"\n\n![x]({url})\n".encode(),
    }  # fmt: skip
    for name, data in files.items():
        try:
            reader.read(name, data)
        except InputRefused:
            pass
    time.sleep(0.5)
    assert listener == [host]


def test_nothing_is_written_and_paths_mean_nothing(
    reader: IsolatedReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = made.as_zip(
        {"../../evil.txt": made.as_text(), "/abs/evil.txt": made.as_text(), "c:\\evil.txt": made.as_text()}
    )
    found = reader.read("x.zip", data)
    assert isinstance(found, list) and [name for name, _ in found] == ["evil.txt"] * 3
    assert list(tmp_path.iterdir()) == [] and not list(tmp_path.parent.glob("evil*"))


def test_marks_that_hide_or_turn_text_are_cleaned(reader: IsolatedReader) -> None:
    data = ("May\u202eor of\x00 Arden\u200b\n\n" + "\n\n".join(made.PARAGRAPHS)).encode()
    found = reader.read("a\u202etxt.exe", data)
    assert isinstance(found, Reading)
    assert found.text.startswith("Mayor of Arden") and found.filename == "a\ufffdtxt.exe"


def test_macros_and_scripts_are_no_text(reader: IsolatedReader) -> None:
    found = reader.read("a.html", made.as_html("<script>alert('hello macro')</script><style>p{color:red}</style>"))
    assert isinstance(found, Reading)
    assert "hello macro" not in found.text and all("hello macro" not in b.text for b in found.blocks)


def test_a_reader_that_hangs_is_stopped_and_replaced() -> None:
    slow = IsolatedReader(seconds=0.001)
    try:
        slow.read("warm.txt", b"x")
    except InputRefused:
        pass
    try:
        with pytest.raises(ReaderStopped, match="stopped"):
            slow.read("slow.html", b"<html><body>" + b"<p>hello there</p>" * 200_000)
        slow.seconds = 20
        assert isinstance(slow.read("good.txt", made.as_text()), Reading)
    finally:
        slow.close()


def test_a_reader_that_was_killed_is_replaced(reader: IsolatedReader) -> None:
    assert isinstance(reader.read("good.txt", made.as_text()), Reading)
    process = reader._process
    assert process is not None
    process.popen.kill()
    process.popen.wait()
    assert isinstance(reader.read("good.txt", made.as_text()), Reading)


def test_the_reading_process_may_not_call_write_or_start() -> None:
    import subprocess
    import sys

    script = (
        "from components.processes.confinement import confine; confine(2**30)\n"
        "import socket, os\n"
        "def refused(f):\n"
        "    try: f()\n"
        "    except PermissionError: return True\n"
        "    except Exception as e: return repr(e)\n"
        "    return False\n"
        "print(refused(lambda: socket.create_connection(('127.0.0.1', 9))), refused(lambda: open('x.tmp', 'w')),\n"
        "      refused(lambda: os.system('true')), refused(lambda: os.open('x.tmp', os.O_CREAT | os.O_RDWR)),\n"
        "      refused(lambda: os.remove('x.tmp')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 5


HEADS = (b"", b"%PDF-1.7\n", b"{\\rtf1", b"PK\x03\x04", b"<html><body>", b"From: a\nTo: b\nSubject: c\n\n", b"\xff\xfe")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from(HEADS), data=st.binary(max_size=600))
def test_random_bytes_of_every_kind_are_read_or_refused(reader: IsolatedReader, head: bytes, data: bytes) -> None:
    try:
        found = reader.read("x", head + data)
    except InputRefused as error:
        assert str(error).endswith(".")
        return
    assert isinstance(found, list) or "\x00" not in found.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(made.FORMATS)), at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=40))
def test_damaged_files_are_read_or_refused(reader: IsolatedReader, name: str, at: float, junk: bytes) -> None:
    data = bytearray(made.FORMATS[name])
    where = int(at * (len(data) - 1))
    data[where : where + len(junk)] = junk
    try:
        reader.read(name, bytes(data))
    except InputRefused as error:
        assert str(error).endswith(".")
