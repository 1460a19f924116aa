"""Reads Word, OpenDocument and Rich Text files: the text's own paragraphs, in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import odf.office
import odf.opendocument
import odf.teletype
import odf.text
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError
from striprtf.striprtf import rtf_to_text

from components.domain.errors import NotText
from components.ingest.reading_result import Block, Reading, make_reading
from components.ingest.text_metadata import Head
from components.ingest.zip_files import check_archive

_DAMAGED = "The file is damaged and can't be opened. Save it again, or copy its text."
_DEEP = 200  # nested groups of a Rich Text file, over which it is no text


def read_docx(data: bytes, filename: str | None = None) -> Reading:
    """The article in a Word file; raises InputRefused."""
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = [Block(text) for text in _docx_paragraphs(document)]
        stated = _plain_title(document.core_properties.title)
        headed = next((p.text for p in document.paragraphs[:8] if _style(p) == "Title" and p.text.strip()), None)
    except (XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError, OSError) as error:
        raise NotText(_DAMAGED) from error
    return make_reading("docx", blocks, Head(title=_plain_title(headed) or stated), filename=filename)


def _style(paragraph: Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style is not None else ""


def _docx_paragraphs(document: Document) -> Iterator[str]:
    """Every paragraph of the body in its order, those of tables and content controls and tracked insertions too."""
    passed_over = {qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
    for paragraph in document.element.body.iter(qn("w:p")):
        if any(a.tag in passed_over for a in paragraph.iterancestors()):
            continue
        # Deleted words are w:delText: what was struck out is no w:t.
        yield "".join((n.text or "") if n.tag == qn("w:t") else signs.get(n.tag, "") for n in paragraph.iter())


def read_odt(data: bytes, filename: str | None = None) -> Reading:
    """The article in an OpenDocument text; raises InputRefused."""
    check_archive(data)
    try:
        document = odf.opendocument.load(io.BytesIO(data))
        for note in document.getElementsByType(odf.office.Annotation):
            note.parentNode.removeChild(note)  # comments stand within the paragraphs
        blocks = []
        waiting = list(reversed(document.text.childNodes))
        while waiting:
            node = waiting.pop()
            name = getattr(node, "qname", (None, ""))[1]
            if name in {"p", "h"}:
                blocks.append(Block(odf.teletype.extractText(node)))
            elif name not in {"tracked-changes", "sequence-decls", "forms", "annotation"}:
                waiting.extend(reversed(getattr(node, "childNodes", [])))
        titles = [str(t) for t in document.meta.childNodes if getattr(t, "qname", (0, ""))[1] == "title"]
    except Exception as error:  # odfpy raises what expat, zlib and its own tables raise
        raise NotText(_DAMAGED) from error
    return make_reading("odt", blocks, Head(title=_plain_title(titles[0] if titles else None)), filename=filename)


def read_rtf(data: bytes, filename: str | None = None) -> Reading:
    """The article in a Rich Text file; raises InputRefused."""
    source = data.decode("latin-1")
    depth = deepest = 0
    for mark in re.findall(r"(?<!\\)[{}]", source):
        depth += 1 if mark == "{" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEP:
        raise NotText(_DAMAGED)
    named = re.search(r"\\ansicpg(\d{3,5})", source[:4096])
    try:
        text = rtf_to_text(source, encoding=f"cp{named[1]}" if named else "cp1252", errors="replace")
    except (LookupError, ValueError, IndexError, KeyError) as error:
        raise NotText(_DAMAGED) from error
    title = re.search(r"\{\\title ([^{}\\]{3,200})\}", source[:20_000])
    blocks = [Block(line) for line in text.split("\n") if line.strip()]
    return make_reading("rtf", blocks, Head(title=_plain_title(title[1] if title else None)), filename=filename)


def _plain_title(title: str | None) -> str | None:
    """A title that is one: no name of a file or of a program."""
    words = " ".join((title or "").split())
    return words if len(words.split()) > 1 and not re.search(r"\.\w{2,5}$|^(?:Microsoft|Untitled)", words) else None
