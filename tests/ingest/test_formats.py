"""One article in every format gives the same paragraphs, and what the file says of itself."""

from __future__ import annotations

import difflib

import pytest

from components.domain.errors import NoArticle, NotText
from components.ingest.isolated_reader import IsolatedReader
from components.ingest.reading_result import Reading, article_of
from tests.ingest import made

# fmt: off
PAGES: list[tuple[str, str, dict[str, str | None]]] = [
    ("JSON-LD in a graph", '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},{"@type":'
     '["NewsArticle"],"headline":"Mayor Opens Bridge in Arden After Three Years","datePublished":'
     '"2026-03-03T09:00:00+00:00","author":[{"@type":"Person","name":"Jo Field"},{"name":"Lee Ray"}],"publisher":'
     '{"name":"The Arden Times"}}]}</script>',
     {"date": "2026-03-03", "byline": "Jo Field, Lee Ray", "outlet": "The Arden Times"}),
    ("OpenGraph", '<meta property="og:title" content="Mayor Opens Bridge in Arden After Three Years"><meta property='
     '"og:site_name" content="Arden Post"><meta property="article:published_time" content="2026-03-04T23:30:00-08:00">'
     '<meta name="author" content="By Jo Field"><meta property="og:url" content="https://post.example/bridge">',
     {"date": "2026-03-04", "byline": "Jo Field", "outlet": "Arden Post", "url": "https://post.example/bridge"}),
    ("a parsely date and a canonical link", '<meta name="parsely-pub-date" content="2026-03-05T01:00:00Z">'
     '<link rel="canonical" href="https://times.example/2026/bridge">',
     {"date": "2026-03-05", "url": "https://times.example/2026/bridge", "outlet": "The Arden Times"}),
    ("broken JSON-LD beside a good meta", '<script type="application/ld+json">{"@type":"NewsArticle", oops</script>'
     '<meta name="date" content="2026-03-06">', {"date": "2026-03-06"}),
    ("nothing but a year in the footer", "", {"date": None, "outlet": "The Arden Times"}),
    ("an impossible date", '<meta name="date" content="2026-02-30">', {"date": None}),
]
# fmt: on


def words_in_common(text: str) -> float:
    found = difflib.SequenceMatcher(None, made.WORDS, text.split(), autojunk=False).get_matching_blocks()
    same = sum(block.size for block in found)
    return min(same / len(made.WORDS), same / len(text.split()))


def read(reader: IsolatedReader, name: str, data: bytes) -> Reading:
    found = reader.read(name, data)
    assert isinstance(found, Reading)
    return found


@pytest.mark.parametrize("name", list(made.FORMATS))
def test_every_format_gives_the_same_paragraphs(reader: IsolatedReader, name: str) -> None:
    reading = read(reader, name, made.FORMATS[name])
    assert words_in_common(reading.text) >= 0.97
    assert [b.text for b in reading.blocks if not b.cut] == [made.TITLE, *made.PARAGRAPHS]
    assert reading.head.title == made.TITLE


def test_what_surrounds_an_article_is_shown_as_cut_and_comes_back(reader: IsolatedReader) -> None:
    reading = read(reader, "story.html", made.as_html())
    cut = {b.text: b.cut for b in reading.blocks if b.cut}
    assert cut["Home"] == "menu"
    assert cut["Read more: The old bridge"] == "invitation to read on"
    assert cut["The bridge on Tuesday. Photo: Lee Ray"] == "caption"
    at = next(n for n, b in enumerate(reading.blocks) if b.cut == "caption")
    assert "Photo: Lee Ray" not in article_of(reading).text
    restored = article_of(reading, {at}).text
    assert "The bridge on Tuesday. Photo: Lee Ray" in restored and made.PARAGRAPHS[-1] in restored
    first = next(n for n, b in enumerate(reading.blocks) if b.text == made.PARAGRAPHS[0])
    assert made.PARAGRAPHS[0] not in article_of(reading, {first}).text


@pytest.mark.parametrize(("head", "known"), [(h, k) for _, h, k in PAGES], ids=[n for n, _, _ in PAGES])
def test_pages_state_title_outlet_byline_and_date(
    reader: IsolatedReader, head: str, known: dict[str, str | None]
) -> None:
    reading = read(reader, "page.html", made.as_html(head))
    assert reading.head.title == made.TITLE
    assert {name: getattr(reading.head, name) for name in known} == known
    assert bool(reading.date_found) == bool(known["date"])


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        (
            '<p>By <a rel="author" href="/jo">Jo Field</a></p><time datetime="2026-03-07T08:00">7 March</time>',
            "2026-03-07",
        ),
        ('<span itemprop="datePublished" content="2026-03-08">yesterday</span>', "2026-03-08"),
        ('<p class="published">Published March 9, 2026</p>', "2026-03-09"),
    ],
)
def test_a_date_shown_on_the_page_is_found_and_named(reader: IsolatedReader, shown: str, date: str) -> None:
    data = made.page(f"<article><h1>{made.TITLE}</h1>{shown}{made.story()}</article>").encode()
    reading = read(reader, "page.html", data)
    assert reading.head.date == date and reading.date_found


def test_an_outlet_after_the_title_is_no_part_of_it(reader: IsolatedReader) -> None:
    body = f"<article>{''.join(f'<p>{p}</p>' for p in made.PARAGRAPHS)}</article>"
    reading = read(reader, "page.html", made.page(body).encode())
    assert (reading.head.title, reading.head.outlet) == (made.TITLE, "The Arden Times")


def test_a_declared_encoding_is_believed(reader: IsolatedReader) -> None:
    data = made.as_html().decode().replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252")
    assert "café owners" in read(reader, "page.html", data).text


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<p>The mayor opened a bridge.</p><div>Subscribe to continue reading. Already a subscriber?</div>",
         "subscribe"),
        ("<div>We use cookies and value your privacy.</div><button>Accept all cookies</button>", "cookies"),
        ("<noscript>Please enable JavaScript to read this site.</noscript><div id='root'></div>", "JavaScript"),
        ("<h1>Access denied</h1><p>Verify you are human</p>", "person"),
        ("<nav><a href='/'>Home</a></nav>", "no article text"),
    ],
)  # fmt: skip
def test_a_page_without_an_article_says_so(reader: IsolatedReader, body: str, why: str) -> None:
    with pytest.raises(NoArticle, match=why):
        reader.read("page.html", made.page(body, title="x").encode())


def test_a_mail_tells_its_date_sender_signature_and_attachment(reader: IsolatedReader) -> None:
    reading = read(reader, "story.eml", made.as_mail(attachment=True))
    assert (reading.head.date, reading.head.byline, reading.date_found) == (
        "2026-03-03",
        "Jo Field",
        "the mail's own date",
    )
    assert "plan.pdf" in reading.notes[0]
    assert [b.cut for b in reading.blocks][-1] == "signature" and "The Arden Times" not in reading.text


def test_columns_headers_and_page_numbers_of_a_long_pdf(reader: IsolatedReader) -> None:
    reading = read(reader, "long.pdf", made.as_pdf(2, 6))
    assert reading.text.count(made.PARAGRAPHS[2]) == 6
    assert "Tuesday 3 March" not in reading.text
    assert {b.cut for b in reading.blocks if b.cut} == {"page head or foot"}


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"GIF89a" + bytes(60), "GIF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), r"\.doc"),
        (made.as_zip({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "Excel"),
        (made.as_zip({"ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
    ],
)
def test_other_files_are_refused_by_their_real_kind(reader: IsolatedReader, data: bytes, what: str) -> None:
    with pytest.raises(NotText, match=what):
        reader.read("article.txt", data)


def test_a_scan_says_that_it_is_one(reader: IsolatedReader) -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(NoArticle, match="scan"):
        reader.read("scan.pdf", out.getvalue())


def test_tracked_insertions_and_content_controls_of_word_are_read_and_deletions_not(reader: IsolatedReader) -> None:
    import io
    import zipfile

    body = (
        "<w:p><w:r><w:t>The mayor opened the </w:t></w:r><w:ins w:id='1'><w:r><w:t>new </w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>old </w:delText></w:r></w:del><w:r><w:t>bridge on Tuesday.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>It cost twelve million.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.as_docx())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                head, _, rest = data.partition(b"<w:body>")
                data = head + b"<w:body>" + body.encode() + rest[rest.rfind(b"<w:sectPr") :]
            target.writestr(name, data)
    assert (
        read(reader, "x.docx", out.getvalue()).text
        == "The mayor opened the new bridge on Tuesday.\n\nIt cost twelve million."
    )


def test_comments_of_a_document_are_no_part_of_it(reader: IsolatedReader) -> None:
    import io

    import odf.office
    import odf.opendocument
    import odf.text

    document = odf.opendocument.OpenDocumentText()
    paragraph = odf.text.P(text="The mayor opened the bridge on Tuesday.")
    note = odf.office.Annotation()
    note.addElement(odf.text.P(text="Check this with the desk!"))
    paragraph.addElement(note)
    document.text.addElement(paragraph)
    out = io.BytesIO()
    document.write(out)
    assert read(reader, "x.odt", out.getvalue()).text == "The mayor opened the bridge on Tuesday."


def test_a_lists_footer_is_not_the_letter(reader: IsolatedReader) -> None:
    import email.message

    message = email.message.EmailMessage()
    for name, value in (("From", "a@x.example"), ("To", "b@x.example"), ("Subject", made.TITLE)):
        message[name] = value
    message.set_content(made.story(), subtype="html")
    message.make_mixed()
    footer = email.message.EmailMessage()
    footer.set_content("Newsdesk mailing list. Unsubscribe at any time.")
    message.attach(footer)
    assert made.PARAGRAPHS[2] in read(reader, "x.eml", bytes(message)).text
