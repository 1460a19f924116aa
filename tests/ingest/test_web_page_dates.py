"""When a page was published and when it was changed, on small pages: whose words count, and for what."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import fromstring

from components.ingest.web_page.dates import Dates, _line_words, _stands, in_words, iso_day, page_dates

SAID, SHOWN = "what the page says of itself", "the time shown on the page"


def dates(body: str = "", meta: dict[str, str] | None = None, data: list[dict[str, Any]] | None = None,
          url: str | None = None) -> Dates:  # fmt: skip
    source = f"<html><head></head><body>{body}</body></html>"
    return page_dates(fromstring(source), meta or {}, data or [], source, url)


@pytest.mark.parametrize(("value", "expected"), [
    ("2024-05-14", "2024-05-14"), (" 2024-05-14T10:12:00Z", "2024-05-14"), ("2024-02-30", None), ("2024-5-14", None),
    ("1600-01-01", "1600-01-01"), ("1599-12-31", None), ("2199-12-31", "2199-12-31"), ("2200-01-01", None),
    (None, None), (20240514, None), ("", None), ("on 2024-05-14", None),
])  # fmt: skip
def test_a_day_as_machines_write_it(value: Any, expected: str | None) -> None:
    assert iso_day(value) == expected


@pytest.mark.parametrize(("value", "expected"), [
    ("2024-05-03", "3 May 2024"), ("2024-05-03T10:12:59Z", "3 May 2024, 10:12"), ("2024-05-03 00:00", "3 May 2024"),
    ("2024-05-03T00:01", "3 May 2024, 00:01"), ("2024-05-03T10:00", "3 May 2024, 10:00"), ("2024-02-30T10:00", ""),
    ("yesterday", ""), ("", ""),
])  # fmt: skip
def test_a_day_in_words(value: str, expected: str) -> None:
    assert in_words(value) == expected


@pytest.mark.parametrize(("line", "expected"), [
    ("14 May 2024", "14 May 2024"), ("at 9:05", "14 May 2024, 09:05"), ("at 9.05pm", "14 May 2024, 21:05"),
    ("12:10 a.m.", "14 May 2024, 00:10"), ("12:10 PM", "14 May 2024, 12:10"), ("13:05 pm", "14 May 2024, 13:05"),
    ("23:59", "14 May 2024, 23:59"), ("24:59", "14 May 2024"), ("14:60", "14 May 2024"),
])  # fmt: skip
def test_the_time_of_the_same_line(line: str, expected: str) -> None:
    assert _line_words("2024-05-14", line) == expected


@pytest.mark.parametrize(("meta", "data", "expected"), [
    ({}, [{"datePublished": "2024-05-14"}], Dates("2024-05-14", SAID)),
    ({}, [{"dateCreated": "2024-05-14"}], Dates("2024-05-14", SAID)),
    ({}, [{"dateCreated": "2024-05-13", "datePublished": "2024-05-14"}], Dates("2024-05-14", SAID)),
    ({}, [{"name": "x"}, {"datePublished": "2024-05-14"}], Dates("2024-05-14", SAID)),
    ({"article:published_time": "2024-05-13"}, [{"datePublished": "2024-05-14"}], Dates("2024-05-14", SAID)),
    ({"article:published_time": "2024-05-14T10:00"}, [], Dates("2024-05-14", SAID)),
    ({"pubdate": "14 May 2024"}, [], Dates("2024-05-14", SAID)),
    ({"pubdate": "2024-05-13", "datepublished": "2024-05-14"}, [], Dates("2024-05-14", SAID)),
    # "date" may be either: it is taken where it is not the day of the change.
    ({"date": "2024-05-14"}, [], Dates("2024-05-14", SAID)),
    ({"date": "2024-05-14", "article:modified_time": "2024-05-15"}, [], Dates("2024-05-14", SAID, "15 May 2024")),
    ({"date": "2024-05-15", "article:modified_time": "2024-05-15"}, [], Dates(None, None, "15 May 2024")),
    ({"date": "2024-05-15", "dc.date": "2024-05-14", "lastmod": "2024-05-15"}, [],
     Dates("2024-05-14", SAID, "15 May 2024")),
    # A change on the day of publication is told no more.
    ({}, [{"datePublished": "2024-05-14T10:00", "dateModified": "2024-05-14T12:00"}], Dates("2024-05-14", SAID)),
    ({}, [{"datePublished": "2024-05-14", "dateModified": "2024-05-15T12:30"}],
     Dates("2024-05-14", SAID, "15 May 2024, 12:30")),
    ({"lastmod": "2024-05-16"}, [{"datePublished": "2024-05-14", "dateModified": "2024-05-15"}],
     Dates("2024-05-14", SAID, "15 May 2024")),
    ({}, [{"dateModified": "2024-05-15"}], Dates(None, None, "15 May 2024")),
    ({}, [], Dates()),
])  # fmt: skip
def test_what_a_page_says_of_itself(meta: dict[str, str], data: list[dict[str, Any]], expected: Dates) -> None:
    assert dates("", meta, data) == expected


@pytest.mark.parametrize(("body", "expected"), [
    ("<span itemprop='datePublished' content='2024-05-14'>x</span>", Dates("2024-05-14", SAID)),
    ("<span itemprop='datePublished'>14 May 2024</span>", Dates("2024-05-14", SAID)),
    ("<p>Published on 14 May 2024</p>", Dates("2024-05-14", SHOWN)),
    ("<p>First published: 14 May 2024. Last updated: 15 May 2024 at 9.05pm</p>",
     Dates("2024-05-14", SHOWN, "15 May 2024, 21:05")),
    ("<p>Published 14 May 2024</p><p>Updated 15 May 2024, 10:12</p>", Dates("2024-05-14", SHOWN, "15 May 2024, 10:12")),
    ("<p>Updated 14 May 2024</p>", Dates(None, None, "14 May 2024")),
    ("<article><time datetime='2024-05-14'>Tuesday</time></article>", Dates("2024-05-14", SHOWN)),
    ("<article><time>14 May 2024</time></article>", Dates("2024-05-14", SHOWN)),
    ("<div><time pubdate datetime='2024-05-14'>Tuesday</time></div>", Dates("2024-05-14", SHOWN)),
    ("<article>Updated <time datetime='2024-05-15'>Tuesday</time></article>", Dates(None, None, "15 May 2024")),
    ("<article><time class='last-modified' datetime='2024-05-15T10:12'>x</time></article>",
     Dates(None, None, "15 May 2024, 10:12")),
    ("<article><time datetime='2024-05-15'>Updated: 15 May</time></article>", Dates(None, None, "15 May 2024")),
    ("<article><time class='updated_at' datetime='2024-05-15'>x</time><time datetime='2024-05-14'>y</time></article>",
     Dates("2024-05-14", SHOWN, "15 May 2024")),
    ("<span itemprop='dateModified' content='2024-05-15'></span><p>Published 14 May 2024</p>",
     Dates("2024-05-14", SHOWN, "15 May 2024")),
    # The words of the page's foot and boxes are not the article's.
    ("<footer><p>Updated 15 May 2024</p></footer><p>Published 14 May 2024</p>", Dates("2024-05-14", SHOWN)),
    ("<aside><p>Updated 15 May 2024</p></aside><p>Published 14 May 2024</p>", Dates("2024-05-14", SHOWN)),
    ("<nav><p>Updated 15 May 2024</p></nav><p>Published 14 May 2024</p>", Dates("2024-05-14", SHOWN)),
])  # fmt: skip
def test_what_a_page_shows(body: str, expected: Dates) -> None:
    assert dates(body) == expected


@pytest.mark.parametrize(("length", "expected"), [(160, "15 May 2024"), (161, None)])
def test_a_line_that_says_when_is_short(length: int, expected: str | None) -> None:
    line = "Updated 15 May 2024 ".ljust(length, "x")
    assert len(line) == length
    assert dates(f"<p>Published 14 May 2024</p><p>{line}</p>") == Dates("2024-05-14", SHOWN, expected)


@pytest.mark.parametrize(("inner", "expected"), [(6, "15 May 2024"), (7, None)])
def test_a_line_has_few_elements(inner: int, expected: str | None) -> None:
    line = "<p>Updated 15 May 2024" + "<b>x</b>" * inner + "</p>"
    assert dates(f"<p>Published 14 May 2024</p>{line}") == Dates("2024-05-14", SHOWN, expected)


@pytest.mark.parametrize(("source", "url", "expected"), [
    ("on 2024-05-04.", "", True), ("20240504", "", True), ("2024/5/4", "", True), ("2024-05-041", "", False),
    ("04/05/2024", "", True), ("5.4.24", "", True), ("114/5/2024", "", False), ("4 May 2024", "", True),
    ("May 4th, 2024", "", True), ("4th of May, 2024", "", True), ("14 May 2024", "", False), ("May 2024", "", False),
    ("", "https://courier.example/2024/05/04/pier", True), ("© 2024", "https://courier.example/2024/05/", False),
])  # fmt: skip
def test_a_day_stands_on_the_page_or_in_its_address(source: str, url: str, expected: bool) -> None:
    assert _stands(source, "2024-05-04", url) is expected


def test_september_in_short() -> None:
    assert _stands("3 Sept. 2024", "2024-09-03", "") and _stands("3 Sep 2024", "2024-09-03", "")
    assert not _stands("3 Octo 2024", "2024-10-03", "")
