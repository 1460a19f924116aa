"""The library searched, picked from, tagged and collected, and a collection's page, as the owner and by a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article
from components.services import collections, share_links, tags
from components.services.analysis_queue import AnalysisQueue
from components.ui import picked_dialogs
from components.ui.article_list import Picked
from tests.pages.told import components, said, tell

Page = Callable[..., AppTest]
STORIES = [
    make_article(f"Story {n}. The council voted on Monday to close the ferry.", title=f"Ferry {n:02}", outlet="Echo")
    for n in range(55)
]
IDS = [one.id for one in STORIES]


@pytest.fixture
def stories(library: AnalysisQueue, seed: str) -> Iterator[list[str]]:
    """55 articles that nobody reads, which are gone at the end, and no tag and no collection."""
    library.library.add(STORIES)
    yield IDS
    with library.store.writing() as connection:
        for one in IDS:
            connection.execute(text("DELETE FROM articles WHERE id = :id"), {"id": one})
        for table in ("tags", "collections"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
    library.library.undelete_all([seed])


def shelf(test: AppTest) -> dict[str, Any]:
    return components(test, "shelf")[0]


def titles(test: AppTest) -> list[str]:
    return [row["title"] for row in shelf(test)["rows"]]


def address(test: AppTest) -> dict[str, str]:
    """What the address says."""
    return {name: value if isinstance(value, str) else value[0] for name, value in test.query_params.items()}


def act(test: AppTest, what: str, *ids: str, whole: bool = False) -> AppTest:
    """Press a button of the bar below the list."""
    assert what in {a["what"] for a in shelf(test)["picks"]["acts"]}
    return tell(test, "shelf", "act", {"what": what, "ids": list(ids), "all": whole})


def ask(test: AppTest, **values: str) -> AppTest:
    """Have the search form ask."""
    return tell(test, "search", "asked", values)


def test_a_page_of_the_library_says_how_many_there_are(page: Page, stories: list[str]) -> None:
    test = page("library")
    assert len(titles(test)) == 50
    assert shelf(test)["picks"]["said"] == "56 articles, 1 to 50 on this page"
    assert shelf(test)["pages"] == {"page": 1, "pages": 2, "hrefs": "/?page=PAGE"}
    test = tell(test, "shelf", "paged", 2)
    assert address(test)["page"] == "2" and len(titles(test)) == 6
    assert shelf(test)["picks"]["said"] == "56 articles, 51 to 56 on this page"
    assert len(titles(page("library", page="99"))) == 6


def test_a_search_stands_in_the_address_and_can_be_opened_by_it(page: Page, stories: list[str]) -> None:
    test = ask(page("library", page="2"), q='"ferry" -grandchildren', outlet="echo", sort="", who="")
    assert address(test) == {"q": '"ferry" -grandchildren', "outlet": "echo"}
    assert shelf(test)["picks"]["said"].startswith("55 articles found")
    assert ["ferry", True] in shelf(test)["rows"][0]["snippet"]
    again = page("library", q='"ferry" -grandchildren', outlet="echo", sort="title")
    assert titles(again)[:2] == ["Ferry 00", "Ferry 01"]
    assert components(again, "search")[0]["values"] == {
        "q": '"ferry" -grandchildren',
        "outlet": "echo",
        "sort": "title",
    }
    test = ask(again, q="", outlet="", sort="title")
    assert set(test.query_params) == {"sort"}
    assert "No article is like that" in " ".join(said(page("library", q="zanzibar")))


@pytest.mark.parametrize("told", [None, "x", 7, ["q"], {"article": "x", "q": "ferry"}, {"page": "7", "q": "ferry"}])
def test_the_form_puts_nothing_else_into_the_address(page: Page, stories: list[str], told: object) -> None:
    test = tell(page("library"), "search", "asked", told)
    assert set(test.query_params) <= {"q"}


def test_picked_articles_are_tagged_and_the_tag_narrows(page: Page, library: AnalysisQueue, stories: list[str]) -> None:
    test = act(page("library"), "tag", *stories[:2])
    test = tell(test, "tag-name", "named", "Budget ![x](http://127.0.0.1:1/a.png)")
    assert [t.name for t in tags.list_tags(library.store)] == ["Budget ![x](http://127.0.0.1:1/a.png)"]
    test = tell(page("library", q="ferry", page="2"), "shelf", "tagged", "budget ![x](http://127.0.0.1:1/a.png)")
    assert set(titles(test)) == {"Ferry 00", "Ferry 01"} and "page" not in test.query_params
    assert {"Rename this tag", "Delete this tag"} <= {b.label for b in test.button}
    test = act(test, "tag", whole=True)
    assert [c["name"] for c in components(test, "chips")[0]["chips"]] == ["Budget ![x](http://127.0.0.1:1/a.png)"]
    tell(test, "tag-chips", "picked", "Budget ![x](http://127.0.0.1:1/a.png)")
    assert tags.list_tags(library.store) == []


def test_a_tag_is_renamed_and_deleted_where_the_library_is_narrowed_to_it(
    page: Page, library: AnalysisQueue, stories: list[str]
) -> None:
    tags.tag_articles(library.store, "budget", stories[:3])
    test = page("library", tag="budget")
    test.button(key="tag-rename").click().run()
    test.text_input[0].set_value("Money")
    next(b for b in test.button if b.label == "Rename").click().run()
    assert [(t.name, t.articles) for t in tags.list_tags(library.store)] == [("Money", 3)]
    assert address(test)["tag"] == "Money" and len(titles(test)) == 3
    test.button(key="tag-delete").click().run()
    test.button(key="tag-delete-yes").click().run()
    assert tags.list_tags(library.store) == [] and "tag" not in test.query_params


def test_a_tag_that_is_none_is_refused_in_words(page: Page, library: AnalysisQueue, stories: list[str]) -> None:
    test = tell(act(page("library"), "tag", stories[0]), "tag-name", "named", "\u202e")
    test.session_state["picked_act"] = Picked("tag", (stories[0],))  # as the browser has the dialog stay
    assert "A tag needs a word." in said(test.run()) and tags.list_tags(library.store) == []


def test_all_that_was_found_is_collected(page: Page, library: AnalysisQueue, stories: list[str]) -> None:
    test = act(page("library", q="ferry"), "collect", whole=True)
    test = tell(test, "collect-name", "named", "The ferry")
    (made,) = collections.list_collections(library.store)
    assert (made.name, made.articles) == ("The ferry", 55)
    test = act(page("library"), "collect", *stories[:1])
    tell(test, "collect-name", "named", "the FERRY")  # nearly its name: which one is meant is not guessed
    assert len(collections.list_collections(library.store)) == 1
    listed = components(page("library"), "collections")[0]["sets"]
    assert listed == [{"id": made.id, "name": "The ferry", "articles": 55, "href": f"/collection?collection={made.id}"}]


def test_many_are_deleted_and_come_back_together(page: Page, library: AnalysisQueue, stories: list[str]) -> None:
    test = act(page("library"), "delete", *stories[:7])
    before = shelf(test)["picks"]["round"]
    test.button(key="delete-yes").click().run()
    assert shelf(test)["picks"]["said"].startswith("49 articles") and "7 articles were deleted." in said(test)
    assert shelf(test)["picks"]["round"] != before, "what is gone isn't picked any more"
    test.button(key="undo").click().run()
    assert shelf(test)["picks"]["said"].startswith("56 articles") and "7 articles were deleted." not in said(test)


def test_keeping_them_deletes_nothing(page: Page, library: AnalysisQueue, stories: list[str]) -> None:
    test = act(page("library"), "delete", whole=True)
    assert "56 articles" in said(test)
    test.button(key="delete-no").click().run()
    assert shelf(test)["picks"]["said"].startswith("56 articles")


def test_picked_articles_are_taken_away_as_files(
    page: Page, stories: list[str], bridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = act(page("library"), "export", bridge, stories[0])
    labels = [d.proto.label for d in test.get("download_button")]
    assert labels == ["Everything (JSON lines): one article a line", "Table (CSV)"]
    monkeypatch.setattr(picked_dialogs, "MOST", 1)
    test = act(page("library"), "export", bridge, stories[0])
    assert not test.get("download_button") and any("At most 1 articles" in line for line in said(test))


@pytest.mark.parametrize(
    "told", [None, "tag", {"what": "tag", "ids": "x"}, {"what": "read"}, {"what": "uncollect"}, {}]
)
def test_what_no_button_asks_for_is_not_done(page: Page, stories: list[str], told: object) -> None:
    test = tell(page("library"), "shelf", "act", told)
    assert not test.get("dialog") and len(titles(test)) == 50


@pytest.fixture
def ferry(library: AnalysisQueue, stories: list[str]) -> str:
    """A collection of 52 articles."""
    return collections.make_collection(library.store, "The *ferry*", "For\nMonday.", stories[:52]).id


def test_a_collections_page_shows_and_searches_its_articles(page: Page, stories: list[str], ferry: str) -> None:
    test = page("collection", collection=ferry)
    assert {"The *ferry*", "52 articles", "For", "Monday."} <= set(said(test))
    assert shelf(test)["picks"]["said"] == "52 articles, 1 to 50 on this page"
    test = ask(test, q="Story 3")
    assert address(test) == {"collection": ferry, "q": "Story 3"}
    assert titles(test) == ["Ferry 03"]
    assert "collections" not in components(test, "search")[0]["choices"]


def test_articles_are_taken_out_of_a_collection_and_stay(
    page: Page, library: AnalysisQueue, stories: list[str], ferry: str
) -> None:
    test = act(page("collection", collection=ferry), "uncollect", *stories[:50])
    assert "50 articles taken out of this collection. Nothing was deleted." in said(test)
    assert shelf(test)["picks"]["said"] == "2 articles"
    # What another tab took out a moment ago is not counted again.
    collections.uncollect(library.store, ferry, stories[50:51])
    test = tell(test, "shelf", "act", {"what": "uncollect", "ids": stories[50:52], "all": False})
    assert "1 article taken out of this collection. Nothing was deleted." in said(test)
    assert shelf(page("library"))["picks"]["said"].startswith("56 articles")


def test_a_collection_is_renamed_and_deleted(page: Page, library: AnalysisQueue, ferry: str) -> None:
    test = page("collection", collection=ferry)
    test.button(key="collection-change").click().run()
    test.text_input[0].set_value("The tunnel")
    next(b for b in test.button if b.label == "Save").click().run()
    assert collections.get_collection(library.store, ferry).name == "The tunnel" and "The tunnel" in said(test)
    test.button(key="collection-delete").click().run()
    test.button(key="collection-delete-yes").click().run()
    assert collections.list_collections(library.store) == []
    test = page("collection", collection=ferry)
    assert collections.GONE in said(test) and not components(test, "shelf")


def test_by_its_link_a_collection_is_read_and_nothing_else_is_offered(
    page: Page, library: AnalysisQueue, comes_from: dict[str, str], stories: list[str], ferry: str
) -> None:
    tags.tag_articles(library.store, "secret", stories)
    test = page("collection", collection=ferry)
    test.button(key="collection-share").click().run()
    test.button(key="share-make").click().run()
    assert not test.exception
    comes_from["x-forwarded-for"] = "203.0.113.9"
    _, token = share_links.make_link(
        library.store, collections.articles_of(library.store, ferry), view="collection", query={"collection": ferry}
    )
    collections.collect(library.store, ferry, stories)
    test = page("collection", collection=ferry, share=token)
    assert {"The *ferry*", "52 articles", "For", "Monday."} <= set(said(test))
    assert shelf(test)["picks"] is None and not shelf(test)["removable"]
    assert [b.label for b in test.button] == ["Export"], "a link lets its visitor take away what it opens"
    row = shelf(test)["rows"][0]
    assert row["href"].endswith(f"&share={token}") and (row["tags"], row["collections"]) == ([], [])
    assert "tags" not in components(test, "search")[0]["choices"]
    assert components(test, "shelf")[0]["pages"]["hrefs"] == f"/collection?collection={ferry}&share={token}&page=PAGE"
    test = page("collection", collection=ferry, share=token, q="Story 54", tag="secret")
    assert not components(test, "shelf"), "what came in later isn't shared"
    test = page("library", share=token)
    assert len(shelf(test)["rows"]) == 50 and shelf(test)["picks"] is None
    other = collections.make_collection(library.store, "Suspects", articles=stories[:1])
    test = page("collection", collection=other.id, share=token)
    assert "Suspects" not in " ".join(said(test)) and not components(test, "shelf")


@pytest.mark.parametrize(
    ("n", "stays", "shares"),
    [
        (0, "No article is in it; the set and its note go.", None),
        (1, "Its article stays in the library; the set and its note go.", "the 1 article that is in it now"),
        (2, "Its 2 articles stay in the library; the set and its note go.", "the 2 articles that are in it now"),
    ],
)
def test_what_is_counted_of_a_collection_is_said_as_one_says_it(
    page: Page, library: AnalysisQueue, stories: list[str], n: int, stays: str, shares: str | None
) -> None:
    one = collections.make_collection(library.store, "Few", articles=stories[:n]).id
    test = page("collection", collection=one)
    test.button(key="collection-delete").click().run()
    assert stays in said(test)
    if shares is not None:
        test = page("collection", collection=one)
        test.button(key="collection-share").click().run()
        assert any(shares in line for line in said(test))


@pytest.mark.parametrize(
    ("n", "goes"),
    [
        (1, "Its text and everything found in it go. For an hour it can be brought back."),
        (2, "Their texts and everything found in them go. For an hour they can be brought back."),
    ],
)
def test_what_is_deleted_is_said_as_one_says_it(page: Page, stories: list[str], n: int, goes: str) -> None:
    assert goes in said(act(page("library"), "delete", *stories[:n]))


@pytest.mark.parametrize(
    ("n", "again", "collected"),
    [
        (1, "It had this tag.", "It was in the collection already."),
        (2, "All of them had this tag.", "All were in the collection already."),
    ],
)
def test_what_was_done_before_is_said_to_be(
    page: Page, library: AnalysisQueue, stories: list[str], n: int, again: str, collected: str
) -> None:
    tags.tag_articles(library.store, "ferry", stories[:n])
    collections.make_collection(library.store, "Few", articles=stories[:n])
    test = tell(act(page("library"), "tag", *stories[:n]), "tag-name", "named", "ferry")
    assert again in said(test)
    test = tell(act(page("library"), "collect", *stories[:n]), "collect-name", "named", "Few")
    assert collected in said(test)


def test_on_its_own_page_a_collection_is_not_named_at_each_article(
    page: Page, library: AnalysisQueue, stories: list[str], ferry: str
) -> None:
    other = collections.make_collection(library.store, "Piers", articles=stories[:1])
    test = page("collection", collection=ferry, q='"Story 0"')
    assert [[c["id"] for c in row["collections"]] for row in shelf(test)["rows"]] == [[other.id]]


def test_a_date_that_was_set_is_not_said_to_be_set_by_whoever_looks(
    page: Page, library: AnalysisQueue, comes_from: dict[str, str], bridge: str
) -> None:
    _, token = share_links.make_link(library.store, [bridge])
    comes_from["x-forwarded-for"] = "203.0.113.9"
    (row,) = shelf(page("library", share=token))["rows"]
    assert "(set by hand)" in row["facts"] and " you" not in row["facts"]
