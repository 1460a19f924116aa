"""Web pages as a reader takes them: their day, their embedded posts, lists and tables; pages that hold no article."""

from __future__ import annotations

import codecs

import pytest

from components.domain.errors import NoArticle
from components.ingest.file_kinds import kind_of
from components.ingest.format_dispatch import read_bytes
from components.ingest.reading_result import Reading
from tests.ingest import made


def read(data: str | bytes) -> Reading:
    return read_bytes("page.html", data.encode() if isinstance(data, str) else data)


def kept(reading: Reading) -> list[str]:
    return [b.text for b in reading.blocks if not b.cut]


def story(above: str = "", head: str = "") -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS)
    return made.page(f"<main><article><h1>{made.TITLE}</h1>{above}{paragraphs}</article></main>", head)


META = '<meta property="article:{}_time" content="{}">'
JSON = '<script type="application/ld+json">{{"@type":"NewsArticle",{}}}</script>'
UPDATED = "updated 3 May 2024, 10:12"
DATES: dict[str, str] = {
    "meta": story(head=META.format("modified", "2024-05-03T10:12:00Z") + META.format("published", "2024-05-02T08:00Z")),
    "a date that is the update's": story(
        head=META.format("published", "2024-05-02") + META.format("modified", "2024-05-03T10:12:00+01:00")
        + '<meta name="date" content="2024-05-03">'),
    "JSON-LD": story(head=JSON.format('"dateModified":"2024-05-03T10:12:00Z","datePublished":"2024-05-02T08:00:00Z"')),
    "JSON-LD in a graph": story(
        head='<script type="application/ld+json">{"@graph":[{"@type":"Article","dateModified":"2024-05-03T10:12:00Z",'
        '"datePublished":"2024-05-02"}]}</script>'),
    "itemprop": story('<time itemprop="dateModified" datetime="2024-05-03T10:12">3 May</time>'
                      '<time itemprop="datePublished" datetime="2024-05-02T08:00">2 May</time>'),
    "time elements with labels": story('<p>Updated <time datetime="2024-05-03T10:12">3 May 2024</time></p>'
                                       '<p>Published <time datetime="2024-05-02T08:00">2 May 2024</time></p>'),
    "time elements with classes": story('<time class="updated" datetime="2024-05-03T10:12">3 May 2024</time>'
                                        '<time class="published" datetime="2024-05-02T08:00">2 May 2024</time>'),
    "two lines": story("<p>Last updated: 3 May 2024, 10:12</p><p>First published: 2 May 2024</p>"),
    "one line": story("<p>Published 2 May 2024 | Updated 3 May 2024 at 10:12</p>"),
    "one line, the update first": story("<div>Updated May 3, 2024 10:12 a.m. · Published May 2, 2024 8 a.m.</div>"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(DATES))
def test_the_day_of_publication_wins_and_the_update_is_told(name: str) -> None:
    reading = read(DATES[name])
    assert reading.head.date == "2024-05-02"
    assert UPDATED in str(reading.date_found)


@pytest.mark.parametrize(
    "page",
    [
        story(head=META.format("modified", "2024-05-03T10:12:00Z")),
        story(head=JSON.format('"dateModified":"2024-05-03T10:12:00Z"')),
        story("<p>Last updated: 3 May 2024, 10:12</p>"),
    ],
)
def test_an_update_alone_is_no_day_of_publication(page: str) -> None:
    reading = read(page)
    assert reading.head.date is None and reading.date_found is None
    assert "updated (3 May 2024, 10:12)" in reading.notes[0]


def cards(form: str, count: int = 6) -> str:
    titles = ("Tram line to close for a year", "Former mayor is jailed", "Storm leaves three dead", "Rovers sack coach",
              "Rents rise by nine percent", "School wins a prize")  # fmt: skip
    return "".join(
        form.format(n=n, title=titles[n % 6], words=f"Number {n}: the city replaces it.") for n in range(count)
    )


FRONT = {
    "headings that are links": '<div class="card"><h2><a href="/s{n}">{title}</a></h2><p>{words}</p></div>',
    "links around headings": '<a href="/s{n}"><article><h3>{title}</h3><p>{words}</p></article></a>',
    "with dates": '<article><h2><a href="/s{n}">{title}</a></h2><p>{words}</p><time>{n} January 2025</time></article>',
    "with times": '<article><time datetime="2025-01-0{n}T10:00">10:0{n}</time><h2><a href="/s{n}">{title}</a></h2>'
                  "<p>{words}</p></article>",
}  # fmt: skip


@pytest.mark.parametrize("name", list(FRONT))
def test_a_page_of_teasers_holds_no_article_and_names_its_links(name: str) -> None:
    page = made.page(f"<main><h1>News from Arden</h1><div>{cards(FRONT[name])}</div></main>", title="News")
    with pytest.raises(NoArticle, match="no article on this page: it leads to 6 others") as caught:
        read(page)
    assert "“Tram line to close for a year” (/s0)" in str(caught.value)


def test_a_list_of_links_is_no_article_and_at_most_20_are_named() -> None:
    page = made.page(f"<main><ul>{cards('<li><a href=/s{n}>{title} today</a></li>', 30)}</ul></main>", title="News")
    with pytest.raises(NoArticle, match=r"leads to 30 others.*and 10 more") as caught:
        read_bytes("", page.encode(), url="https://x.example/news/")
    assert str(caught.value).count("https://x.example/s") == 20


def test_an_article_with_teasers_below_it_is_one() -> None:
    page = made.page(f"<main><article>{made.story()}</article><div>{cards(FRONT['with dates'])}</div></main>")
    assert made.PARAGRAPHS[-1] in read(page).text


BEFORE, AFTER = made.PARAGRAPHS[0], made.PARAGRAPHS[2]
QUOTED = "“The pier is gone. I am heartbroken.”"
EMBEDS = {
    "X": ('<blockquote class="twitter-tweet"><p>The pier is gone. I am heartbroken. <a '
        'href="https://t.co/x">pic.twitter'
          '.com/a</a></p>&mdash; Ana Duarte (@anad) <a href="https://twitter.com/anad/status/1">14 January 2025</a>'
          "</blockquote>", "Ana Duarte (@anad), 14 January 2025"),
    "X in a figure": ('<figure class="wp-block-embed-twitter"><div><blockquote class="twitter-tweet"><p>The pier is '
                      "gone. I am heartbroken.</p>— Ana Duarte (@anad) <a href='https://x.com/anad/status/1'>Jan 14</a>"
                      "</blockquote></div></figure>", "Ana Duarte (@anad), Jan 14"),
    "a link around it": ('<div class="tweet"><a class="tweet-link" href="https://twitter.com/x/1"><div class="tweet-'
                         'header"><span>Ana Duarte</span> @anad</div>The pier is gone. I am heartbroken. <div class='
                         '"tweet-footer">7:01 PM ∙ Jan 14, 2025</div></a></div>',
                         "Ana Duarte (@anad), 7:01 PM ∙ Jan 14, 2025"),
    "Mastodon": ('<blockquote class="mastodon-embed" data-embed-url="https://m.example/@ana/1131111"><div>Ana Duarte '
                 "@ana@m.example</div><p>The pier is gone. I am heartbroken.</p><div>View on Mastodon</div>"
                 "</blockquote>", "Ana Duarte (@ana@m.example)"),
    "Instagram": ('<blockquote class="instagram-media" '
        'data-instgrm-permalink="https://www.instagram.com/p/x/"><a href="'
                  '#">View this post on Instagram</a><p>The pier is gone. I am heartbroken.</p><p>A post shared by Ana '
                  "Duarte (@anad)</p></blockquote>", "Ana Duarte (@anad)"),
    "Facebook": ('<div class="fb-post" data-href="https://www.facebook.com/k/posts/1"><blockquote><p>The '
        'pier is gone. I '
                 'am heartbroken.</p>Posted by <a href="#">Ana Duarte</a> on <a href="#">Monday, 13 January 2025</a>'
                 "</blockquote></div>", "Ana Duarte, Monday, 13 January 2025"),
    "TikTok": ('<blockquote class="tiktok-embed" '
        'cite="https://www.tiktok.com/@anad/video/7123456"><section><a href="#">'
               '@anad</a><p>The pier is gone. I am heartbroken.</p><a href="#">♬ original sound</a></section>'
               "</blockquote>", "@anad"),
    "a YouTube post": ('<div class="youtube-community-post"><span>Ana Duarte</span><p>The pier is gone. I '
        'am heartbroken.'
                       "</p></div>", "Ana Duarte"),
    "a frame's title": ('<iframe src="https://platform.example/x" title="Ana Duarte on X: &quot;The pier is gone. I am '
                        'heartbroken.&quot;"></iframe>', "Ana Duarte"),
    "a network's section": ('<section class="social-post"><header><b>Ana Duarte</b> <span>@anad · '
        '2h</span></header><p>The '
                            "pier is gone. I am heartbroken.</p><footer>12 replies</footer></section>",
                            "Ana Duarte (@anad)"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(EMBEDS))
def test_an_embedded_post_is_a_quote_of_its_author_in_its_place(name: str) -> None:
    source, author = EMBEDS[name]
    body = f"<main><article><h1>{made.TITLE}</h1><p>{BEFORE}</p>{source}<p>{AFTER}</p></article></main>"
    assert kept(read(made.page(body))) == [made.TITLE, BEFORE, f"{QUOTED} — {author}", AFTER]


def test_the_date_of_an_embedded_post_is_not_the_articles() -> None:
    post = EMBEDS["X"][0].replace("14 January 2025", '<time datetime="2025-01-14">14 January 2025</time>')
    reading = read(
        made.page(f"<main><article><h1>{made.TITLE}</h1><p>{BEFORE}</p>{post}<p>{AFTER}</p></article></main>")
    )
    assert reading.head.date is None


def test_what_only_links_to_a_post_stays_as_it_is() -> None:
    words = "The mayor wrote on X that it was over, and then went home with her dog."
    linked = words.replace("wrote on X", '<a href="https://x.com/a/status/12345678">wrote on X</a>')
    body = (f"<article><h1>{made.TITLE}</h1><p>{BEFORE}</p><p>{linked}</p><blockquote>“It is a scandal,” said Peter "
            f"Jones.</blockquote><p>{AFTER}</p></article>")  # fmt: skip
    assert kept(read(made.page(body))) == [
        made.TITLE, BEFORE, words, "“It is a scandal,” said Peter Jones.", AFTER,
    ]  # fmt: skip


def test_lists_tables_and_subheadings_stay_in_order() -> None:
    body = (
        f"<article><h1>{made.TITLE}</h1><p>{BEFORE}</p><ol><li><b>March:</b> engineers drain the "
        f"basin.</li><li>May: the "
        f"roof is replaced.</li></ol><h2>How they "
        f"voted</h2><table><tr><th>Ward</th><th>Vote</th></tr><tr><td>North</td>"
        f"<td>For</td></tr></table><p>{AFTER}</p></article>"
    )
    assert kept(read(made.page(body))) == [
        made.TITLE, BEFORE, "March: engineers drain the basin.", "May: the roof is replaced.", "How they voted",
        "Ward | Vote", "North | For", AFTER,
    ]  # fmt: skip


BARE = f"<h1>{made.TITLE}</h1>" + "".join(f"<p>{p}</p>" for p in made.PARAGRAPHS)
WHOLE = f'<html lang="en"><head><title>{made.TITLE}</title></head><body><article>{BARE}</article></body></html>'
FIRST = {
    "a comment": f"<!-- saved from url=(0014)about:internet -->\n{WHOLE}",
    "blank lines": f"\n\n  \n<!DOCTYPE html>\n{WHOLE}",
    "an XML declaration": f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>{WHOLE}',
    "an XML declaration and a comment": f'<?xml version="1.0"?>\n<!-- x --><?xml-stylesheet href="a"?>{WHOLE}',
    "the mark of UTF-8": f"\ufeff{WHOLE}",
    "a line of text": f"Saved on Tuesday by the desk\n{WHOLE}",
    "a fragment": BARE,
    "a fragment in a division": f"<div class='x'>{BARE}</div>",
    "two paragraphs alone": f"<p>{made.PARAGRAPHS[0]}</p>\n<p>{made.PARAGRAPHS[1]}</p>",
    "large letters": WHOLE.replace("<html", "<HTML").replace("<body", "<BODY"),
}


@pytest.mark.parametrize("name", list(FIRST))
def test_a_page_is_one_whatever_its_first_line(name: str) -> None:
    data = FIRST[name].encode()
    assert kind_of(data, "saved") == "html"
    found = kept(read(data))
    assert made.PARAGRAPHS[1] in found and not any("<" in f or "Saved on" in f for f in found)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_a_page_in_another_encoding_is_one(encoding: str) -> None:
    data = WHOLE.encode(encoding)
    assert kind_of(data) == "html" and made.PARAGRAPHS[1] in kept(read(data))
    assert kind_of(codecs.BOM_UTF16_LE + WHOLE.encode("utf-16-le")) == "html"


@pytest.mark.parametrize(
    "text", ["The tag <p> begins a paragraph.\n\nIt is closed with </p>, said the teacher.", "a < b"]
)
def test_a_text_that_speaks_of_tags_is_text(text: str) -> None:
    assert kind_of(text.encode()) == "text"
