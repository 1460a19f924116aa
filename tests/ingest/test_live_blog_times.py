"""The times of a live blog's posts: what reads as a clock, which day it is told with, in which order posts stand."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, fromstring

from components.ingest.web_page.live_blog import (
    _CLOCK,
    _elements,
    _has_clock,
    _is_time,
    _line,
    _local_day,
    _paragraphs,
    _stated,
    _teases,
    _Time,
    _time,
    live_paragraphs,
)

DAY = "2024-05-14"
SAID = "Fire crews left the pier an hour ago, the mayor said on the quay"


def tree(inner: str) -> HtmlElement:
    return fromstring(f"<html><body>{inner}</body></html>")


def test_what_is_a_clock() -> None:
    for words, shown in (
        ("14:05", "14:05"), ("2.05 PM", "2.05 PM"), ("9am", "9am"), ("9 a.m.", "9 a.m."), ("14:05:09", "14:05:09"),
        ("14:05 BST", "14:05 BST"), ("14:05 (GMT)", "14:05 (GMT)"), ("23:59", "23:59"), ("at 0:00 sharp", "0:00"),
    ):  # fmt: skip
        found = _CLOCK.search(words)
        assert found is not None and found.group().strip() == shown, words
    for words in ("24:05", "14:60", "14", "1405", "2024", "9 amber", "112:05"):
        found = _CLOCK.search(words)
        assert found is None, words


@pytest.mark.parametrize(("words", "expected"), [
    ("14:05", True), ("Updated at 14:05", True), ("Posted 9am on 14 May 2024", True),
    ("Tue, May 14th, 2024 14:05", True),
    ("2024-05-14 14:05", True), ("last updated: 14:05 BST", True), ("14:05 said the mayor", False), ("14 May", False),
    ("at", False), ("", False), ("The 14:05", False),
])  # fmt: skip
def test_words_that_are_a_time_and_nothing_else(words: str, expected: bool) -> None:
    assert _is_time(words) is expected


@pytest.mark.parametrize(("stated", "shown", "expected"), [
    ("2024-05-14T13:05:00Z", "14:05", "2024-05-14"),
    # Past midnight in one zone and not in the other.
    ("2024-05-14T23:30:00Z", "00:30", "2024-05-15"), ("2024-05-15T00:30:00Z", "23:30", "2024-05-14"),
    ("2024-05-14T23:30:00Z", "12:30 am", "2024-05-15"), ("2024-05-15T00:30:00Z", "11:30 PM", "2024-05-14"),
    ("2024-05-15T00:30:00Z", "11:30 p.m.", "2024-05-14"), ("2024-05-15T00:30:00Z", "11pm", "2024-05-14"),
    ("2024-05-14T23:30:00Z", "12 A.M.", "2024-05-15"),
    # Noon and midnight of the clock of twelve hours.
    ("2024-05-14T12:10:00Z", "12:10pm", "2024-05-14"), ("2024-05-14T00:10:00Z", "12:10am", "2024-05-14"),
    ("2024-05-14T20:00:00Z", "8pm", "2024-05-14"), ("2024-05-14T20:00:00Z", "8am", "2024-05-14"),
    # Twelve hours apart at most, either way.
    ("2024-05-14T18:00:00Z", "06:00", "2024-05-14"), ("2024-05-14T18:00:00Z", "05:59", "2024-05-15"),
    ("2024-05-14T06:00:00Z", "18:00", "2024-05-13"), ("2024-05-14T06:00:00Z", "17:59", "2024-05-14"),
    ("2024-05-14 23:30", "00:30", "2024-05-15"), ("2024-05-14", "00:30", "2024-05-14"),
    ("2024-02-29T23:30:00Z", "00:30", "2024-03-01"), ("2024-12-31T23:59:00Z", "0:00", "2025-01-01"),
])  # fmt: skip
def test_the_day_on_which_the_clock_shows_a_time(stated: str, shown: str, expected: str) -> None:
    clock = _CLOCK.search(shown)
    assert clock is not None
    assert _local_day(stated, clock) == expected


@pytest.mark.parametrize(("shown", "stated", "day", "expected"), [
    ("14:05", "2024-05-14T14:05:00Z", DAY, "14:05"), ("14:05", "2024-05-13T14:05:00Z", DAY, "13 May 2024, 14:05"),
    ("14:05", "", DAY, "14:05"), ("14:05 BST", "2024-05-14T13:05:00Z", DAY, "14:05 BST"),
    ("14:05", "2024-05-14T14:05:00Z", None, "14 May 2024, 14:05"),
    ("3h ago", "2024-05-14T14:05:00Z", DAY, "14:05"), ("3h ago", "2024-05-13T14:05:00Z", DAY, "13 May 2024, 14:05"),
    ("3h ago", "", DAY, "3h ago"), ("3h ago", "2024-05-14", DAY, "3h ago"),
    ("13 May 14:05", "2024-05-13T14:05:00Z", DAY, "13 May 14:05"),
    ("The mayor, 13 May, said at 14:05 that it was over", "", DAY, "13 May, 14:05"),
    ("The mayor said at 14:05", "2024-05-14T14:05:00Z", DAY, "14:05"),
])  # fmt: skip
def test_the_line_of_a_time(shown: str, stated: str, day: str | None, expected: str) -> None:
    assert _line(_Time(shown, stated, None), day) == expected


@pytest.mark.parametrize(("shown", "stated", "expected"), [
    ("14:05", "", True), ("3h ago", "2024-05-14T14:05", True), ("3h ago", "2024-05-14", False), ("", "", False),
])  # fmt: skip
def test_a_time_has_a_clock(shown: str, stated: str, expected: bool) -> None:
    assert _has_clock(_Time(shown, stated, None)) is expected


@pytest.mark.parametrize(("inner", "shown", "stated"), [
    ("<p>x</p><time datetime='2024-05-14T14:05'>now</time>", "now", "2024-05-14T14:05"),
    ("<time content='2024-05-14T14:05'>now</time>", "now", "2024-05-14T14:05"),
    ("<span data-timestamp='1715'>14:05</span>", "14:05", "1715"),
    ("<span data-time='17'>9am</span>", "9am", "17"),
    ("<meta itemprop='datePublished' content='2024-05-14T14:05'><p>x</p>", "", "2024-05-14T14:05"),
    ("<span itemprop='dateCreated' datetime='2024-05-14'>today</span>", "today", "2024-05-14"),
    ("<b>The mayor</b><i>14:05</i><small>14:06</small>", "14:06", ""),
    ("<span></span>" * 29 + "<span>14:05</span>", "14:05", ""),
])  # fmt: skip
def test_where_the_time_of_a_post_stands(inner: str, shown: str, stated: str) -> None:
    found = _time(fromstring(f"<article>{inner}</article>"))
    assert found is not None
    assert (found.shown, found.stated) == (shown, stated)


@pytest.mark.parametrize("inner", [
    "<p>The mayor</p>", "<span></span>" * 30 + "<span>14:05</span>", "<p>Updated 14:05 by the mayor</p>",
    "<p>last updated on Wednesday, 14 September 2024 at 14:05</p>",
])  # fmt: skip
def test_a_post_without_a_time(inner: str) -> None:
    assert _time(fromstring(f"<article>{inner}</article>")) is None


def post(clock: str, words: str = SAID, tag: str = "article") -> str:
    return f"<{tag} class='post'><p>{clock}</p><p>{words}</p></{tag}>"


@pytest.mark.parametrize(("count", "says", "expected"), [(3, False, 3), (2, False, 0), (2, True, 2), (1, True, 0)])
def test_how_many_posts_make_a_live_blog(count: int, says: bool, expected: int) -> None:
    page = tree("<main>" + "".join(post(f"14:0{n}") for n in range(count)) + "</main>")
    assert len(_elements(page, says)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("one two three four five six seven eight", 3),
        ("one two three four five six seven", 0),
    ],
)
def test_posts_have_eight_words_on_the_average(words: str, expected: int) -> None:
    assert len(_elements(tree("<main>" + post("14:05", words) * 3 + "</main>"), False)) == expected


@pytest.mark.parametrize(("timed", "untimed", "expected"), [(3, 3, 3), (3, 4, 0)])
def test_half_of_the_elements_have_a_time(timed: int, untimed: int, expected: int) -> None:
    page = tree("<main>" + post("14:05") * timed + post("The mayor") * untimed + "</main>")
    assert len(_elements(page, False)) == expected


@pytest.mark.parametrize("around", ["<aside>{}</aside>", "<footer>{}</footer>", "<div class='comments'>{}</div>",
                                    "<div id='Comment-list'>{}</div>", "<nav>{}</nav>"])  # fmt: skip
def test_comments_and_boxes_are_no_live_blog(around: str) -> None:
    assert _elements(tree(around.format(post("14:05") * 4)), False) == []
    assert live_paragraphs(tree(around.format(post("14:05") * 4)), [], DAY) is None


@pytest.mark.parametrize(("words", "expected"), [(44, True), (45, False)])
def test_a_teaser_is_a_linked_heading_with_few_words(words: int, expected: bool) -> None:
    one = fromstring(f"<article><h2><a href='/x'>Fire</a></h2><p>{'word ' * words}</p></article>")
    assert _teases(one) is expected
    assert _teases(fromstring(f"<article><a href='/x'><h3>Fire</h3></a><p>{'word ' * words}</p></article>")) is expected
    assert not _teases(fromstring(f"<article><h2>Fire</h2><p>{'word ' * words}</p></article>"))


def test_most_of_the_posts_must_be_more_than_teasers() -> None:
    teaser = f"<article class='post'><h2><a href='/x'>Fire</a></h2><p>14:05</p><p>{SAID}</p></article>"
    assert len(_elements(tree("<main>" + teaser * 2 + post("14:05") * 2 + "</main>"), False)) == 4
    assert _elements(tree("<main>" + teaser * 3 + post("14:05") * 2 + "</main>"), False) == []
    assert len(_elements(tree("<main>" + teaser * 3 + post("14:05") * 2 + "</main>"), True)) == 5


def test_posts_stand_in_the_pages_order_each_with_its_time() -> None:
    page = tree(
        "<main>"
        f"<article class='post'><time datetime='2024-05-15T00:10'>00:10</time><p>Third. {SAID}</p></article>"
        f"<article class='post'><time datetime='2024-05-14T14:05'>2:05 pm</time><p>Second. {SAID}</p>"
        "<figure><figcaption>The pier</figcaption></figure><button>Share</button></article>"
        f"<article class='post'><time datetime='2024-05-14T09:00'>9am</time><h3>First</h3><p>{SAID}</p></article>"
        "</main>"
    )
    assert live_paragraphs(page, [], DAY) == [
        "15 May 2024, 00:10", f"Third. {SAID}", "2:05 pm", f"Second. {SAID}", "9am", "First", SAID,
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "says", "whole"), [(3, False, True), (2, False, False), (2, True, True)])
def test_times_between_paragraphs(count: int, says: bool, whole: bool) -> None:
    inner = "<p>Above</p>" + "".join(f"<p>1{n}:05</p><p>{SAID}</p>" for n in range(count)) + "<p>x</p><p>y</p>"
    data = [{"@type": "LiveBlogPosting"}] if says else []
    expected = [x for n in range(count) for x in (f"1{n}:05", SAID)] + ["x", "y"]
    assert live_paragraphs(tree(f"<section>{inner}</section>"), data, DAY) == (expected if whole else None)


def test_what_is_no_part_of_posts_between_paragraphs() -> None:
    inner = f"<p>10:05</p><p>{SAID}</p><aside>Box</aside><p>11:05</p><script>1</script><div><p>In</p></div><p>12:05</p>"
    assert live_paragraphs(tree(f"<section>{inner}<footer>Foot</footer></section>"), [], DAY) == [
        "10:05", SAID, "11:05", "In", "12:05",
    ]  # fmt: skip


def test_the_words_of_a_post_come_once_and_without_its_time() -> None:
    one = fromstring("<article><p><time>14:05</time> | Fire on the pier</p><ul><li><p>Inner</p></li></ul></article>")
    assert list(_paragraphs(one, one.find(".//time"))) == ["Fire on the pier", "Inner"]
    bare = fromstring("<article><time>14:05</time> Only words</article>")
    assert list(_paragraphs(bare, bare.find(".//time"))) == ["Only words"]


def update(body: str | None, stated: str = "2024-05-14T14:05", head: str | None = None) -> dict[str, object]:
    return {"articleBody": body, "datePublished": stated, "headline": head}


def test_posts_that_only_the_data_tells() -> None:
    posts = [update("One.\n\n Two ", head="Head"), update("", head="Empty"), update("<p>Three &amp; four</p>"),
             update("Five", "2024-05-13T09:00", "Five"),
             {"text": "Six", "dateCreated": "2024-05-14T08:00"}, "none"]  # fmt: skip
    assert _stated([{}, {"liveBlogUpdate": posts}], DAY) == [
        "14:05", "Head", "One.", "Two", "14:05", "Three & four", "13 May 2024, 09:00", "Five", "08:00", "Six",
    ]  # fmt: skip
    assert _stated([{"liveBlogUpdate": update("One")}], DAY) is None
    assert _stated([{"liveBlogUpdate": update("One")}] * 2, DAY) == ["14:05", "One"] * 2
    assert _stated([{"liveBlogUpdate": [update("3 < 4"), update("x")]}], DAY) == ["14:05", "3 < 4", "14:05", "x"]
