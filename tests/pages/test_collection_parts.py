"""What a collection's articles say together, on its page: who is in it, what happened, the card, joins and parts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article
from components.services import collections, share_links
from components.services.analysis_queue import AnalysisQueue
from components.store import article_queries
from components.ui.collection_sections import EMPTY
from tests.collection.harbour import IDS, keep_bridges, keep_harbour
from tests.pages.told import card, components, groups, keyed, rows, said, tell

Page = Callable[..., AppTest]
CAST, HAPPENED, QUOTED = "Who is in it", "What happened", "Who is quoted"


@pytest.fixture
def harbour(library: AnalysisQueue) -> Iterator[str]:
    """A collection of three articles, gone at the end with them."""
    made = collections.make_collection(library.store, "Harbour", articles=keep_harbour(library.store)).id
    yield made
    forget(library, list(IDS.values()))


@pytest.fixture
def bridges(library: AnalysisQueue) -> Iterator[str]:
    """A collection of the specimen twice, the second time with a sentence more."""
    ids = keep_bridges(library.store)
    yield collections.make_collection(library.store, "Bridges", articles=ids).id
    forget(library, ids)


def forget(library: AnalysisQueue, ids: list[str]) -> None:
    with library.store.writing() as connection:
        for one in ids:
            connection.execute(text("DELETE FROM articles WHERE id = :id"), {"id": one})
        for table in ("collections", "collection_readings", "cast_decisions"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def settled(test: AppTest) -> AppTest:
    """The page as soon as the collection is read."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not any(line.startswith(("Reading the articles", "The articles changed")) for line in said(test)):
            return test
        time.sleep(0.1)
        test.run()
    raise AssertionError("the collection was not read in time")


def opened(page: Page, collection: str, part: str, **more: str) -> AppTest:
    return settled(page("collection", collection=collection, part=part, **more))


def facts(test: AppTest) -> dict[str, tuple[str, ...]]:
    """The cast by name, with what is said of each."""
    return {row["label"]: tuple(row["facts"]) for row in rows(test, "cast")}


def pick(test: AppTest, which: str) -> AppTest:
    return tell(test, "collection-pick", "picked", {"id": which, "turn": 1})


def buttons(test: AppTest, key_words: str) -> list[dict[str, str]]:
    """The rows with a button that says so."""
    return [r for c in components(test, "outcomes") for r in c["rows"] if key_words in (r["pick"], r["drop"])]


def test_who_is_in_several_articles_stands_in_the_list(page: Page, harbour: str) -> None:
    test = opened(page, harbour, CAST)
    assert facts(test) == {"Ida Berg": ("person", "mayor", "in 2 articles")}
    assert "1 of 4 actors is in more than one article." in said(test)
    test.text_input(key="cast-name").set_value("lund").run()
    assert list(facts(test)) == ["Eva Lund"]
    test.text_input(key="cast-name").set_value("nobody at all").run()
    assert "No one here has that name." in said(test)


def test_the_card_says_which_articles_and_why(page: Page, harbour: str) -> None:
    test = opened(page, harbour, CAST)
    (row,) = rows(test, "cast")
    pick(test, row["id"])
    assert "Ida Berg" in said(test) and any("One in all of them" in line for line in said(test))
    assert {r["id"].partition(" ")[0] for r in buttons(test, "Open")} == {IDS["bridge"], IDS["ferry"]}
    assert test.query_params["mark"] in (row["id"], [row["id"]])


def test_what_is_picked_opens_from_its_address(page: Page, harbour: str) -> None:
    test = opened(page, harbour, CAST, mark=f"cast:{IDS['bridge']}:harbour-trust")
    assert "Harbour Trust" in said(test)
    gone = opened(page, harbour, CAST, mark="cast:gone:nobody")
    assert any("not in this reading" in line for line in said(gone))


def test_a_reader_joins_and_parts_and_takes_it_back(page: Page, harbour: str) -> None:
    test = opened(page, harbour, CAST, mark=f"cast:{IDS['opera']}:berg")
    (doubt,) = buttons(test, "The same")
    assert doubt["name"] == "Ida Berg"
    tell(test, "card-perhaps", "picked", doubt["id"])
    settled(test)
    assert facts(test)["Ida Berg"][-1] == "in 3 articles"
    test = opened(page, harbour, CAST, mark=rows(test, "cast")[0]["id"])
    (decided,) = buttons(test, "Undo")
    assert decided["name"].startswith("Said to be the same by the owner")
    tell(test, "card-decided", "picked", decided["id"])
    settled(test)
    assert facts(test)["Ida Berg"][-1] == "in 2 articles"
    test = opened(page, harbour, CAST, mark=rows(test, "cast")[0]["id"])
    part = next(r for r in buttons(test, "Not this one") if r["id"].startswith(IDS["ferry"]))
    tell(test, "card-members", "dropped", part["id"])
    settled(test)
    assert facts(test) == {} or "Ida Berg" not in facts(test) or facts(test)["Ida Berg"][-1] == "in 1 article"


def test_what_happened_is_merged_with_all_its_sources(page: Page, bridges: str) -> None:
    test = opened(page, bridges, HAPPENED)
    days = groups(test, "chronicle-list")
    told = [row for day in days for row in day["rows"]]
    assert told, said(test)
    opening = next(row for row in told if "opened the new bridge" in row["label"])
    assert opening["facts"] == ["told by 2 articles of 2 outlets"]
    pick(test, opening["id"])
    assert len(buttons(test, "Open")) == 2
    assert all("opened the new bridge" in r["facts"] for r in buttons(test, "Open"))


def test_what_is_counted_of_words_that_several_articles_quote_is_said(page: Page, bridges: str) -> None:
    test = opened(page, bridges, QUOTED)
    speaker = next(r for r in rows(test, "quoted") if r["label"] == "Ida Berg")
    assert "in 2 articles" in speaker["facts"]  # both quote the same words
    assert "Each article counts by itself: words that several of them quote count each time." in said(test)


@pytest.mark.parametrize("which", ["kind:named person", "outlet:Echo", "kind:named person|outlet:Post"])
def test_a_rows_card_shows_the_quotes_that_it_counts(page: Page, bridges: str, which: str) -> None:
    test = opened(page, bridges, QUOTED, mark=which)
    found = buttons(test, "Open")
    assert found and all("It will serve our grandchildren" in r["facts"] or "Union" in r["facts"] for r in found)
    tell(test, "card-behind", "picked", found[0]["id"])
    article, _, mark = found[0]["id"].partition(" ")
    assert (test.query_params["article"], test.query_params["mark"]) == (article, mark)
    assert card(test)["id"] == mark


def test_a_speakers_card_begins_with_the_quotes_where_the_page_tells_who_is_quoted(page: Page, bridges: str) -> None:
    test = opened(page, bridges, QUOTED)
    speaker = next(r for r in rows(test, "quoted") if r["label"] == "Ida Berg")
    pick(test, speaker["id"])
    assert "2 quotes in 2 articles" in said(test)
    assert all("It will serve our grandchildren" in r["facts"] for r in keyed(test, "card-quotes"))
    assert len(keyed(test, "card-quotes")) == 2


def test_an_actors_card_shows_the_sentence_of_each_article(page: Page, harbour: str) -> None:
    test = opened(page, harbour, CAST, mark=f"cast:{IDS['bridge']}:ida-berg")
    assert all("Ida Berg" in r["facts"] for r in keyed(test, "card-members"))
    assert {r["label"] for r in keyed(test, "card-members")} == {"The Bridge Post", "The Ferry Post"}


def test_what_could_not_be_read_is_not_said_to_be_waited_for(page: Page, library: AnalysisQueue, harbour: str) -> None:
    articles = [make_article(f"Story {n}. The council voted to close the ferry.", title=f"Lost {n}") for n in range(2)]
    library.library.add(articles)
    ids = [a.id for a in articles]
    lost = collections.make_collection(library.store, "Lost", articles=ids).id
    test = page("collection", collection=lost, part=CAST)
    assert any(line.startswith("None of its articles is read yet.") for line in said(test))
    with library.store.writing() as connection:
        for one in ids:
            article_queries.put_failure(connection, one, "Too odd.")
    test = page("collection", collection=lost, part=CAST)
    assert "None of its articles could be read: why stands under Articles." in said(test)
    assert not any("background" in line for line in said(test))
    forget(library, ids)


def test_a_visitor_with_a_link_sees_what_it_opens_and_changes_nothing(
    page: Page, library: AnalysisQueue, harbour: str, comes_from: dict[str, str]
) -> None:
    ids = [IDS["bridge"], IDS["ferry"]]
    _, token = share_links.make_link(library.store, ids, view="collection", query={"collection": harbour})
    comes_from["x-forwarded-for"] = "192.0.2.7"
    test = opened(page, harbour, CAST, share=token, mark=f"cast:{IDS['bridge']}:ida-berg")
    assert facts(test)["Ida Berg"][-1] == "in 2 articles"
    assert not buttons(test, "Not this one") and buttons(test, "Open")
    assert not any("opera" in line.casefold() for line in said(test))


def test_an_empty_collection_says_so(page: Page, library: AnalysisQueue, harbour: str) -> None:
    empty = collections.make_collection(library.store, "Empty").id
    assert EMPTY in said(opened(page, empty, CAST))
    test = page("collection", collection=empty)
    assert EMPTY in said(test) and not components(test, "search") and not components(test, "shelf")
