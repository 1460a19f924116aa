"""Embedded posts: which elements are one, who wrote it, what it says, and how it is quoted."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from components.ingest.web_page import embedded_posts
from components.ingest.web_page.embedded_posts import (
    LONGEST,
    EmbeddedPost,
    _author,
    _is_post,
    _of_title,
    _plain_name,
    _read,
    quote_posts,
)
from components.ingest.web_page.reader import _without_posts


def read(inner: str) -> tuple[str, str] | None:
    found = _read(fromstring(f"<blockquote class='twitter-tweet'>{inner}</blockquote>"))
    return None if found is None else (found.text, found.author)


@pytest.mark.parametrize(("text", "author", "line"), [
    ("The pier is gone", "Petra (@petra)", "“The pier is gone” — Petra (@petra)"), ("Gone", "", "“Gone”"),
    ("He said “gone”", "", "“He said ‘gone’”"), ('He said "gone" and "lost"', "", "“He said ‘gone’ and ‘lost’”"),
    ('6" wide', "", '“6" wide”'),
])  # fmt: skip
def test_a_post_is_quoted(text: str, author: str, line: str) -> None:
    assert EmbeddedPost(text, author).line == line


@pytest.mark.parametrize(("name", "handle", "rest", "expected"), [
    ("Petra", "@petra", "", "Petra (@petra)"), ("Petra", None, "", "Petra"), (None, "@petra", "", "@petra"),
    ("", None, "", ""), (" — Petra on", "@petra", " May 14, 2024 ·", "Petra (@petra), May 14, 2024"),
    ("Petra", None, "today", "Petra"), (None, None, "May 14", ", May 14"),
])  # fmt: skip
def test_the_author_as_the_page_has_it(name: str | None, handle: str | None, rest: str, expected: str) -> None:
    assert _author(name, handle, rest) == expected


@pytest.mark.parametrize(("name", "expected"), [
    (None, True), ("", True), ("Petra Lindqvist", True), ("a b c d e f g", True), ("a b c d e f g h", False),
    ("Petra said:", False), ("Gone!", False), ("see https://x.example", False),
])  # fmt: skip
def test_a_plain_name(name: str | None, expected: bool) -> None:
    assert _plain_name(name) is expected


@pytest.mark.parametrize(("inner", "expected"), [
    ("<p>The pier is gone</p>— Petra Lindqvist (@petra) <a href='/1'>May 14, 2024</a>",
     ("The pier is gone", "Petra Lindqvist (@petra), May 14, 2024")),
    ("<p>The pier is gone</p><p>A post shared by Petra Lindqvist (@petra) on May 14, 2024</p>",
     ("The pier is gone", "Petra Lindqvist (@petra), May 14, 2024")),
    ("<p>Petra Lindqvist @petra · 3h</p><p>The pier is gone</p>", ("The pier is gone", "Petra Lindqvist (@petra)")),
    ("<p>Petra Lindqvist</p><p>@petra</p><p>The pier is gone</p>", ("The pier is gone", "Petra Lindqvist (@petra)")),
    ("<p>Petra Lindqvist</p><p>The pier is gone.</p>", ("The pier is gone.", "Petra Lindqvist")),
    ("<p>One two three four five six</p><p>The pier is gone.</p>",
     ("One two three four five six The pier is gone.", "")),
    ("<p>The pier is gone</p><p>— Petra Lindqvist</p>", ("The pier is gone", "Petra Lindqvist")),
    ("<p>The pier is gone, she said.</p><cite>— Petra</cite>", ("The pier is gone, she said.", "Petra")),
    ("<p>The pier is gone https://t.example/1 pic.twitter.com/x</p>", ("The pier is gone", "")),
    ("<p>The pier is gone</p><p>12 likes</p><p>View this post on Instagram</p><p>3.4K</p>", ("The pier is gone", "")),
    ("<p>“The pier is gone”</p>", ("The pier is gone", "")), ("<p>12 likes</p>", None), ("<p>a 1</p>", None),
    ("<p>The pier is gone</p><p>— Petra (@petra)</p><p>10:12 AM · May 14, 2024</p>",
     ("The pier is gone", "Petra (@petra), 10:12 AM · May 14, 2024")),
])  # fmt: skip
def test_the_words_and_the_author_of_a_post(inner: str, expected: tuple[str, str] | None) -> None:
    assert read(inner) == expected


@pytest.mark.parametrize(("title", "expected"), [
    ("Petra Lindqvist on X: “The pier is gone”", ("The pier is gone", "Petra Lindqvist")),
    ("Petra  Lindqvist (@petra) on Instagram: \"The pier\"", ("The pier", "Petra Lindqvist (@petra)")),
    ("X post by Petra (@petra): The pier", ("The pier", "Petra (@petra)")),
    ("Petra on X: a", None), ("Petra on the pier: it is gone", None), ("Advertisement", None),
])  # fmt: skip
def test_a_post_that_only_a_frames_title_tells(title: str, expected: tuple[str, str] | None) -> None:
    found = _of_title(title)
    assert (None if found is None else (found.text, found.author)) == expected
    assert _is_post(fromstring(f"<div><iframe title='{title}'></iframe></div>")[0]) is (expected is not None)


@pytest.mark.parametrize(("element", "expected"), [
    ("<blockquote class='twitter-tweet'>gone</blockquote>", True),
    ("<blockquote class='twitter-tweet'>gon</blockquote>", False),
    (f"<div class='twitter-tweet'>{'x' * LONGEST}</div>", True),
    (f"<div class='twitter-tweet'>{'x' * (LONGEST + 1)}</div>", False),
    ("<div class='twitter-tweet'>gone" + "<b></b>" * 60 + "</div>", True),
    ("<div class='twitter-tweet'>gone" + "<b></b>" * 61 + "</div>", False),
    ("<p class='twitter-tweet'>gone</p>", False), ("<div class='tweetable'>gone</div>", False),
    ("<div data-href='https://facebook.com/a/posts/1'>gone</div>", True),
    ("<blockquote><a href='https://x.com/a/status/1'>gone</a></blockquote>", True),
    ("<div><a href='https://x.com/a/status/1'>gone</a></div>", False),
    ("<blockquote><a href='https://x.com/a'>gone</a></blockquote>", False),
    ("<blockquote>gone</blockquote>", False), ("<div data-embed-type='instagram'>gone</div>", True),
])  # fmt: skip
def test_which_elements_are_posts(element: str, expected: bool) -> None:
    assert _is_post(fromstring(f"<section>{element}</section>")[0]) is expected


TWEET = "<blockquote class='twitter-tweet'><p>The pier is gone</p>— Petra (@petra)</blockquote>"
LINE = "“The pier is gone” — Petra (@petra)"


def test_posts_are_put_in_their_places() -> None:
    tree = fromstring(f"<html><body><p>Above</p>{TWEET}between<p>Below</p></body></html>")
    assert quote_posts(tree) == [LINE]
    assert tree.text_content() == f"Above{LINE}betweenBelow"
    assert [p.text for p in tree.iter("p")] == ["Above", LINE, "Below"]


def test_a_post_within_a_post_is_quoted_once_and_a_second_after_one_that_says_nothing() -> None:
    nested = fromstring(f"<html><body><div class='twitter-embed'>{TWEET}</div></body></html>")
    assert len(quote_posts(nested)) == 1
    empty = "<blockquote class='twitter-tweet'><p>12 likes</p></blockquote>"
    tree = fromstring(f"<html><body>{empty}{TWEET}<p>x</p>{TWEET}</body></html>")
    assert quote_posts(tree) == [LINE, LINE]


def test_no_more_posts_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_posts, "MOST", 2)
    assert quote_posts(fromstring(f"<html><body>{TWEET * 3}</body></html>")) == [LINE, LINE]


def test_the_page_without_its_posts_leaves_the_page_as_it_is() -> None:
    tree = fromstring(f"<html><body><p>Above</p>{TWEET}between<p>Below</p></body></html>")
    quote_posts(tree)
    assert _without_posts(tree) == "<html><body><p>Above</p>between<p>Below</p></body></html>"
    assert [p.text for p in tree.iter("p")] == ["Above", LINE, "Below"]
