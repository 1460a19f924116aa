"""The library's time where the computer's clock is set: nothing is thrown away early, what was done last sorts last."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from components.domain.article import make_article
from components.domain.errors import NotFound
from components.services import clock, share_links
from components.services.corrections import correct, history, redo, undo
from components.services.corrections_import_export import correction_file, import_corrections
from components.services.library import Library
from components.services.library_search import ArticleSearch, search_library
from components.store import article_queries
from components.store.correction_queries import edits_version
from components.store.database import Store
from components.store.share_queries import list_shares
from tests.specimen import specimen

HOUR, DAY = 3_600.0, 86_400.0


class Clock:
    """A computer's clock: ``set_to`` seconds from the right time, while ``running`` seconds pass."""

    def __init__(self) -> None:
        self.set_to = self.running = 0.0

    def time(self) -> float:
        return dt.datetime(2026, 3, 3, tzinfo=dt.UTC).timestamp() + self.running + self.set_to


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(clock.time, "time", made.time)
    monkeypatch.setattr(clock, "_running", lambda: made.running)
    monkeypatch.setattr(clock, "_BEGAN", (clock.utc_now(), 0.0))
    return made


@pytest.fixture
def store(library_url: str) -> Store:
    return Store(library_url)


def add(library: Library, words: str) -> str:
    return library.add([make_article(f"{words} came to the bridge in Arden on Monday, and the mayor spoke.")])[0].id


def kept(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one())


@pytest.mark.parametrize(("jump", "passes", "is_gone"), [
    (0, HOUR - 60, False),
    (0, HOUR + 60, True),
    (366 * DAY, 60, False),  # set forward a year: not an hour has passed
    (366 * DAY, HOUR + 60, True),
    (-DAY, HOUR - 60, False),
    (-DAY, HOUR + 60, False),  # set back: later than it might be, and never earlier
    (-DAY, DAY + HOUR + 60, True),
])  # fmt: skip
def test_what_was_deleted_is_purged_after_an_hour_and_never_before(
    store: Store, computer: Clock, jump: float, passes: float, is_gone: bool
) -> None:
    library = Library(store)
    before = kept(store)
    first, second = add(library, "Drivers"), add(library, "Walkers")
    library.delete(first)
    computer.set_to, computer.running = jump, passes
    library.delete(second)  # purges what is due
    assert kept(store) == before + (1 if is_gone else 2)
    if is_gone:
        with pytest.raises(NotFound):
            library.undelete(first)
    else:
        library.undelete(first)


def test_what_is_deleted_while_the_clock_is_set_back_is_kept_for_an_hour(store: Store, computer: Clock) -> None:
    library = Library(store)
    before = kept(store)
    first, second = add(library, "Drivers"), add(library, "Walkers")
    computer.set_to = -DAY
    library.delete(first)
    computer.set_to, computer.running = 0, 60
    library.delete(second)
    assert kept(store) == before + 2
    library.undelete(first)


def test_links_that_a_clock_ended_too_early_open_again_when_it_is_right(store: Store, computer: Clock) -> None:
    library = Library(store)
    one = add(library, "Drivers")
    _, token = share_links.make_link(store, [one], days=7)
    computer.set_to = 366 * DAY
    assert share_links.find_link(store, token) is None
    share_links.make_link(store, [one], days=7)  # forgets links that have long been over
    with store.reading() as connection:
        assert len(list_shares(connection)) == 2
    computer.set_to = 0
    assert share_links.find_link(store, token) is not None
    computer.set_to = -DAY
    assert share_links.find_link(store, token) is not None
    share_links.revoke_one(store, token)
    computer.set_to = -2 * DAY
    assert share_links.find_link(store, token) is None  # what was taken back stays so


def test_what_was_added_last_is_listed_first(store: Store, computer: Clock) -> None:
    library = Library(store)
    ids = []
    for set_to in (0, -HOUR, -DAY, -1000 * DAY, DAY):
        computer.set_to = set_to
        ids.append(add(library, f"Drivers number {len(ids)}"))
    found = search_library(store, ArticleSearch(), None).articles
    assert [one.article.id for one in found if one.article.id in ids] == ids[::-1]
    assert [one.id for one in library.listing() if one.id in ids] == ids[::-1]


@pytest.fixture
def corrected(store: Store) -> str:
    library = Library(store)
    record = specimen()
    with store.writing() as connection:
        article = make_article(record.text, title=record.title)
        article_queries.add_article(connection, msgspec.structs.replace(article, id=record.id), clock.now())
        article_queries.put_record(connection, record, "v", clock.now())
    assert library.article(record.id)
    return record.id


def in_effect(store: Store, article: str) -> list[str]:
    return [one.edit.what for one in history(store, article) if one.undone_at is None]


def test_edits_are_undone_and_done_again_in_the_order_of_their_making(
    store: Store, computer: Clock, corrected: str
) -> None:
    actors = [actor.id for actor in specimen().actors][:2]
    for n, actor in enumerate(actors):
        computer.set_to = -n * DAY
        correct(store, corrected, f"actors/{actor}/name", f"Name {n}", by="owner")
    first, second = in_effect(store, corrected)
    computer.set_to = -3 * DAY
    undo(store, corrected)
    assert in_effect(store, corrected) == [first]
    computer.set_to = -4 * DAY
    undo(store, corrected)
    redo(store, corrected)
    assert in_effect(store, corrected) == [first]
    redo(store, corrected)
    assert in_effect(store, corrected) == [first, second]


def test_no_two_states_of_the_edits_look_the_same(store: Store, computer: Clock, corrected: str) -> None:
    first, second = [actor.id for actor in specimen().actors][:2]
    for what in (f"actors/{first}/name", f"actors/{second}/name", f"actors/{first}/role"):
        correct(store, corrected, what, "Another", by="owner")
    one, two, three = (k.edit.id for k in history(store, corrected))
    undo(store, corrected, one)
    computer.set_to = -DAY
    seen = {}
    for which in (two, three):
        undo(store, corrected, which)
        with store.reading() as connection:
            seen[which] = edits_version(connection, corrected)
        redo(store, corrected, which)
    assert seen[two] != seen[three]


def test_corrections_of_a_clock_that_was_fast_can_be_taken_away_and_brought_in(
    store: Store, computer: Clock, corrected: str
) -> None:
    computer.set_to = 366 * DAY
    actor = specimen().actors[0].id
    correct(store, corrected, f"actors/{actor}/name", "Ida B.", by="owner")
    computer.set_to = 0
    file = correction_file(store, corrected, "Bridge")
    (taken,) = msgspec.json.decode(file)["corrections"]
    assert taken["at"] <= clock.now()
    undo(store, corrected)
    assert import_corrections(store, corrected, file) == (1, 0)
