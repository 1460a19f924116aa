"""Tags and collections: made, renamed, emptied, deleted; what is deleted and brought back is in them again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.domain.errors import NotFound, Refused
from components.services import collections, tags
from components.services.clock import now
from components.services.library import UNDO_TIME, Library
from components.services.library_search import found_ids, search_library
from components.store import article_queries
from components.store.database import Store

ONE, TWO, THREE = (make_article(f"Story {n} of the bridge.") for n in range(3))
IDS = [ONE.id, TWO.id, THREE.id]


@pytest.fixture
def store(library_url: str) -> Iterator[Store]:
    made = Store(library_url)
    Library(made).add([ONE, TWO, THREE])
    yield made
    made.close()


def tagged(store: Store, tag: str) -> set[str]:
    return set(found_ids(store, ArticleSearch(tag=tag)))


def listed(store: Store) -> dict[str, int]:
    return {t.name: t.articles for t in tags.list_tags(store)}


def test_a_tag_is_one_however_it_is_written(store: Store) -> None:
    assert tags.tag_articles(store, "  Élection  2026 ", [ONE.id, TWO.id, ONE.id]) == 2
    assert tags.tag_articles(store, "election 2026", [TWO.id, THREE.id]) == 1
    assert listed(store) == {"Élection 2026": 3} and tagged(store, "ELECTION 2026") == set(IDS)
    assert tags.tags_on(store, [ONE.id]) == ["Élection 2026"] and tags.tags_on(store, []) == []


def test_a_tag_that_no_article_has_any_more_is_forgotten(store: Store) -> None:
    tags.tag_articles(store, "budget", [ONE.id, TWO.id])
    assert tags.untag_articles(store, "Budget", [ONE.id, THREE.id]) == 1 and listed(store) == {"budget": 1}
    assert tags.untag_articles(store, "Budget", [TWO.id]) == 1 and listed(store) == {}
    assert tags.untag_articles(store, "Budget", [TWO.id]) == 0
    assert tags.tag_articles(store, "budget", ["0" * 16]) == 0 and listed(store) == {}


def test_a_renamed_tag_keeps_its_articles_and_joins_one_of_that_name(store: Store) -> None:
    tags.tag_articles(store, "budget", [ONE.id, TWO.id])
    tags.rename_tag(store, "budget", "Budget 2026")
    assert listed(store) == {"Budget 2026": 2}
    tags.rename_tag(store, "budget 2026", "BUDGET 2026")
    assert listed(store) == {"BUDGET 2026": 2}
    tags.tag_articles(store, "money", [TWO.id, THREE.id])
    tags.rename_tag(store, "Budget 2026", "Money")
    assert listed(store) == {"Money": 3} and tagged(store, "money") == set(IDS)
    with pytest.raises(NotFound):
        tags.rename_tag(store, "budget", "x")


def test_a_deleted_tag_leaves_its_articles(store: Store) -> None:
    tags.tag_articles(store, "budget", IDS)
    tags.delete_tag(store, "Budget")
    assert listed(store) == {} and len(found_ids(store, ArticleSearch())) >= 3
    with pytest.raises(NotFound):
        tags.delete_tag(store, "budget")


@pytest.mark.parametrize("name", ["", "   ", "\x00\u202e", "x" * (tags.LONGEST + 1)])
def test_what_is_no_tag_is_refused(store: Store, name: str) -> None:
    tags.tag_articles(store, "budget", IDS)
    for refused in (lambda: tags.tag_articles(store, name, IDS), lambda: tags.rename_tag(store, "budget", name)):
        with pytest.raises(Refused):
            refused()
    assert listed(store) == {"budget": 3}


def test_a_collection_is_made_filled_and_emptied(store: Store) -> None:
    made = collections.make_collection(store, "  The  bridge ", "For\nMonday.", [ONE.id, "0" * 16])
    assert (made.name, made.note, made.articles) == ("The bridge", "For\nMonday.", 1)
    assert collections.collect(store, made.id, IDS) == 2 and collections.collect(store, made.id, IDS) == 0
    assert set(collections.articles_of(store, made.id)) == set(IDS)
    assert set(found_ids(store, ArticleSearch(collection=made.id, words="bridge"))) == set(IDS)
    assert collections.uncollect(store, made.id, [ONE.id, TWO.id, "0" * 16]) == 2
    assert collections.get_collection(store, made.id).articles == 1
    assert len(found_ids(store, ArticleSearch(words="bridge"))) == 3, "nothing was deleted"


def test_a_collection_is_renamed_and_deleted_and_its_articles_stay(store: Store) -> None:
    made = collections.make_collection(store, "The bridge", "", IDS)
    collections.change_collection(store, made.id, name="The toll", note="New note")
    changed = collections.get_collection(store, made.id)
    assert (changed.name, changed.note, changed.articles) == ("The toll", "New note", 3)
    collections.change_collection(store, made.id, name="THE TOLL", note="")  # its own name is not taken
    collections.delete_collection(store, made.id)
    assert collections.list_collections(store) == [] and len(found_ids(store, ArticleSearch(words="bridge"))) == 3
    for gone in (
        lambda: collections.get_collection(store, made.id),
        lambda: collections.delete_collection(store, made.id),
        lambda: collections.collect(store, made.id, IDS),
        lambda: collections.uncollect(store, made.id, IDS),
        lambda: collections.articles_of(store, made.id),
        lambda: collections.change_collection(store, made.id, name="x", note=""),
    ):
        with pytest.raises(NotFound):
            gone()


@pytest.mark.parametrize("name", ["", " \x00 ", "The Bridge", "thé bridge", "x" * (collections.LONGEST_NAME + 1)])
def test_a_name_that_is_none_taken_or_too_long_is_refused(store: Store, name: str) -> None:
    collections.make_collection(store, "The bridge")
    other = collections.make_collection(store, "Another", "Kept.", [ONE.id])
    with pytest.raises(Refused):
        collections.make_collection(store, name, articles=IDS)
    with pytest.raises(Refused):
        collections.change_collection(store, other.id, name=name, note="Lost.")
    assert [(c.name, c.note, c.articles) for c in collections.list_collections(store)] == [
        ("Another", "Kept.", 1), ("The bridge", "", 0)
    ]  # fmt: skip


def test_a_note_holds_no_hidden_signs_and_ends_somewhere(store: Store) -> None:
    made = collections.make_collection(store, "x", "a\u202eb\r\nc\x00" + "d" * 9_999)
    assert made.note.startswith("ab\nc") and len(made.note) <= collections.LONGEST_NOTE


def test_deleted_articles_leave_and_are_in_again_when_they_are_back(store: Store) -> None:
    library = Library(store)
    made = collections.make_collection(store, "The bridge", "", IDS)
    tags.tag_articles(store, "budget", IDS)
    assert sorted(library.delete_all([*IDS[:2], "0" * 16])) == sorted(IDS[:2])
    assert collections.articles_of(store, made.id) == [THREE.id] and listed(store) == {"budget": 1}
    assert search_library(store, ArticleSearch(words="bridge")).total == 1
    assert library.undelete_all(IDS[:2]) == 2
    assert len(collections.articles_of(store, made.id)) == 3 and listed(store) == {"budget": 3}


def test_what_is_gone_for_good_is_in_nothing_and_can_not_come_back(store: Store) -> None:
    library = Library(store)
    made = collections.make_collection(store, "The bridge", "", IDS)
    with store.writing() as c:
        article_queries.mark_deleted(c, ONE.id, now(UNDO_TIME + dt.timedelta(minutes=1)))
    library.delete(TWO.id)  # which purges
    assert library.undelete_all([ONE.id, TWO.id]) == 1
    assert set(collections.articles_of(store, made.id)) == {TWO.id, THREE.id}
    library.add([ONE])
    assert ONE.id not in collections.articles_of(store, made.id)
