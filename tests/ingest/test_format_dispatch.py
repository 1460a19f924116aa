"""Files and pasted text become articles, or are refused with a reason; nothing is guessed silently."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.article import Article
from components.domain.errors import InputRefused, NotEnglish, NothingToRead, NotText, TooLong
from components.ingest.format_dispatch import display_name, read_file, read_pasted
from components.ingest.limits import MAX_BYTES, MAX_CHARACTERS
from components.ingest.reading_result import article_of
from components.ingest.text_decoding import decode
from components.ingest.text_metadata import read_head

BODY = (
    "The council voted on Monday to close the old bridge until June. “We can’t wait any longer,” the mayor said, "
    "and asked drivers in the café district – all 4,000 of them – for patience."
)
FRENCH = (
    "Le conseil municipal a voté lundi la fermeture du vieux pont jusqu'au mois de juin. Le maire a demandé aux "
    "automobilistes de faire preuve de patience pendant toute la durée des travaux prévus par les ingénieurs."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-32", "cp1252"])
def test_the_same_words_in_every_encoding(encoding: str) -> None:
    data = codecs.BOM_UTF16_LE + BODY.encode("utf-16-le") if encoding == "utf-16-le-bom" else BODY.encode(encoding)
    assert read_file("a.txt", data).text == BODY


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        (b"", NothingToRead, "empty"),
        (b" \n\t ", NothingToRead, "empty"),
        ("\ufeff\u200b\n".encode(), NothingToRead, "no words"),
        (b"GIF89a" + b"\0" * 40, NotText, "GIF"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", NotText, "PDF"),
        (b"PK\x03\x04" + b"\0" * 60, NotText, "ZIP"),
        (bytes(range(256)) * 20, NotText, "no readable text"),
        (b"\0" * 500, NotText, "no readable text"),
        (codecs.BOM_UTF8 + b"ab\xff\xfe", NotText, "damaged"),
        (b"1 2 3 4 5 6 7", NothingToRead, "numbers"),
        (FRENCH.encode(), NotEnglish, "fr"),
        (("Совет проголосовал в понедельник за закрытие моста. " * 3).encode(), NotEnglish, "language"),
        (b"a" * (MAX_BYTES + 1), TooLong, "20 MB"),
        (("word " * (MAX_CHARACTERS // 5 + 1)).encode(), TooLong, "300,000"),
    ],
)
def test_what_is_refused_says_why(data: bytes, error: type[InputRefused], said: str) -> None:
    with pytest.raises(error, match=said) as caught:
        read_file("a.txt", data)
    assert str(caught.value).rstrip().endswith("."), "a sentence that says what to do"


def test_a_pictures_own_kind_is_named_whatever_its_name() -> None:
    with pytest.raises(NotText, match="GIF"):
        read_file("story.txt", b"GIF89a" + b"\0" * 40)
    # What the bytes are counts, not the name.
    assert read_file("story.docx", BODY.encode()).text == BODY.strip()


def test_cleaning_takes_out_what_splits_words_and_turns_text() -> None:
    text = "May\u00ador\r\nopens\rbridge\u202e now\u200b.\x00\x07 " + BODY
    assert read_pasted(text).text.startswith("Mayor\nopens\nbridge now. The council")


def test_short_english_is_not_refused_for_its_language() -> None:
    assert read_pasted("Bonjour, said Ms. Dupont.").text.startswith("Bonjour")


def test_the_head_says_title_byline_outlet_date_and_address() -> None:
    text = (
        f"Council Votes to Close Bridge\n\nBy Ida Berg and Tom Ruiz\nPublished: Monday, 2 March 2026\n"
        f"Source: The Arden Post\nhttps://example.org/bridge\n\n{BODY}"
    )
    article = article_of(read_pasted(text))
    assert (article.title, article.byline, article.outlet) == (
        "Council Votes to Close Bridge",
        "Ida Berg and Tom Ruiz",
        "The Arden Post",
    )
    assert (article.date, article.date_basis, article.url) == ("2026-03-02", "stated", "https://example.org/bridge")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("March 2, 2026", "2026-03-02"),
        ("Updated: Sept. 3rd, 2025", "2025-09-03"),
        ("2026-03-02", "2026-03-02"),
        ("Tues., 3 Mar 2026 10:20 GMT", "2026-03-03"),
        ("February 30, 2026", None),
        ("On March 2, 2026, the council voted to close the bridge.", None),
        ("May 1 will be a holiday", None),
    ],
)
def test_date_lines(line: str, date: str | None) -> None:
    assert read_pasted(f"Council Votes to Close Bridge\n\n{line}\n\n{BODY}").head.date == date


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    source = (
        "---\ntitle: Bridge to Close\ndate: 2026-03-02\nauthor: Ida Berg\n---\n\n# Council votes\n\n"
        "The **council** voted to close the [bridge](http://x.example/a).\nIt was *close*.\n\n"
        f"![map](http://x.example/map.png)\n\n- first reason\n- second reason\n\n<b>raw</b>\n\n{BODY}\n"
    )
    article = read_file("a.md", source.encode())
    assert article.text.startswith("Council votes\n\nThe council voted to close the bridge. It was close.")
    assert "x.example" not in article.text and "<b>" not in article.text
    assert "first reason\n\nsecond reason" in article.text
    assert (article.title, article.byline, article.date) == ("Bridge to Close", "Ida Berg", "2026-03-02")
    assert article.date_basis == "metadata"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\story.txt", "story.txt"),
        ("a\u202etxt.exe", "a\ufffdtxt.exe"),
        ("x\x00y.txt", "x\ufffdy.txt"),
        ("", "unnamed"),
        ("n" * 300, "n" * 119 + "…"),
    ],
)
def test_names_are_display_text_only(name: str, shown: str) -> None:
    assert display_name(name) == shown


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        article = read_file("a.txt", data)
    except InputRefused:
        return
    assert isinstance(article, Article) and article.text.strip() and "\x00" not in article.text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_utf8_is_never_guessed_at(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    try:
        found, name = decode(data)
    except InputRefused:
        return
    if name == "utf-8":
        assert found == data.decode()


@pytest.mark.parametrize(
    ("line", "date"),
    [("By Sam Okoro | 14 May 2024", "2024-05-14"), ("By Sam Okoro, 14 May 2024", "2024-05-14"),
     ("By Sam Okoro and Ida Berg · May 14, 2024", "2024-05-14"),
     ("By Sam Okoro, Tuesday 14 May 2024, 10:20", "2024-05-14"),
     ("By Sam Okoro", None), ("By 14 May 2024 the council had voted twice.", None)],
)  # fmt: skip
def test_the_date_beside_a_name_is_the_articles(line: str, date: str | None) -> None:
    head = read_head(f"Engineer: I asked three times\n\n{line}\n\nKELMOUTH — The engineer told the inquiry on Tuesday.")
    assert head.date == date
