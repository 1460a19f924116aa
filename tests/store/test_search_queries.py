"""Searching the store: words and their order, snippets, filters together, pages; deleted articles never show."""

from __future__ import annotations

import alembic.command
import alembic.config
import msgspec
import pytest

from components.domain.article import Article, make_article
from components.domain.article_search import PAGE, ArticleSearch
from components.domain.record import Record
from components.store import article_queries, collection_queries, tag_queries
from components.store.database import Store
from components.store.revisions import MIGRATIONS
from components.store.search_queries import Found, find_articles, matching_ids
from tests.specimen import TEXT, specimen

NOW = "2026-03-03T10:00:00.000000+00:00"
BRIDGE = make_article(TEXT, title="Mayor Opens Bridge in Arden", outlet="The Arden Post", date="2026-03-03",
                      date_basis="user")  # fmt: skip
TOLL = make_article("The toll divides the town. A toll is a toll, said nobody.", title="Toll Talks", outlet="Élan",
                    date="2026-01-10", date_basis="user", genre="opinion")  # fmt: skip
FERRY = make_article("The ferry stops. The council of the city wants a tunnel instead.", title="Ferry to Close",
                     outlet="The Arden Post")  # fmt: skip
PLAIN = make_article("City council backs the tunnel; no bridge, said the mayor’s deputy.", byline="Ferry Jones")
ALL = {BRIDGE.id: "bridge", TOLL.id: "toll", FERRY.id: "ferry", PLAIN.id: "plain"}


def record_of(article: Article, **changed: object) -> Record:
    """The specimen's record as another article's."""
    return msgspec.structs.replace(specimen(), id=article.id, text=article.text, **changed)


@pytest.fixture
def store(library_url: str) -> Store:
    made = Store(library_url)
    with made.writing() as c:
        for n, article in enumerate((BRIDGE, TOLL, FERRY, PLAIN)):
            article_queries.add_article(c, article, NOW.replace("10:00", f"1{n}:00"))
        article_queries.put_record(c, specimen(), "v1", NOW)
        other = record_of(FERRY, title="Read title", date="2025-12-24", genre="release", actors=specimen().actors[:1],
                          quotes=())  # fmt: skip
        article_queries.put_record(c, other, "v1", NOW)
    return made


def found(store: Store, within: list[str] | None = None, **search: object) -> list[str]:
    with store.reading() as c:
        result = find_articles(c, ArticleSearch(**search), within)  # type: ignore[arg-type]
        assert sorted(matching_ids(c, ArticleSearch(**search), within)) == sorted(h.article.id for h in result.hits)  # type: ignore[arg-type]
    assert result.total == len(result.hits)
    return [ALL[hit.article.id] for hit in result.hits]


@pytest.mark.parametrize(("words", "articles"), [
    ("toll", ["toll", "bridge"]),  # in the title and often, then in the text
    ("TOLL", ["toll", "bridge"]),
    ("bridge toll", ["bridge"]),
    ('"city council"', ["plain"]),
    ("city council", ["ferry", "plain"]),
    ("ferry OR toll", ["toll", "ferry", "bridge", "plain"]),
    ("tunnel -bridge", ["ferry"]),
    ("-toll", ["plain", "ferry"]),
    ("tunn* counc*", ["ferry", "plain"]),
    ("elan", ["toll"]),
    ("jones", ["plain"]),
    ("Drivers’ grandchildren", ["bridge"]),
    ("zanzibar", []),
    ("!!! — *", []),
])  # fmt: skip
def test_words_are_found(store: Store, words: str, articles: list[str]) -> None:
    ordered = found(store, words=words)
    assert sorted(ordered) == sorted(articles)
    assert ordered[0:1] == articles[0:1] or words.startswith(("city", "tunn", "ferry OR"))


def test_a_word_in_the_title_comes_before_one_in_the_text(store: Store) -> None:
    assert found(store, words="ferry") == ["ferry", "plain"]
    assert found(store, words="bridge")[0] == "bridge"


HOSTILE = [
    '"', '""', "'", 'a"b', "*", "a*b*", "NEAR(x y, 2)", "title:toll", "{title text}: toll", "^toll", "toll)", "(toll",
    "toll AND", "OR", "NOT toll", "toll NOT", "-", "--", '-"', "x'; DROP TABLE articles; --", "\x00toll", "toll\x00",
    "%", "_", "\\", "🙂", "½", "ⅷ", "a" * 10_000, "toll " * 500, "-toll " * 500, '"' * 501, "😀* OR \U0001fae0*",
    "\u202etoll", "\uff9e", "\uff9e bridge", '"\uff9e a"', "\u0661\u0662", "ꓭ", "\U0001e900*",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_is_typed_raises(store: Store, typed: str) -> None:
    for field in ("words", "who", "speaker", "outlet", "tag", "collection"):
        with store.reading() as c:
            find_articles(c, ArticleSearch(**{field: typed}))
            matching_ids(c, ArticleSearch(**{field: typed}))
    assert len(found(store)) == 4


def snippet(store: Store, words: str) -> list[tuple[str, bool]]:
    with store.reading() as c:
        return list(find_articles(c, ArticleSearch(words=words)).hits[0].snippet)


def test_the_words_are_lit_in_a_piece_of_the_text(store: Store) -> None:
    parts = snippet(store, "grandchildren union")
    assert [w for w, lit in parts if lit] == ["grandchildren", "Union"]
    assert "".join(w for w, _ in parts).replace("…", "") in TEXT.replace("\n\n", " ")
    assert [w for w, lit in snippet(store, '"broken a promise"') if lit] == ["broken a promise"]
    assert [w for w, lit in snippet(store, "grandch*") if lit] == ["grandchildren"]
    assert snippet(store, "-toll") == [] and snippet(store, "") == []


def test_marks_in_a_text_light_nothing(store: Store) -> None:
    text = "\x02\x03 <mark>toll</mark> [b] \x02abcdef0123456789\x03 zebra"
    with store.writing() as c:
        article_queries.add_article(c, make_article(text), NOW)
    assert [w for w, lit in snippet(store, "zebra") if lit] == ["zebra"]
    assert "<mark>toll</mark>" in "".join(w for w, _ in snippet(store, "zebra"))


@pytest.mark.parametrize(("search", "articles"), [
    ({"who": "Berg"}, ["ferry", "bridge"]), ({"who": "ida berg"}, ["ferry", "bridge"]), ({"who": "Ber"}, []),
    ({"who": "drivers union"}, ["bridge"]), ({"who": "—"}, []), ({"who": "%"}, []),
    ({"speaker": "berg"}, ["bridge"]), ({"speaker": "arden"}, []),
    ({"outlet": "arden post"}, ["ferry", "bridge"]), ({"outlet": "ELAN"}, ["toll"]), ({"outlet": "Pos"}, []),
    ({"earliest": "2026-01-10"}, ["toll", "bridge"]), ({"latest": "2026-01-10"}, ["ferry", "toll"]),
    ({"earliest": "2026-01-01", "latest": "2026-02-01"}, ["toll"]),
    ({"kind": "opinion"}, ["toll"]), ({"kind": "release"}, ["ferry"]), ({"kind": "news"}, ["bridge"]),
    ({"words": "toll", "who": "berg"}, ["bridge"]), ({"words": "toll", "outlet": "elan", "kind": "opinion"}, ["toll"]),
    ({"words": "-toll", "who": "berg"}, ["ferry"]),
    ({"tag": "x"}, []), ({"collection": "x"}, []),
])  # fmt: skip
def test_filters_narrow_alone_and_together(store: Store, search: dict[str, str], articles: list[str]) -> None:
    assert sorted(found(store, **search)) == sorted(articles)


@pytest.mark.parametrize(("order", "articles"), [
    ("added", ["plain", "ferry", "toll", "bridge"]),
    ("date", ["bridge", "toll", "ferry", "plain"]),  # without a date: last
    ("title", ["ferry", "bridge", "toll"]),
    ("outlet", ["ferry", "bridge", "toll", "plain"]),
    ("words", ["bridge", "ferry", "toll", "plain"]),
])  # fmt: skip
def test_the_orders(store: Store, order: str, articles: list[str]) -> None:
    listed = found(store, sort=order)
    assert [one for one in listed if one in articles] == articles


def test_a_deleted_article_never_shows_until_it_is_back(store: Store) -> None:
    with store.writing() as c:
        tag_queries.put_tag(c, "x", [TOLL.id])
        collection_queries.add_collection(c, "c", "Set", "", NOW)
        collection_queries.put_in(c, "c", [TOLL.id, BRIDGE.id])
        article_queries.mark_deleted(c, TOLL.id, NOW)
    ways: list[dict[str, object]] = [{"words": "toll"}, {"tag": "x"}, {"collection": "c"}, {"outlet": "elan"}, {}]
    assert all("toll" not in found(store, **way) for way in ways)
    with store.reading() as c:
        assert [t.articles for t in tag_queries.list_tags(c)] == [0]
        assert [s.articles for s in collection_queries.list_collections(c)] == [1]
        assert collection_queries.member_ids(c, "c") == [BRIDGE.id]
    with store.writing() as c:
        article_queries.mark_deleted(c, TOLL.id, None)
    assert all("toll" in found(store, **way) for way in ways)


def test_an_article_whose_details_change_is_found_by_the_new_ones(store: Store) -> None:
    with store.writing() as c:
        assert article_queries.update_article(c, msgspec.structs.replace(TOLL, title="Zebra", outlet="Quagga News"))
    assert found(store, words="zebra") == ["toll"] and found(store, words="quagga") == ["toll"]
    assert found(store, words="talks") == [] and found(store, words="toll divides") == ["toll"]


def test_of_some_articles_alone(store: Store) -> None:
    assert found(store, within=[TOLL.id, FERRY.id, "0" * 16]) == ["ferry", "toll"]
    assert found(store, within=[TOLL.id], words="toll") == ["toll"]
    assert found(store, within=[]) == []


def test_pages_hold_every_article_once(library_url: str) -> None:
    store = Store(library_url)
    with store.writing() as c:
        for n in range(2 * PAGE + 7):
            article_queries.add_article(c, make_article(f"Story {n} of a bridge."), NOW)

    def page(number: int, words: str = "") -> Found:
        with store.reading() as c:
            return find_articles(c, ArticleSearch(words=words, page=number))

    for words in ("", "bridge"):
        pages = [page(n, words) for n in (1, 2, 3)]
        assert [(p.total, p.pages, len(p.hits)) for p in pages] == [(107, 3, PAGE), (107, 3, PAGE), (107, 3, 7)]
        assert len({h.article.id for p in pages for h in p.hits}) == 107
        assert page(99, words) == pages[2], "a page too far is the last one"
    assert page(3, "zebra") == Found(0, 1, 1, ())


def test_a_library_of_an_earlier_version_is_searched_whole(library_url: str) -> None:
    store = Store(library_url)
    with store.writing() as c:
        for article in (BRIDGE, TOLL):
            article_queries.add_article(c, article, NOW)
        article_queries.put_record(c, specimen(), "v1", NOW)
    config = alembic.config.Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic.command.downgrade(config, "0008")
    store.close()
    again = Store(library_url)
    assert found(again, words="toll") == ["toll", "bridge"]
    with again.writing() as c:
        article_queries.add_article(c, FERRY, NOW)
    assert found(again, words="ferry") == ["ferry"]
    with again.reading() as c:
        assert article_queries.get_record(c, BRIDGE.id) == specimen()
    again.close()
