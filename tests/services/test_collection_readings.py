"""Collections read as a whole: made in the background, kept, made anew after a change, forgotten on deletion."""

from __future__ import annotations

import time
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection

from components.domain.article import make_article
from components.domain.errors import NotFound, Refused
from components.domain.record import Mention
from components.services import cast_decisions, collection_readings, collections, share_links
from components.services.cast_decisions import decide, decisions_on, redo_decision, undo_decision
from components.services.clock import now
from components.services.collection_readings import CollectionReadings, ReadingState
from components.services.corrections import correct, redo, undo
from components.services.library import Library
from components.store import article_queries, collection_queries, collection_reading_queries
from components.store.database import Store
from tests.collection.harbour import IDS, keep_harbour, stored


@pytest.fixture
def store(library_url: str) -> Iterator[Store]:
    made = Store(library_url)
    ids = keep_harbour(made)
    with made.writing() as connection:
        collection_queries.add_collection(connection, "c", "The harbour", "", now())
        collection_queries.put_in(connection, "c", ids)
    yield made
    made.close()


@pytest.fixture
def readings(store: Store) -> Iterator[CollectionReadings]:
    made = CollectionReadings(store)
    yield made
    made.close()


def settled(readings: CollectionReadings, of: str = "c", ids: list[str] | None = None) -> ReadingState:
    """The reading as soon as it is of the articles as they are."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        state = readings.state(of, list(IDS.values()) if ids is None else ids)
        if state.current or state.failure or not state.read:
            return state
        time.sleep(0.05)
    raise AssertionError("the collection was not read in time")


def names(state: ReadingState) -> dict[str, int]:
    """How many articles each of the cast is in."""
    assert state.reading is not None
    return {a.name: len(a.members) for a in state.reading.cast.actors}


def test_it_is_read_once_and_kept(store: Store, readings: CollectionReadings) -> None:
    first = readings.state("c", list(IDS.values()))
    assert first.reading is None and not first.current and first.at_work and (first.read, first.of) == (3, 3)
    state = settled(readings)
    assert names(state) == {"Ida Berg": 2, "Berg": 1, "Eva Lund": 1, "Harbour Trust": 1}
    assert state.reading is not None and state.reading.articles == 3 and not state.at_work
    again = CollectionReadings(store)
    try:
        kept = again.state("c", list(IDS.values()))
        assert kept.current and not kept.at_work and names(kept) == names(state)
    finally:
        again.close()


def test_what_changes_makes_it_anew_and_the_older_one_stays_until_then(
    store: Store, readings: CollectionReadings
) -> None:
    before = settled(readings, ids=[IDS["bridge"], IDS["ferry"]])
    after = readings.state("c", list(IDS.values()))
    assert not after.current and after.at_work and names(after) == names(before)
    assert "Berg" in names(settled(readings))
    correct(store, IDS["ferry"], "actors/eva-lund/name", "Eva Lindh", by="owner")
    assert not readings.state("c", list(IDS.values())).current
    assert "Eva Lindh" in names(settled(readings))


def test_a_reader_s_decision_is_kept_over_a_re_analysis_and_can_be_undone(
    store: Store, readings: CollectionReadings
) -> None:
    assert names(settled(readings))["Ida Berg"] == 2
    number = decide(store, (IDS["bridge"], "ida-berg"), (IDS["opera"], "berg"), same=True, by="Ann")
    assert names(settled(readings))["Ida Berg"] == 3
    with store.writing() as connection:  # read again, by another version
        article_queries.put_record(connection, stored("opera")[1], "later", now())
    assert names(settled(readings))["Ida Berg"] == 3
    undo_decision(store, number)
    assert names(settled(readings))["Ida Berg"] == 2
    redo_decision(store, number)
    assert names(settled(readings))["Ida Berg"] == 3
    (kept,) = decisions_on(store, list(IDS.values()))
    assert (kept.by, kept.same, kept.undone_at) == ("Ann", True, None)
    decide(store, (IDS["bridge"], "ida-berg"), (IDS["ferry"], "ida-berg"), same=False, by="Ann")
    parted = settled(readings).reading
    assert parted is not None
    assert sorted(len(a.members) for a in parted.cast.actors if a.name == "Ida Berg") == [1, 2]


def test_a_decision_holds_when_a_new_reading_gives_the_actor_another_id(
    store: Store, readings: CollectionReadings
) -> None:
    decide(store, (IDS["bridge"], "ida-berg"), (IDS["opera"], "berg"), same=True, by="Ann")
    record = stored("opera")[1]
    renamed = msgspec.structs.replace(record.actors[0], id="mayor-berg", name="Mayor Berg")
    other = msgspec.structs.replace(record.actors[0], id="berg", mentions=(Mention(start=0, end=7, form="name"),))
    with store.writing() as connection:
        again = msgspec.structs.replace(record, actors=(other, renamed))
        article_queries.put_record(connection, again, "later", now())
    (kept,) = decisions_on(store, list(IDS.values()))
    assert kept.right.actor == "mayor-berg"
    state = settled(readings)
    assert state.reading is not None
    (joined,) = [a for a in state.reading.cast.actors if a.name == "Ida Berg"]
    assert (IDS["opera"], "mayor-berg") in {(m.article, m.actor) for m in joined.members}


def test_a_decision_on_whom_nobody_finds_any_more_is_none(store: Store) -> None:
    decide(store, (IDS["bridge"], "ida-berg"), (IDS["opera"], "berg"), same=True, by="Ann")
    record = stored("opera")[1]
    other = msgspec.structs.replace(record.actors[0], mentions=(Mention(start=0, end=7, form="name"),))
    with store.writing() as connection:
        article_queries.put_record(connection, msgspec.structs.replace(record, actors=(other,)), "later", now())
    assert decisions_on(store, list(IDS.values())) == []


def test_a_reading_that_another_took_the_place_of_is_not_shown(
    store: Store, readings: CollectionReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = [IDS["bridge"], IDS["ferry"]]
    settled(readings, ids=two)
    fresh = CollectionReadings(store)
    state_of = collection_readings.reading_state

    def replaced(connection: Connection, of: str) -> tuple[str, int] | None:
        before = state_of(connection, of)
        with store.writing() as another:
            kept = collection_reading_queries.get_reading(another, of)
            assert kept is not None
            collection_reading_queries.put_reading(another, of, msgspec.structs.replace(kept, made_from="all three"))
        return before

    monkeypatch.setattr(collection_readings, "reading_state", replaced)
    try:
        state = fresh.state("c", two)
        assert state.reading is None and not state.current
    finally:
        fresh.close()


def test_undoing_one_change_and_redoing_another_is_a_change(store: Store, readings: CollectionReadings) -> None:
    one = decide(store, (IDS["bridge"], "ida-berg"), (IDS["opera"], "berg"), same=True, by="Ann")
    other = decide(store, (IDS["bridge"], "ida-berg"), (IDS["ferry"], "ida-berg"), same=False, by="Ann")
    undo_decision(store, one)
    assert names(settled(readings)) == {"Ida Berg": 1, "Berg": 1, "Eva Lund": 1, "Harbour Trust": 1}
    undo_decision(store, other)
    redo_decision(store, one)
    assert names(settled(readings))["Ida Berg"] == 3
    name = correct(store, IDS["ferry"], "actors/eva-lund/name", "Eva Lindh", by="owner")
    role = correct(store, IDS["ferry"], "actors/eva-lund/role", "clerk", by="owner")
    undo(store, IDS["ferry"], name.id)
    before = settled(readings)
    undo(store, IDS["ferry"], role.id)
    redo(store, IDS["ferry"], name.id)
    after = settled(readings)
    assert "Eva Lund" in names(before) and "Eva Lindh" in names(after)


def test_a_decision_on_other_articles_changes_nothing(store: Store, readings: CollectionReadings) -> None:
    ids = [IDS["bridge"], IDS["opera"]]
    before = settled(readings, ids=ids).made_from
    decide(store, (IDS["bridge"], "ida-berg"), (IDS["ferry"], "ida-berg"), same=False, by="Ann")
    assert settled(readings, ids=ids).made_from == before


def test_decisions_that_are_none_are_refused(store: Store) -> None:
    one = (IDS["bridge"], "ida-berg")
    with pytest.raises(Refused):
        decide(store, one, one, same=True, by="Ann")
    with pytest.raises(NotFound):
        decide(store, one, ("gone", "berg"), same=True, by="Ann")
    with pytest.raises(NotFound):
        decide(store, one, (IDS["opera"], "nobody"), same=True, by="Ann")
    with pytest.raises(NotFound):
        undo_decision(store, 99)
    number = decide(store, one, (IDS["opera"], "berg"), same=True, by="Ann")
    with pytest.raises(NotFound):
        redo_decision(store, number)
    assert cast_decisions.decisions_on(store, [IDS["bridge"]]) == []  # only of what both articles are in


def test_nothing_of_a_deleted_article_is_left(store: Store, readings: CollectionReadings) -> None:
    settled(readings)
    Library(store).delete(IDS["opera"])
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM collection_readings").scalar() == 0
    state = settled(readings, ids=[IDS["bridge"], IDS["ferry"]])
    assert "Berg" not in names(state)


def test_words_of_an_article_that_is_deleted_while_it_is_read_are_not_kept(
    store: Store, readings: CollectionReadings, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = readings._read

    def deleted_meanwhile(articles: list[str]) -> bytes:
        made = read(articles)
        Library(store).delete(IDS["opera"])
        return made

    monkeypatch.setattr(readings, "_read", deleted_meanwhile)
    readings.state("c", list(IDS.values()))
    until = time.monotonic() + 60
    while readings._running and time.monotonic() < until:
        time.sleep(0.05)
    with store.reading() as connection:
        assert not article_queries.which_are_there(connection, [IDS["opera"]])
        assert collection_reading_queries.get_reading(connection, "c") is None


def test_a_reading_goes_with_its_collection_and_with_its_link(store: Store, readings: CollectionReadings) -> None:
    link, _ = share_links.make_link(store, view="collection", articles=list(IDS.values()))
    of_link = f"share:{link.id}"
    settled(readings)
    settled(readings, of_link)

    def kept(of: str) -> bool:
        with store.reading() as connection:
            return collection_reading_queries.get_reading(connection, of) is not None

    assert kept("c") and kept(of_link)
    share_links.revoke_one(store, link.id)
    assert kept("c") and not kept(of_link)
    collections.delete_collection(store, "c")
    assert not kept("c")


def test_articles_that_are_not_read_yet_are_counted(store: Store, readings: CollectionReadings) -> None:
    late = make_article("A fourth story that nobody has read yet.")
    Library(store).add([late])
    state = settled(readings, ids=[*IDS.values(), late.id])
    assert (state.read, state.of) == (3, 4) and state.current
    nothing = readings.state("empty", [late.id])
    assert nothing.reading is None and not nothing.at_work and (nothing.read, nothing.of) == (0, 1)


def test_visitors_of_one_set_share_a_reading(readings: CollectionReadings) -> None:
    owner = settled(readings, "c")
    shared = readings.state("share:1", list(IDS.values()), or_of="c")
    assert shared.current and shared.made_from == owner.made_from
    fewer = readings.state("share:1", [IDS["bridge"]], or_of="c")
    assert not fewer.current and fewer.reading is None


@pytest.mark.parametrize("error", [TimeoutError(), ValueError("of nothing that was foreseen")])
def test_a_reading_that_fails_is_told_of_and_tried_again_only_after_a_while(
    readings: CollectionReadings, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    tried = []

    def broken(*_: object) -> bytes:
        tried.append(1)
        raise error

    monkeypatch.setattr(readings, "_read", broken)
    state = settled(readings)
    assert state.failure and "could not be read" in state.failure and not state.at_work
    assert settled(readings).failure and len(tried) == 1
    monkeypatch.setattr(collection_readings, "TRY_AGAIN", 0.0)
    readings.state("c", list(IDS.values()))
    until = time.monotonic() + 10
    while len(tried) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert len(tried) == 2
