"""The forms by which readers correct, share and take away, as they fill them in: what is kept, what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.domain.clickable_marks import tone_id
from components.domain.errors import StoreFailed
from components.domain.record import Record
from components.services import corrections
from components.services.analysis_queue import AnalysisQueue
from components.services.share_links import list_links, revoke_all
from components.services.visitor_library import VisitorLibrary
from components.ui.share_dialog import DAYS, OPEN_COMMAND
from tests.pages.told import act, card, said, tell
from tests.specimen import span, specimen

Page = Callable[..., AppTest]
IT, BERG2 = "-".join(map(str, span("It", 2))), "-".join(map(str, span("Berg", 2)))


def reading(library: AnalysisQueue, article: str) -> Record:
    record = library.open(article).record
    assert record is not None
    return record


def correcting(page: Page, view: str, article: str, mark: str) -> AppTest:
    """A page with the mark picked and the form that corrects it open."""
    return act(page(view, article=article, mark=mark), "wrong")


def press(test: AppTest, label: str) -> AppTest:
    """Press the form's button of this name."""
    done = next(b for b in test.button if b.label == label).click().run()
    assert not done.exception
    return done


def test_a_quotes_speaker_kind_and_source_are_corrected_together(
    page: Page, library: AnalysisQueue, bridge: str
) -> None:
    test = correcting(page, "quotes", bridge, "q-promise")
    test.selectbox(key="speaker-q-promise").select("ida-berg")
    test.selectbox(key="kind-q-promise").select("mixed")
    test.selectbox(key="source-q-promise").select("document")
    press(test, "Save")
    quote = next(q for q in reading(library, bridge).quotes if q.id == "q-promise")
    assert (quote.speaker, quote.kind, quote.source_type) == ("ida-berg", "mixed", "document")
    assert len(reading(library, bridge).corrections) == 3


def test_a_quote_can_be_given_to_nobody_and_what_is_left_as_it_was_is_no_correction(
    page: Page, library: AnalysisQueue, bridge: str
) -> None:
    test = correcting(page, "quotes", bridge, "q-serve")
    press(test, "Save")
    assert reading(library, bridge).corrections == ()
    test.selectbox(key="speaker-q-serve").select("nobody")
    press(test, "Save")
    record = reading(library, bridge)
    assert [c.what for c in record.corrections] == ["quotes/q-serve/speaker"] and record.quotes[0].speaker is None


def test_what_could_not_be_kept_stays_in_the_form(
    page: Page, library: AnalysisQueue, bridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreFailed("The library could not be written: the disk is full.")

    test = correcting(page, "quotes", bridge, "q-promise")
    test.selectbox(key="speaker-q-promise").select("ida-berg")
    test.selectbox(key="kind-q-promise").select("mixed")
    with monkeypatch.context() as disk:
        disk.setattr(VisitorLibrary, "correct_all", full)
        test = press(test, "Save")
    assert any("the disk is full" in line for line in said(test))
    chosen = [test.selectbox(key=f"{field}-q-promise").value for field in ("speaker", "kind")]
    assert chosen == ["ida-berg", "mixed"] and reading(library, bridge).corrections == ()
    press(test, "Save")
    assert len(reading(library, bridge).corrections) == 2


def test_of_each_field_that_another_corrected_meanwhile_it_is_asked_which_holds(
    page: Page, library: AnalysisQueue, bridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = correcting(page, "quotes", bridge, "q-promise")
    test.selectbox(key="speaker-q-promise").select("ida-berg")
    test.selectbox(key="kind-q-promise").select("mixed")
    mine = VisitorLibrary.correct_all

    def after_ann(self: VisitorLibrary, article_id: str, changes: Sequence[tuple[str, Any, str | None]]) -> Any:
        for what, value in (("quotes/q-promise/speaker", None), ("quotes/q-promise/kind", "indirect")):
            corrections.correct(library.store, article_id, what, value, by="Ann")
        return mine(self, article_id, changes)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(VisitorLibrary, "correct_all", after_ann)
        test = press(test, "Save")
    for answer in ("Keep mine", "Keep theirs"):
        assert any("Ann corrected the same in the meantime." in line for line in said(test))
        test = press(test, answer)
    assert not any("in the meantime" in line for line in said(test))
    quote = next(q for q in reading(library, bridge).quotes if q.id == "q-promise")
    assert (quote.speaker, quote.kind) == ("ida-berg", "indirect")


def test_a_quotes_words_have_to_stand_in_the_text(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = correcting(page, "quotes", bridge, "q-serve")
    test.text_area(key="words-q-serve").set_value("It will rain")
    test = press(test, "Save")
    assert any("These words don't stand in the text so" in line for line in said(test))
    test.text_area(key="words-q-serve").set_value("serve our grandchildren")
    press(test, "Save")
    quote = next(q for q in reading(library, bridge).quotes if q.id == "q-serve")
    assert quote.content == (span("serve our grandchildren"),)


def test_a_quote_that_is_none_is_removed(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = press(correcting(page, "quotes", bridge, "q-serve"), "No quote: remove")
    assert [q.id for q in reading(library, bridge).quotes] == ["q-promise"] and "mark" not in test.query_params


def test_an_events_status_and_actors_are_corrected(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = correcting(page, "timeline", bridge, "e-lower")
    test.selectbox(key="status-e-lower").select("planned")
    test.multiselect(key="actors-e-lower").set_value(["drivers-union"])
    press(test, "Save")
    event = next(e for e in reading(library, bridge).events if e.id == "e-lower")
    assert (event.status, event.actors) == ("planned", ("drivers-union",))
    assert (event.earliest, event.latest) == ("2027-01-01", None), "the open end stays open"


def test_a_last_day_before_the_first_is_refused(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = correcting(page, "timeline", bridge, "e-open")
    test.date_input(key="from-e-open").set_value(dt.date(2026, 3, 9))
    test.date_input(key="to-e-open").set_value(dt.date(2026, 3, 1))
    test = press(test, "Save")
    assert any("The last day comes before the first" in line for line in said(test))
    assert reading(library, bridge).corrections == ()


def test_an_event_that_is_none_is_removed(page: Page, library: AnalysisQueue, bridge: str) -> None:
    press(correcting(page, "timeline", bridge, "e-open"), "No event: remove")
    assert "e-open" not in {e.id for e in reading(library, bridge).events}


def test_a_mention_is_given_to_another(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = correcting(page, "actors", bridge, f"m-{IT}")
    test.selectbox(key=f"whose-{IT}").select("ida-berg")
    press(test, "Save")
    berg = next(a for a in reading(library, bridge).actors if a.id == "ida-berg")
    assert span("It", 2) in {(m.start, m.end) for m in berg.mentions}


def test_a_tone_is_corrected(page: Page, library: AnalysisQueue, bridge: str) -> None:
    identity = tone_id(specimen().tones[1])
    test = correcting(page, "sentiment", bridge, identity)
    press(test, "Save")
    assert reading(library, bridge).corrections == (), "it is what it was"
    test.selectbox(key=f"label-{identity}").select("positive")
    press(test, "Save")
    assert reading(library, bridge).tones[1].label == "positive"


@pytest.mark.parametrize("label", ["positive", "neutral", "negative"])
def test_what_is_too_unsure_to_be_told_is_told_once_it_is_corrected(
    page: Page, library: AnalysisQueue, bridge: str, label: str
) -> None:
    """Also where it is what the machine took it for: "positive"."""
    identity, machine = tone_id(specimen().unsure[0]), reading(library, bridge)
    test = correcting(page, "sentiment", bridge, identity)
    assert card(test)["kind"] == "Ida Berg on Drivers’ Union · for · too unsure to tell"
    assert card(test)["lines"] == ["Why: by hand.", "Not told, as it is too unlikely.", "How sure: check."]
    test.selectbox(key=f"label-{identity}").select(label)
    test = press(test, "Save")
    record = reading(library, bridge)
    assert [c.what for c in record.corrections] == [f"tones/{identity}/label"] and record.unsure == ()
    assert [(t.label, t.confidence) for t in record.tones[2:]] == [(label, 1.0)]
    how = {"positive": "for", "neutral": "neutral", "negative": "against"}[label]
    assert card(test)["kind"] == f"Ida Berg on Drivers’ Union · {how} · corrected by a reader"
    test.button(key="undo-last").click().run()
    assert reading(library, bridge) == machine


def test_an_actors_name_kind_and_role_are_corrected(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = page("actors", article=bridge, actor="ida-berg")
    test.text_input(key="name-ida-berg").set_value(" Ida Bergh ")
    test.selectbox(key="kind-ida-berg").select("group")
    test.text_input(key="role-ida-berg").set_value("  ")
    press(test, "Save")
    actor = next(a for a in reading(library, bridge).actors if a.id == "ida-berg")
    assert (actor.name, actor.kind, actor.role) == ("Ida Bergh", "group", None)
    press(page("actors", article=bridge, actor="ida-berg"), "Save")
    assert len(reading(library, bridge).corrections) == 3


def test_two_actors_that_are_one_are_merged(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = page("actors", article=bridge, actor="drivers-union")
    press(test, "Merge")
    assert len(reading(library, bridge).actors) == 2, "with nobody chosen nothing happens"
    test.selectbox(key="into-drivers-union").select("ida-berg")
    test = press(test, "Merge")
    assert [a.id for a in reading(library, bridge).actors] == ["ida-berg"]
    assert test.query_params["actor"] == "ida-berg"


def test_an_actor_that_is_none_is_removed(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = press(page("actors", article=bridge, actor="ida-berg"), "No actor: remove")
    assert [a.id for a in reading(library, bridge).actors] == ["drivers-union"] and "actor" not in test.query_params


def test_splitting_needs_some_mentions_and_a_name(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = page("actors", article=bridge, actor="ida-berg")
    test.text_input(key="split-name-ida-berg").set_value("Tom Berg")
    test = press(test, "Split off the picked mentions")
    assert any("Pick some of the mentions, not all, and say who that is." in line for line in said(test))
    assert reading(library, bridge).corrections == ()


def add(page: Page, article: str, what: str, words: str) -> AppTest:
    test = page("text", article=article)
    if what != "quote":
        test.radio(key="add-what-none").set_value(what).run()
    test.text_area(key="add-words-none").set_value(words)
    return test


def test_a_quote_that_was_missed_is_added(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = add(page, bridge, "quote", "rejected the toll")
    test.selectbox(key="add-speaker").select("drivers-union")
    test = press(test, "Add")
    added = next(q for q in reading(library, bridge).quotes if q.id.startswith("r-"))
    assert (added.content, added.speaker, added.kind) == ((span("rejected the toll"),), "drivers-union", "indirect")
    assert added.source_type == "named" and test.query_params["mark"] == added.id


@pytest.mark.parametrize("view", ["overview", "timeline", "actors", "quotes", "sentiment", "text", "check"])
def test_selected_words_are_added_on_every_view(page: Page, library: AnalysisQueue, bridge: str, view: str) -> None:
    start, end = span("ejected the tol")
    test = tell(page(view, article=bridge), "article", "selected", [start, end])
    assert not [t for t in test.text_area if t.key and t.key.startswith("add-words-")], "a line offers it first"
    press(test, "Add what was missed here")
    (field,) = [t for t in test.text_area if t.key and t.key.startswith("add-words-") and t.value]
    assert field.value == "rejected the toll", "whole words"
    press(test, "Add")
    assert [q.content for q in reading(library, bridge).quotes if q.id.startswith("r-")] == [
        (span("rejected the toll"),)
    ]


def test_a_selection_is_given_up_and_is_of_its_article_alone(page: Page, bridge: str, seed: str) -> None:
    test = tell(page("quotes", article=bridge), "article", "selected", list(span("new bridge")))
    test.query_params["article"] = seed
    assert not [b for b in test.run().button if b.label == "Add"]
    test.query_params["article"] = bridge
    test.run()
    test.button(key="adding-close").click().run()
    assert not [b for b in test.button if b.label == "Add"]


@pytest.mark.parametrize(("what", "words", "why"), [
    ("quote", "no such words", "These words don't stand in the text so"),
    ("quote", "our grandchildren", "These words stand in a quote already"),
    ("actor", "Berg", "“Berg” is an actor already (Ida Berg)"),
    ("actor", "Ida", "These words stand only within the name of another actor."),
])  # fmt: skip
def test_what_cannot_be_added_is_refused_with_why(
    page: Page, library: AnalysisQueue, bridge: str, what: str, words: str, why: str
) -> None:
    test = press(add(page, bridge, what, words), "Add")
    assert any(why in line for line in said(test))
    assert reading(library, bridge).corrections == ()


def test_an_event_that_was_missed_is_added_once(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = add(page, bridge, "event", "serve our grandchildren")
    test.date_input(key="from-add").set_value(dt.date(2026, 3, 2))
    test.selectbox(key="add-status").select("planned")
    test.selectbox(key="add-actor").select("ida-berg")
    press(test, "Add")
    added = next(e for e in reading(library, bridge).events if e.id.startswith("r-"))
    assert (added.summary, added.earliest, added.latest, added.status, added.actors) == (
        "serve our grandchildren", "2026-03-02", "2026-03-02", "planned", ("ida-berg",),
    )  # fmt: skip
    again = press(add(page, bridge, "event", "our grandchildren"), "Add")
    assert any("An event was added from these words" in line for line in said(again))


def test_an_actor_that_was_missed_is_added_everywhere(page: Page, library: AnalysisQueue, bridge: str) -> None:
    test = add(page, bridge, "actor", "toll")
    test.selectbox(key="add-actor-kind").select("organisation")
    test.text_input(key="add-name-none").set_value("The Toll")
    test = press(test, "Add")
    added = next(a for a in reading(library, bridge).actors if a.id.startswith("r-"))
    assert (added.name, added.kind, len(added.mentions)) == ("The Toll", "organisation", 2)
    assert test.query_params["actor"] == added.id


def dialog(article: str, **query: str) -> AppTest:
    """The dialog that shares a view by itself: within a page another run would close it again."""

    def script(article: str) -> None:
        from components.ui.current_visitor import visitor_library
        from components.ui.share_dialog import share_dialog

        share_dialog.__wrapped__("quotes", visitor_library().open(article).record, "q-serve")

    test = AppTest.from_function(script, args=(article,))
    for name, value in query.items():
        test.query_params[name] = value
    return test.run()


@pytest.mark.parametrize(("until", "days"), DAYS.items())
def test_a_link_to_the_view_is_made_for_as_long_as_was_chosen(
    library: AnalysisQueue, bridge: str, until: str, days: float | None
) -> None:
    revoke_all(library.store)
    test = dialog(bridge, actor="ida-berg", kind="direct")
    assert any("the item that is picked" in line for line in said(test))
    assert OPEN_COMMAND in {c.value for c in test.code}
    test.radio(key="share-can").set_value("To correct")
    test.radio(key="share-until").set_value(until)
    test.button(key="share-make").click().run()
    assert not test.exception
    link = next(one for one in list_links(library.store) if one.revoked_at is None)
    assert (link.view, link.correct, link.articles) == ("quotes", True, (bridge,))
    assert link.query == {"mark": "q-serve", "actor": "ida-berg", "kind": "direct"}
    lasts = None
    if link.expires_at is not None:
        lasts = round((dt.datetime.fromisoformat(link.expires_at) - dt.datetime.fromisoformat(link.made_at)).days)
    assert lasts == days
    assert any("/s/" in c.value for c in test.code)


def test_what_can_be_taken_away_is_offered(page: Page, bridge: str) -> None:
    test = page("quotes", article=bridge, actor="drivers-union")
    test.button(key="export").click().run()
    assert not test.exception
    assert test.selectbox(key="export-view").value == "quotes"
    assert not test.checkbox(key="export-narrow").value
    offered = [b.proto.label for b in test.get("download_button")]
    assert [label.partition(" (")[0] for label in offered][:4] == ["Report", "Workbook", "Everything", "Table"]
    whole = page("quotes", article=bridge)
    whole.button(key="export").click().run()
    assert not [c for c in whole.checkbox if c.key == "export-narrow"]
