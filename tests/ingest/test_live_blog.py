"""Live blogs as pages: every post with its time on a line before it, in the page's order, across midnight too."""

from __future__ import annotations

import json

import pytest

from components.ingest.format_dispatch import read_bytes
from components.ingest.reading_result import Reading
from tests.ingest.made import page

TITLE = "Pier fire: live updates"
INTRO = "The pier of Kelmouth has been burning since Monday night, and hundreds of people were brought to safety."
POSTS = (
    ("2024-05-14T14:05:00+01:00", "14:05", "Fire crews left the pier an hour ago, the mayor said. Rain fell at last."),
    ("2024-05-14T13:30:00+01:00", "13:30", "Two firefighters were hurt minutes ago, police said. Both were awake."),
    ("2024-05-14T00:10:00+01:00", "00:10", "The owner of the pier says that she was woken by the smell of smoke."),
    ("2024-05-13T23:50:00+01:00", "23:50", "Flames were seen this evening at the end of the pier, a witness said."),
)
EXPECTED = [
    "14:05", POSTS[0][2], "13:30", POSTS[1][2], "00:10", POSTS[2][2], "13 May 2024, 23:50", POSTS[3][2],
]  # fmt: skip
DATE = '<meta property="article:published_time" content="2024-05-14T00:05:00+01:00">'


def read(body: str, head: str = DATE) -> Reading:
    around = f"<header><nav><a href='/'>Home</a></nav></header><main>{body}</main><footer>© 2024 The Courier</footer>"
    return read_bytes("live.html", page(around, head, TITLE).encode())


def kept(reading: Reading) -> list[str]:
    return [b.text for b in reading.blocks if not b.cut]


def times(form: str) -> str:
    return "".join(form.format(stated=stated, shown=shown, words=words) for stated, shown, words in POSTS)


FORMS = {
    "articles with time elements": '<article class="post"><time datetime="{stated}">{shown}</time><p>{words}</p>'
                                   "</article>",
    "times in a heading": '<section class="entry"><h3><time datetime="{stated}">{shown}</time></h3><p>{words}</p>'
                          "</section>",
    "microdata": '<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop='
                 '"datePublished" content="{stated}"><span class="t">{shown}</span><div itemprop="articleBody"><p>'
                 "{words}</p></div></div>",
    "items of a list": '<li class="update"><time datetime="{stated}">{shown}</time> <p>{words}</p></li>',
    "told in UTC": '<div class="block"><time datetime="{stated}">{shown} BST</time><p>{words}</p></div>',
    "shown as how long ago": '<div class="block"><time datetime="{stated}">3h ago</time><p>{words}</p></div>',
    "lines between paragraphs": '<p class="when"><time datetime="{stated}">{shown}</time></p><p>{words}</p>',
}  # fmt: skip


@pytest.mark.parametrize("name", list(FORMS))
def test_every_post_is_kept_with_its_time(name: str) -> None:
    reading = read(f"<h1>{TITLE}</h1><p>{INTRO}</p><div class='feed'>{times(FORMS[name])}</div>")
    texts = [t.replace(" BST", "") for t in kept(reading)]
    assert texts == [TITLE, INTRO, *EXPECTED]
    assert reading.head.date == "2024-05-14"


def test_times_without_elements_of_their_own() -> None:
    body = "".join(f"<h4>{shown}</h4><p>{words}</p>" for _, shown, words in POSTS[:3])
    assert kept(read(f"<h1>{TITLE}</h1><p>{INTRO}</p>{body}"))[2:] == EXPECTED[:6]


def test_a_time_in_another_zone_than_the_one_shown_keeps_its_day() -> None:
    zulu = '<article class="post"><time datetime="{}">{}</time><p>{}</p></article>'
    body = "".join(
        zulu.format(stated, shown, words)
        for stated, shown, words in (
            ("2024-05-13T23:10:00Z", "00:10", POSTS[2][2]),
            ("2024-05-13T22:50:00Z", "23:50", POSTS[3][2]),
            ("2024-05-13T22:30:00Z", "23:30", POSTS[1][2]),
        )
    )
    found = kept(read(f"<h1>{TITLE}</h1><p>{INTRO}</p>{body}"))
    assert [f for f in found if f.endswith((":10", ":50", ":30"))] == [
        "00:10", "13 May 2024, 23:50", "13 May 2024, 23:30",
    ]  # fmt: skip


def test_times_as_the_page_shows_them() -> None:
    shown = ("2.05pm BST", "14 May 2024, 1.30 pm", "May 14, 12:10 a.m.")
    body = "".join(
        f'<article class="p"><time>{s}</time><p>{w}</p></article>' for s, (_, _, w) in zip(shown, POSTS, strict=False)
    )
    found = kept(read(f"<h1>{TITLE}</h1><p>{INTRO}</p>{body}"))
    assert found[2::2] == list(shown)


def test_posts_that_only_the_pages_data_tells() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": f"Post {n}", "datePublished": stated, "articleBody": words}
        for n, (stated, _, words) in enumerate(POSTS)
    ]
    data = {"@type": "LiveBlogPosting", "datePublished": "2024-05-14T00:05:00+01:00", "liveBlogUpdate": updates}
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    reading = read(f"<h1>{TITLE}</h1><p>{INTRO}</p><div id='root'></div>", head)
    assert [t for t in kept(reading) if t in EXPECTED] == EXPECTED


def test_the_headline_and_what_stands_above_the_posts_stay() -> None:
    data = '<script type="application/ld+json">{"@type":"LiveBlogPosting","datePublished":"2024-05-14"}</script>'
    posts = times('<article id="b"><header><a href="#b"><time datetime="{stated}">{shown}</time></a><h2>Head</h2>'
                  "</header><div><p>{words}</p></div><footer><button>Share</button></footer></article>")  # fmt: skip
    body = f"<h1>{TITLE}</h1><p>Published 14 May 2024</p><div class='standfirst'><p>{INTRO}</p></div><div>{posts}</div>"
    texts = kept(read(body, data))
    assert texts[:5] == [TITLE, INTRO, "14:05", "Head", POSTS[0][2]]
    assert texts[-3:] == ["13 May 2024, 23:50", "Head", POSTS[3][2]]


def test_a_news_page_with_times_beside_it_is_no_live_blog() -> None:
    story = "".join(f"<p>{w} {INTRO}</p>" for _, _, w in POSTS)
    beside = "".join(
        f'<li class="x"><time datetime="{s}">{c}</time> <h3><a href="/{c}">{w}</a></h3></li>' for s, c, w in POSTS
    )
    found = kept(read(f"<article><h1>{TITLE}</h1>{story}</article><div class='more'><ul>{beside}</ul></div>"))
    assert found[0] == TITLE and "14:05" not in found
    comments = "".join(f'<div class="comment"><time datetime="{s}">{c}</time><p>{w} {w}</p></div>' for s, c, w in POSTS)
    found = kept(read(f"<article><h1>{TITLE}</h1>{story}</article><div id='comments'>{comments}</div>"))
    assert "14:05" not in found
