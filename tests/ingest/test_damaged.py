"""A damaged file is told to be damaged, not to be of another kind."""

from __future__ import annotations

import pytest

from components.domain.errors import NotText
from components.ingest.isolated_reader import IsolatedReader
from tests.ingest import made

PDF = made.as_pdf(1, 1)
DOCX = made.as_docx()
DAMAGED = {
    "its first bytes lost.pdf": b"\x00\x01\x02" * 20 + PDF[900:],
    "only zeros at its beginning.pdf": bytes(4096) + PDF[4096:],
    "cut off.pdf": PDF[:600],
    "no more than its first line.pdf": b"%PDF-1.7\n",
    "zeros.pdf": bytes(5000),
    "cut off.docx": DOCX[: len(DOCX) // 2],
    "its first bytes lost.docx": b"\x00\x01\x02\x03" * 8 + DOCX[400:],
    "its text lost.docx": made.as_zip({"[Content_Types].xml": b"<x/>", "docProps/app.xml": b"<x/>"}),
    "cut off.odt": made.as_odt()[:900],
    "cut off.zip": made.as_zip({"a.txt": made.as_text()})[:300],
}


@pytest.mark.parametrize("name", list(DAMAGED))
def test_a_damaged_file_says_so(reader: IsolatedReader, name: str) -> None:
    with pytest.raises(NotText, match="damaged"):
        reader.read(name, DAMAGED[name])
