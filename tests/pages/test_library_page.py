"""The start and the library: adding, what was read and isn't added, the list, deleting with a way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article, word_count
from components.domain.errors import StoreFailed
from components.services.analysis_queue import AnalysisQueue
from components.services.clock import now
from components.services.file_import import FileImport
from components.services.import_drafts import filed_under
from components.services.import_entry import ReadersChoices
from components.store import draft_queries
from components.store.draft_queries import StoredDraft
from components.ui import start_page
from tests.pages.told import components, field, said

Page = Callable[..., AppTest]
OWNER = filed_under(None)
STORY = "Council Votes to Close Bridge\n\nBy Ida Berg\n2 March 2026\n\nThe council voted on Monday to close the bridge."
PASTED = "The council voted on Monday to close the bridge. Drivers were not amused."


@pytest.fixture(autouse=True)
def as_at_the_start(library: AnalysisQueue, seed: str) -> Iterator[None]:
    """The library ends with its seed alone, and nothing unfinished."""
    yield
    library.drafts.discard(OWNER)
    for one in library.library.listing():
        if one.id != seed:
            library.library.delete(one.id)
    if not library.library.listing():
        library.library.undelete(seed)


def batch_of(library: AnalysisQueue) -> FileImport:
    batch = library.drafts.unfinished(OWNER)
    assert batch is not None
    batch.wait(60)
    return batch


def upload(test: AppTest, library: AnalysisQueue, *files: tuple[str, bytes]) -> None:
    test.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files]).run()
    batch_of(library)
    test.run()


def press(test: AppTest, label: str) -> AppTest:
    return next(b for b in test.button if b.label == label).click().run()


def listed(test: AppTest) -> dict[str, dict[str, Any]]:
    return {r["id"]: r for c in components(test, "shelf") for r in c["rows"]}


def title(test: AppTest) -> str:
    return next(c["text"] for c in components(test, "say") if c["style"] == "title")


def test_the_library_lists_opens_and_deletes(page: Page, bridge: str) -> None:
    test = page("library")
    row = listed(test)[bridge]
    assert row["title"] == "Mayor Opens Bridge in Arden" and row["href"] == f"/overview?article={bridge}"
    assert row["facts"].startswith("3 March 2026 (set by hand) · 45 words · added ")
    test.session_state["ask_to_delete"] = bridge
    test.run()
    assert [b.label for b in test.button if b.key and b.key.startswith("delete")] == ["Delete", "Keep it"]


def test_a_deleted_article_can_be_brought_back(page: Page, library: AnalysisQueue, bridge: str) -> None:
    library.library.delete(bridge)
    test = page("library")
    assert bridge not in listed(test)
    test.session_state["deleted"] = [bridge]
    test.run()
    test.button(key="undo").click().run()
    assert bridge in listed(test)


def test_a_new_library_says_what_it_is_for_and_opens_the_sample(page: Page, library: AnalysisQueue, seed: str) -> None:
    test = page("library")
    words = " ".join(h.proto.body for h in test.get("html"))
    assert "<h1>Dateline</h1>" in words and "shows what happened when, who is in it" in words
    # Also true for an editor who signs in from another computer.
    assert "No outside service sees the text." in words
    assert "this computer" not in " ".join([words, *said(test)])
    assert f"A report of {word_count(library.library.article(seed).text)} words" in words
    assert [c["text"] for c in components(test, "say") if c["style"] == "title"] == []
    assert "dateline_start_sample" in {e.proto.component_name for e in test.get("bidi_component")}
    press(test, "See what Dateline makes of it")
    assert title(test) == "China Urges Canada to Break from U.S. Influence"
    assert test.query_params["article"] in (seed, [seed])


def test_a_sample_that_was_deleted_comes_back(page: Page, library: AnalysisQueue, seed: str) -> None:
    library.library.delete(seed)
    test = page("library")
    assert listed(test) == {}
    press(test, "See what Dateline makes of it")
    assert seed in {a.id for a in library.library.listing()}


def test_the_sample_is_said_to_be_as_long_as_it_is(
    page: Page, library: AnalysisQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start_page, "sample", lambda: make_article("The council voted on Monday."))
    words = " ".join(h.proto.body for h in page("library").get("html"))
    assert "A report of 5 words on" in words


def test_files_that_could_not_be_brought_back_are_told_of_until_something_is_read_in(
    page: Page, library: AnalysisQueue
) -> None:
    library.drafts._open.clear()  # as after a restart
    with library.store.writing() as connection:
        draft_queries.put_drafts(connection, OWNER, [StoredDraft(number=0, entry=b"{}", choices=b"{}")], now())
    test = page("library")
    for _ in range(2):
        assert len([line for line in said(test) if "could not be brought back" in line]) == 1
        test.run()
    assert not [line for line in said(page("library")) if "could not be brought back" in line]
    upload(test, library, ("story.txt", STORY.encode()))
    assert not [line for line in said(test) if "could not be brought back" in line]


def test_with_articles_there_adding_is_one_line_that_opens(page: Page, bridge: str) -> None:
    test = page("library")
    assert title(test) == "Library" and not test.text_area and len(test.file_uploader) == 1
    press(test, "Paste a link or a text")
    assert len(test.text_area) == 1
    press(test, "Close")
    assert not test.text_area


def test_uploading_shows_what_was_read_and_one_added_article_opens(page: Page, library: AnalysisQueue) -> None:
    before = len(library.library.listing())
    test = page("library")
    upload(test, library, ("story.txt", STORY.encode()))
    assert components(test, "cuts")[0]["blocks"][0]["text"] == "Council Votes to Close Bridge"
    read = [field(test, label).value for label in ("Title", "Outlet", "Byline")]
    assert read == ["Council Votes to Close Bridge", "", "Ida Berg"]
    assert len(library.library.listing()) == before
    # The last field and the button in one go, as a click right after typing does.
    field(test, "Outlet").set_value("The Arden Post")
    press(test, "Add to the library")
    added = next(a for a in library.library.listing() if a.title == "Council Votes to Close Bridge")
    assert (added.outlet, added.date, added.date_basis) == ("The Arden Post", "2026-03-02", "stated")
    assert test.query_params["article"] in (added.id, [added.id])
    assert title(test) == "Council Votes to Close Bridge"
    assert library.drafts.unfinished(OWNER) is None


def test_what_was_read_and_changed_is_there_in_another_session(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    upload(test, library, ("story.txt", STORY.encode()))
    field(test, "Outlet").set_value("The Arden Post").run()
    batch = batch_of(library)
    (one,) = batch.entries()
    batch.choose({one.number: msgspec.structs.replace(one.choices, changed=(1,))})
    again = page("library")
    assert [field(again, label).value for label in ("Title", "Outlet")] == [
        "Council Votes to Close Bridge", "The Arden Post"
    ]  # fmt: skip
    assert [b["cut"] for b in components(again, "cuts")[0]["blocks"]][:3] == [False, True, False]
    press(again, "Discard")
    assert library.drafts.unfinished(OWNER) is None
    assert not components(page("library"), "cuts")


def test_a_date_that_is_emptied_is_left_to_the_text(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    upload(test, library, ("story.txt", f"{STORY} Nobody spoke.".encode()))
    test.date_input[0].set_value(None).run()
    press(test, "Add to the library")
    added = next(a for a in library.library.listing() if a.title == "Council Votes to Close Bridge")
    assert library.library.article(added.id).date is None


def test_an_article_that_is_cut_wholly_cant_be_added(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    upload(test, library, ("story.txt", b"The council voted on Monday to close the bridge."))
    batch = batch_of(library)
    batch.choose({batch.entries()[0].number: ReadersChoices(changed=(0,))})
    test.run()
    assert next(b for b in test.button if b.label == "Add to the library").disabled
    assert any("no words" in line or "empty" in line for line in said(test))


def test_many_files_at_once_and_a_bad_one_named(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    good = [(f"s{i}.txt", f"Story {i}. The council voted on Monday.".encode()) for i in range(3)]
    upload(test, library, *good, ("bad.txt", b"\x89PNG\r\n\x1a\n0000"))
    rows = components(test, "outcomes")[0]["rows"]
    assert [r["state"] for r in rows] == ["refused", "read", "read", "read"]
    assert rows[0]["name"] == "bad.txt" and "The PNG picture is damaged" in rows[0]["facts"]
    assert "3 files read, 1 not taken." in said(test)
    press(test, "Add 3 articles")
    added = [a for a in library.library.listing() if a.filename in {"s0.txt", "s1.txt", "s2.txt"}]
    assert len(added) == 3
    for one in added:
        job = library.open(one.id).job
        assert job is None or job.wait(60)
    test.run()
    assert "3 articles added and read." in said(test)
    assert {a.id for a in added} <= set(listed(test))


def test_files_are_listed_by_name_in_whatever_order_they_came(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    came = ("page 10.txt", "Page 2.txt", "annex.txt", "page 1.txt")
    upload(test, library, *((name, f"{name}: the council voted on Monday.".encode()) for name in came))
    rows = components(test, "outcomes")[0]["rows"]
    assert [r["name"] for r in rows] == ["annex.txt", "page 1.txt", "Page 2.txt", "page 10.txt"]


def test_what_is_the_same_among_the_files_is_told_from_what_the_library_holds(
    page: Page, library: AnalysisQueue
) -> None:
    words = " ".join(f"The council of town {n} voted to close the bridge over river {n}." for n in range(12))
    later = words.replace("town 3", "town 33")
    test = page("library")
    upload(test, library, ("a.txt", words.encode()), ("b.txt", later.encode()), ("c.txt", later.encode()))
    facts = [r["facts"] for r in components(test, "outcomes")[0]["rows"]]
    assert [f.rpartition(" · ")[2] for f in facts[1:]] == [
        "99% the same text as another of these files", "the same text as another of these files"
    ]  # fmt: skip
    press(test, "Add 2 articles")
    again = page("library")
    upload(again, library, ("d.txt", words.encode()), ("e.txt", later.encode()))
    facts = [r["facts"] for r in components(again, "outcomes")[0]["rows"]]
    assert all(f.endswith("the same text as an article of the library") for f in facts)


def test_files_and_texts_that_come_later_join_what_was_read(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    upload(test, library, ("story.txt", STORY.encode()))
    press(test, "Paste a link or a text")
    test.text_area[0].set_value(PASTED).run()
    press(test, "Read it")
    rows = components(test, "outcomes")[0]["rows"]
    assert [r["name"] for r in rows] == ["story.txt", "The pasted text"]
    assert "2 files read, 0 not taken." in said(test)


def test_pasting_the_same_text_twice_is_one_article(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    test.text_area[0].set_value(PASTED).run()
    press(test, "Read it")
    press(test, "Add to the library")
    again = page("library")
    press(again, "Paste a link or a text")
    again.text_area[0].set_value(PASTED).run()
    press(again, "Read it")
    assert "The library holds this very text already." in said(again)
    press(again, "Open the one that is there")
    assert title(again).startswith("The council voted on Monday")
    assert len([a for a in library.library.listing() if a.title.startswith("The council voted on Monday")]) == 1


@pytest.mark.parametrize(
    ("pasted", "why"),
    [("", "Paste a link, or the text of an article, first."), ("12 345", "The pasted text: It holds no words")],
)
def test_a_paste_that_is_refused_stays_in_its_field(page: Page, library: AnalysisQueue, pasted: str, why: str) -> None:
    test = page("library")
    test.text_area[0].set_value(pasted).run()
    press(test, "Read it")
    assert any(line.startswith(why) for line in said(test))
    assert test.text_area[0].value == pasted
    assert library.drafts.unfinished(OWNER) is None


def test_a_paste_that_cant_be_kept_stays_in_its_field(
    page: Page, library: AnalysisQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = page("library")
    test.text_area[0].set_value(PASTED).run()

    def full() -> None:
        raise StoreFailed("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(library.store, "writing", full)
        press(test, "Read it")
    assert "The pasted text: The disk is full." in said(test)
    assert test.text_area[0].value == PASTED
    press(test, "Read it")
    assert "The pasted text: The disk is full." not in said(test)


def test_more_links_than_are_fetched_at_once_are_refused(page: Page, library: AnalysisQueue) -> None:
    test = page("library")
    test.text_area[0].set_value("\n".join(f"https://news.example/{n}" for n in range(51))).run()
    press(test, "Read it")
    assert any("51 links are too many at once" in line for line in said(test))
    assert library.drafts.unfinished(OWNER) is None


def test_a_link_is_refused_with_the_reason_where_fetching_is_off(
    page: Page, library: AnalysisQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_FETCH", "off")
    test = page("library")
    assert test.text_area[0].label == "Or paste the text of an article"
    test.text_area[0].set_value("https://news.example/story").run()
    press(test, "Read it")
    batch_of(library)
    test.run()
    (row,) = components(test, "outcomes")[0]["rows"]
    assert row["state"] == "refused" and "switched off here" in row["facts"]
