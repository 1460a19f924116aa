"""What the library is searched by: names as readers corrected them, also of records of an earlier version."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from components.domain.article import make_article
from components.domain.article_search import ArticleSearch
from components.services import collections, corrections, corrections_import_export, library_search, tags
from components.services.actor_index import ActorIndex
from components.services.library import Library
from components.services.library_search import found_ids, search_choices, search_library
from components.store import article_queries
from components.store.database import Store
from tests.specimen import TEXT, specimen

NOW = "2026-03-03T10:00:00.000000+00:00"
BRIDGE = make_article(TEXT, title="Mayor Opens Bridge in Arden")
OTHER = make_article("The toll divides the town.", outlet="Élan", version_of=BRIDGE.id)


@pytest.fixture
def store(library_url: str) -> Iterator[Store]:
    made = Store(library_url)
    Library(made).add([BRIDGE, OTHER])
    with made.writing() as c:
        article_queries.put_record(c, specimen(), "v1", NOW)
    yield made
    made.close()


def named(store: Store, who: str = "", speaker: str = "") -> bool:
    """Whether the bridge's article is found by a name."""
    return BRIDGE.id in found_ids(store, ArticleSearch(who=who, speaker=speaker))


def rename(store: Store, to: str = "Ada Berger") -> str:
    return corrections.correct(store, BRIDGE.id, "actors/ida-berg/name", to, by="Jo").id


def test_a_corrected_name_counts_and_the_old_one_no_more(store: Store) -> None:
    assert named(store, "Ida Berg") and named(store, speaker="berg")
    rename(store)
    assert named(store, "Ada Berger") and named(store, speaker="berger") and not named(store, "Ida Berg")


@pytest.mark.parametrize("turn", [
    lambda s, e: corrections.undo(s, BRIDGE.id), lambda s, e: corrections.undo(s, BRIDGE.id, e),
    lambda s, e: corrections.undo_all(s, BRIDGE.id),
])  # fmt: skip
def test_undone_and_done_again_the_name_follows(store: Store, turn: Callable[[Store, str], object]) -> None:
    edit = rename(store)
    turn(store, edit)
    assert named(store, "Ida Berg") and not named(store, "Ada Berger")
    corrections.redo_all(store, BRIDGE.id)
    assert named(store, "Ada Berger") and not named(store, "Ida Berg")


def test_a_new_speaker_a_removed_actor_and_a_file_of_corrections_count(store: Store, tmp_path: Path) -> None:
    quote = next(q for q in specimen().quotes if q.speaker == "ida-berg")
    corrections.correct(store, BRIDGE.id, f"quotes/{quote.id}/speaker", "drivers-union", by="Jo")
    assert not named(store, speaker="ida berg") and named(store, speaker="drivers union")
    corrections.correct(store, BRIDGE.id, "actors/ida-berg/removed", True, by="Jo")
    assert not named(store, "berg")
    corrections.undo_all(store, BRIDGE.id)
    rename(store, "Zoe Quill")
    file = corrections_import_export.correction_file(store, BRIDGE.id, "Bridge")
    corrections.undo_all(store, BRIDGE.id)
    assert named(store, "berg") and not named(store, "quill")
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    Library(other).add([BRIDGE])
    with other.writing() as c:
        article_queries.put_record(c, specimen(), "v1", NOW)
    corrections_import_export.import_corrections(other, BRIDGE.id, file)
    assert named(other, "quill") and not named(other, "berg")
    other.close()


def test_a_new_reading_keeps_the_readers_name(store: Store) -> None:
    rename(store)
    with store.writing() as c:
        article_queries.put_record(c, msgspec.structs.replace(specimen(), genre="opinion"), "v2", NOW)
    assert named(store, "Ada Berger") and not named(store, "Ida Berg")
    assert BRIDGE.id in found_ids(store, ArticleSearch(kind="opinion"))


def test_records_of_an_earlier_version_are_indexed_in_the_background(store: Store) -> None:
    rename(store)
    with store.writing() as c:
        c.execute(text("DELETE FROM article_actors"))
        c.execute(text("UPDATE records SET indexed = false, genre = NULL"))
    assert search_library(store, ArticleSearch(who="Ada Berger")).unindexed == 1
    # A link's visitor is told of nothing but the link's articles.
    assert search_library(store, ArticleSearch(who="Ada Berger"), within={OTHER.id}).unindexed == 0
    index = ActorIndex(store)
    index.wait(20)
    assert search_library(store, ArticleSearch(who="Ada Berger")).unindexed == 0
    assert named(store, "Ada Berger") and BRIDGE.id in found_ids(store, ArticleSearch(kind="news"))
    index.close()


def test_a_record_that_cant_be_read_stops_no_other_from_being_indexed(store: Store) -> None:
    Library(store).add([make_article("Ahead of all.")])
    with store.writing() as c:
        c.execute(text("DELETE FROM article_actors"))
        c.execute(text("UPDATE records SET indexed = false"))
        c.execute(
            text("INSERT INTO records (article_id, made_with, made_at, title, json, indexed) "
                 "VALUES (:id, 'v', 'x', 'x', :json, false)"),
            {"id": OTHER.id, "json": b"{no json"},
        )  # fmt: skip
    index = ActorIndex(store)
    index.wait(20)
    index.close()
    assert named(store, "Ida Berg")


def test_what_was_found_has_its_tags_collections_and_the_title_it_is_a_version_of(store: Store) -> None:
    tags.tag_articles(store, "Budget", [OTHER.id, BRIDGE.id])
    made = collections.make_collection(store, "The toll", articles=[OTHER.id])
    (one,) = search_library(store, ArticleSearch(words="divides")).articles
    assert (one.tags, one.collections) == (("Budget",), ((made.id, "The toll"),))
    assert one.version_of == "Mayor Opens Bridge in Arden"
    assert [w for w, lit in one.snippet if lit] == ["divides"]


def test_of_some_articles_nothing_of_the_owners_is_told(store: Store) -> None:
    tags.tag_articles(store, "Secret", [OTHER.id])
    made = collections.make_collection(store, "Suspects", articles=[OTHER.id])
    for search in (ArticleSearch(), ArticleSearch(tag="zebra"), ArticleSearch(collection="x")):
        result = search_library(store, search, within=[OTHER.id])
        assert [a.article.id for a in result.articles] == [OTHER.id], "what it is in can't be asked for either"
        assert result.articles[0].tags == () and result.articles[0].collections == ()
        assert result.articles[0].version_of is None, "that is another article's title"
    assert search_library(store, ArticleSearch(collection=made.id), within=[BRIDGE.id]).total == 1


def test_what_can_be_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_search, "FRESH", 0.0)
    tags.tag_articles(store, "Budget", [OTHER.id])
    collections.make_collection(store, "The toll", articles=[OTHER.id])
    choices = search_choices(store)
    assert choices.outlets == (("Élan", 1),)
    assert [(t.name, t.articles) for t in choices.tags] == [("Budget", 1)]
    assert [(c.name, c.articles) for c in choices.collections] == [("The toll", 1)]
    assert ("Ida Berg", 1) in {(n.name, n.articles) for n in choices.names}
    assert {n.name for n in choices.speakers} == {"Ida Berg", "Drivers’ Union"}
    rename(store)
    time.sleep(0.01)
    assert "Ada Berger" in {n.name for n in search_choices(store).names}
    Library(store).delete(BRIDGE.id)
    time.sleep(0.01)
    assert search_choices(store).names == ()
