"""Articles, links and files in the store: each row's fields, what listing shows, where the database is."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from components.domain.article import make_article, tidy_detail
from components.domain.original_file import Original
from components.services.similar_articles import FEWEST, NEAR, most_like
from components.store import article_queries
from components.store.data_folder import ROOT, data_folder, database_url
from components.store.database import Store
from components.store.original_queries import get_data, get_original, get_zones, put_original
from tests.specimen import TEXT, specimen

NOW, LATER = "2026-03-03T10:00:00.000000+00:00", "2026-03-03T11:00:00.000000+00:00"
FIRST = make_article(TEXT, filename="bridge.txt")
SECOND = make_article("Another text.", title="A title", outlet="Post", date="2026-01-02", date_basis="user")


@pytest.fixture
def store(library_url: str) -> Store:
    made = Store(library_url)
    with made.writing() as c:
        article_queries.add_article(c, FIRST, NOW)
        article_queries.add_article(c, SECOND, LATER)
    return made


def test_the_list_has_what_readers_said_and_else_what_was_read(store: Store) -> None:
    with store.reading() as c:
        second, first = article_queries.list_articles(c)
    assert (first.title, first.date, first.date_basis, first.read) == ("bridge.txt", None, None, False)
    assert (second.title, second.outlet, second.date, second.date_basis) == ("A title", "Post", "2026-01-02", "user")
    record = specimen()
    with store.writing() as c:
        article_queries.put_record(c, record, "v1", NOW)
        twin = msgspec.structs.replace(record, id=SECOND.id, title="Read title")
        article_queries.put_record(c, twin, "v1", NOW)
    with store.reading() as c:
        second, first = article_queries.list_articles(c)
    assert (first.title, first.date, first.date_basis, first.read) == (record.title, "2026-03-03", "user", True)
    assert (second.title, second.date) == ("A title", "2026-01-02")
    assert (first.words, second.words) == (45, 2) and first.added_at == NOW


def test_a_failure_is_listed_until_the_article_is_read(store: Store) -> None:
    with store.writing() as c:
        article_queries.put_failure(c, FIRST.id, "It took too long.")
    with store.reading() as c:
        assert [a.failure for a in article_queries.list_articles(c)] == [None, "It took too long."]


def test_every_text_that_is_there_can_be_compared(store: Store) -> None:
    with store.reading() as c:
        assert dict(article_queries.article_texts(c)) == {FIRST.id: TEXT, SECOND.id: "Another text."}
    with store.writing() as c:
        article_queries.mark_deleted(c, SECOND.id, LATER)
    with store.reading() as c:
        assert [i for i, _ in article_queries.article_texts(c)] == [FIRST.id]
        assert [a.id for a in article_queries.list_articles(c)] == [FIRST.id]


def test_a_kept_file_comes_back_as_it_was(store: Store) -> None:
    with store.writing() as c:
        put_original(c, FIRST.id, Original(name="x.pdf", kind="pdf", data=b"%PDF"))
    with store.reading() as c:
        kept = get_original(c, FIRST.id)
        assert kept is not None and (kept.name, kept.kind, kept.size) == ("x.pdf", "pdf", 4)
        assert get_data(c, FIRST.id) == b"%PDF" and get_zones(c, FIRST.id) == ()
        assert get_original(c, SECOND.id) is None and get_data(c, SECOND.id) is None and get_zones(c, SECOND.id) == ()


def test_where_the_database_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATELINE_DATABASE_URL", raising=False)
    monkeypatch.delenv("DATELINE_DATA", raising=False)
    assert data_folder() == ROOT / "data"
    monkeypatch.setenv("DATELINE_DATA", f" {tmp_path} ")
    assert data_folder() == tmp_path and database_url() == f"sqlite:///{tmp_path / 'dateline.sqlite3'}"
    monkeypatch.setenv("DATELINE_DATABASE_URL", " sqlite:///elsewhere.sqlite3 ")
    assert database_url() == "sqlite:///elsewhere.sqlite3"


@pytest.mark.parametrize(("field", "value", "kept"), [
    ("title", " A  title\n", "A title"), ("title", None, ""), ("outlet", "", None),
    ("outlet", "The Arden Post", "The Arden Post"),
    ("byline", "Ida\u202e Berg", "Ida Berg"), ("url", "https://x.example/a b", "https://x.example/a%20b"),
    ("date", "2026-01-02", "2026-01-02"), ("genre", "opinion", "opinion"), ("title", "x" * 301, "x" * 300),
    ("url", "a " * 2000, ("a%20" * 2000)[:2000]),
])  # fmt: skip
def test_a_detail_is_kept_on_one_line_within_its_length(field: str, value: str | None, kept: str | None) -> None:
    made = tidy_detail(field, value)
    assert made == kept or (field == "url" and made is not None and made.startswith("a%20") and len(made) <= 2000)


@pytest.mark.parametrize(("field", "value"), [("text", "x"), ("title", 7), ("date", "2026-1-2"), ("genre", "poem")])
def test_what_is_no_detail_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"not editable|no day|no kind|isoformat"):
        tidy_detail(field, value)


def words(*changed: int, count: int = 100) -> str:
    """A text of so many words, those at these places exchanged."""
    return " ".join(f"other{n}" if n in changed else f"word{n}" for n in range(count))


@pytest.mark.parametrize(("changes", "like"), [((), True), ((5,), True), (tuple(range(60)), False)])
def test_a_text_is_like_one_that_differs_in_few_words(changes: tuple[int, ...], like: bool) -> None:
    found = most_like(words(), [("a" * 16, words(*changes))])
    assert (found is not None) is like
    if found is not None:
        assert (found.share >= NEAR and not found.is_same_text) or changes == ()


def test_the_likest_of_several_counts_and_the_same_text_is_told_apart() -> None:
    texts = [("far", words(1, 2, 3, 4, 5)), ("near", words(1)), ("middle", words(1, 2, 3))]
    found = most_like(words(), texts)
    assert found is not None and found.id == "near" and found.share == pytest.approx(0.99)
    twins = most_like(words(), [("one", words(1)), ("two", words(2))])
    assert twins is not None and twins.id == "one", "of two as like the first"
    same = most_like(words(), [("near", words(1)), (make_article(words()).id, words())])
    assert same is not None and same.is_same_text
    again = most_like(words(), [("x", words() + ".")])
    assert again is not None and not again.is_same_text and again.share == 0.999


def test_texts_of_few_words_are_like_nothing() -> None:
    assert most_like(words(count=FEWEST - 1), [("x", words(count=FEWEST - 1) + ".")]) is None
    assert most_like(words(count=FEWEST), [("x", words(count=FEWEST) + ".")]) is not None


def test_a_short_text_in_between_hides_no_like_one() -> None:
    texts = [("short", "a few words"), ("other", words(*range(90))), ("near", words(1))]
    found = most_like(words(), texts)
    assert found is not None and found.id == "near"
