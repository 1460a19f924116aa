"""A collection taken away: tables, workbook, the one file that needs no network."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re

import msgspec
import openpyxl
import pytest

from components.collection.reading import CollectionReading, read_collection
from components.domain.record import Record
from components.exports.collection_report import MOST, collection_report
from components.exports.collection_report_texts import place
from components.exports.collection_tables import TABLES, ArticleFacts, collection_csv, collection_table
from components.exports.excel_workbook import workbook
from tests.specimen import specimen

EVIL = '<script>window.hurt=1</script> =HYPERLINK("http://x") & "quoted"'


def records() -> list[Record]:
    """The specimen in two outlets, of the second with a sentence more."""
    one = msgspec.structs.replace(specimen(), id="a" * 16, outlet="Echo", date="2026-03-03")
    return [one, msgspec.structs.replace(one, id="b" * 16, outlet="Post", text=one.text + " The toll is two crowns.")]


def reading() -> CollectionReading:
    return read_collection(lambda: iter(records()))


def facts() -> dict[str, ArticleFacts]:
    return {r.id: ArticleFacts(r.title, r.outlet, r.date) for r in records()}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(collection_csv(reading(), facts(), name).decode("utf-8-sig"))))


def test_every_table_has_rows_that_lead_to_their_articles() -> None:
    assert {r["Outlet"] for r in rows("articles")} == {"Echo", "Post"}
    berg = next(r for r in rows("who is in it") if r["Name"] == "Ida Berg")
    assert (berg["Kind"], berg["Articles"]) == ("person", "2")
    assert len([r for r in rows("in which articles") if r["Name"] == "Ida Berg"]) == 2
    opened = [r for r in rows("what happened") if "opened the new bridge" in r["What happened"]]
    assert {r["Article id"] for r in opened} == {"a" * 16, "b" * 16}
    assert {r["Outlets"] for r in opened} == {"2"}
    one = opened[0]
    text = next(r.text for r in records() if r.id == one["Article id"])
    assert "opened the new bridge" in text[int(one["From"]) : int(one["To"])]
    assert {r["Article id"] for r in rows("who is quoted")} == {"a" * 16, "b" * 16}
    assert {r["How"] for r in rows("who judges whom")} <= {"for", "against"}
    shown = {e.label for d in reading().chronicle.days for e in d.entries if e.alone}
    assert {r["What happened"] for r in rows("what happened")} == shown  # no more than on the page
    with pytest.raises(ValueError, match="the tables are"):
        collection_table(reading(), facts(), "nothing")


def test_the_workbook_has_a_sheet_a_table_real_dates_and_no_formulas() -> None:
    hostile = {i: ArticleFacts(EVIL, '=cmd|" /C calc"!A0', f.date) for i, f in facts().items()}
    made = workbook("Harbour", ((t.capitalize(), collection_table(reading(), hostile, t)) for t in TABLES))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert [s.casefold() for s in book.sheetnames] == [t.casefold() for t in TABLES]
    first = book["Articles"]
    assert isinstance(first["C2"].value, dt.datetime)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_the_report_holds_everything_and_fetches_nothing() -> None:
    page = html.unescape(collection_report("Harbour", "A note", reading(), records()).decode())
    assert "<h1>Harbour</h1>" in page and "A note" in page
    for part in ("Who is in it", "What happened", "Who is quoted"):
        assert f"<h2>{part}</h2>" in page
    assert "default-src 'none'" in page and "connect-src 'none'" in page
    assert not re.findall(r'(?:src|href)="(?!#)', page.split("<script")[0])
    assert len(page) < 20_000_000


def test_every_way_of_a_row_leads_to_a_place_in_the_file() -> None:
    page = collection_report("Harbour", "", reading(), records()).decode()
    places = set(re.findall(r'id="([^"]+)"', page))
    ways = set(re.findall(r'href="#([^"]+)"', page.split("<aside")[0]))
    assert ways and ways <= places
    event = next(e for d in reading().chronicle.days for e in d.entries if "opened" in e.label)
    assert {place(s.article, s.start) for s in event.sources} <= places


def test_rows_lead_to_their_sentences_not_to_whole_articles() -> None:
    page = html.unescape(collection_report("Harbour", "", reading(), records()).decode())
    for section, words in (("cast", "Mayor Ida Berg opened"), ("quoted", "It will serve our grandchildren")):
        part = page.split(f'<section id="{section}">')[1].split("</section>")[0]
        ways = re.findall(r'href="#([^"]+)"', part)
        assert ways and all(way.startswith("p-") for way in ways), section
        texts = [re.search(rf'id="{way}">(?:<span[^>]*>)*<mark>([^<]*)', page) for way in ways]
        assert all(texts) and any(words in one[1] for one in texts if one), section


def test_a_report_of_the_most_articles_is_small_enough() -> None:
    long = "The harbour is closed. " * 3_000
    base = msgspec.structs.replace(specimen(), text=specimen().text + "\n\n" + long, outlet="Echo")
    many = [msgspec.structs.replace(base, id=f"{n:016}") for n in range(MOST)]
    page = collection_report("Harbour", "", read_collection(lambda: iter(many)), many)
    assert len(page) < 20_000_000


def test_words_from_outside_stay_words() -> None:
    evil = [
        msgspec.structs.replace(r, title=EVIL, outlet=EVIL, text=r.text.replace("Berg", EVIL[:4])) for r in records()
    ]
    page = collection_report(EVIL, EVIL, read_collection(lambda: iter(evil)), evil).decode()
    assert "<script>window.hurt" not in page
    assert "&lt;script&gt;window.hurt" in page


def test_too_many_articles_are_refused_with_what_to_do() -> None:
    many = [msgspec.structs.replace(records()[0], id=f"{n:016}") for n in range(MOST + 1)]
    with pytest.raises(ValueError, match=f"up to {MOST} articles, and this collection has {MOST + 1}"):
        collection_report("Harbour", "", reading(), many)
