"""Every page: opens cold, shows its article, narrows, picks, says what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from components.analysis.client import Job
from components.domain.article import make_article
from components.domain.reading_progress import FirstReading, ReadingProgress
from components.services.analysis_queue import AnalysisQueue, OpenedArticle
from components.store import article_queries
from components.ui import open_article
from tests.pace import paces
from tests.pages import kept_records
from tests.pages.conftest import ARTICLE
from tests.pages.told import (
    act,
    article,
    buttons,
    card,
    components,
    layers,
    listed,
    lists,
    marked,
    passage,
    pick,
    rows,
    said,
    tell,
)
from tests.specimen import specimen

Page = Callable[..., AppTest]
VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text", "check")
WITH_CHARTS = VIEWS[:5]


def keep(library: AnalysisQueue, article: str, **changes: Any) -> None:
    """Keep another reading of the specimen."""
    kept_records.keep(library, ARTICLE, msgspec.structs.replace(specimen(), **changes))


def charts(test: AppTest) -> list[str]:
    return [c.proto.id.rsplit("-", 1)[-1] for c in test.get("plotly_chart")]


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_the_specimen(page: Page, bridge: str, name: str) -> None:
    test = page(name, article=bridge)
    assert not test.exception
    words = said(test)
    assert words[:2] == ["Dateline", "Mayor Opens Bridge in Arden"]
    assert "3 March 2026 (set by hand) · 45 words · 2 actors · 2 quotes · news report" in words
    assert [c["name"] for c in components(test, "chips")[0]["chips"]] == ["Ida Berg", "Drivers’ Union"]
    assert bool(charts(test)) is (name in WITH_CHARTS)
    assert [b["text"] for b in article(test)["blocks"]] == ARTICLE.text.split("\n\n"), "the article is always there"
    assert card(test)["id"] == "" or name == "check", "the review begins with its first item"


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_the_seed(page: Page, seed: str, name: str) -> None:
    test = page(name, article=seed)
    assert not test.exception
    assert said(test)[1] == "China Urges Canada to Break from U.S. Influence"


@pytest.mark.parametrize("name", VIEWS)
def test_without_an_article_the_library_is_offered(page: Page, name: str) -> None:
    test = page(name)
    assert not test.exception
    assert said(test) == ["Dateline", "No article is open. Choose one in the library."]


@pytest.mark.parametrize("name", VIEWS)
def test_an_address_that_names_something_gone_says_so(page: Page, name: str) -> None:
    test = page(name, article="0123456789abcdef")
    assert not test.exception
    assert "not in the library" in said(test)[1]
    assert any(link.proto.label == "To the library" for link in test.get("page_link"))


@pytest.mark.parametrize(
    ("name", "mark", "kind", "words"),
    [
        ("timeline", "e-open", "Event · Happened · 2 March 2026", "Mayor Ida Berg opened the new bridge on Monday."),
        ("timeline", "e-broken", "Event · Claimed by Drivers’ Union · 2019", "broken a promise in 2019"),
        (
            "quotes",
            "q-promise",
            "Paraphrase · Drivers’ Union · named · reported as a claim",
            "It claimed that the city",
        ),
        ("text", "q-serve", "Full quote · Ida Berg · named", "“It will serve our grandchildren,” she said."),
        (
            "sentiment",
            "t-161-drivers-union-ida-berg",
            "Drivers’ Union on Ida Berg · against",
            "It claimed that the city",
        ),
        (
            "sentiment",
            "t-216-ida-berg-drivers-union",
            "Ida Berg on Drivers’ Union · for · too unsure to tell",
            "Berg may lower the toll next year.",
        ),
    ],
)
def test_a_marks_address_shows_its_evidence(
    page: Page, bridge: str, name: str, mark: str, kind: str, words: str
) -> None:
    test = page(name, article=bridge, mark=mark)
    shown = card(test)
    assert (shown["id"], shown["kind"]) == (mark, kind)
    assert shown["lines"][0].startswith("Why: ") and shown["lines"][-1].startswith("How sure: ")
    assert words in passage(test)
    assert shown["link"].endswith(f"/{name}?article={bridge}&mark={mark}")


def test_a_mark_that_is_gone_says_so(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge, mark="e-none")
    assert not test.exception and card(test)["id"] == ""
    assert "What this address picks is not in this reading of the article." in said(test)
    assert "What this address picks is not in this reading of the article." not in said(pick(test, "e-open"))


def test_picks_go_in_the_order_of_the_list_and_end(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge, mark="e-broken")
    assert article(test)["order"] == listed(test, "chronicle") == ["e-broken", "e-open", "e-reject", "e-lower"]
    for mark in article(test)["order"][1:]:
        test = pick(test, mark)
        assert test.query_params["mark"] == mark == card(test)["id"]
    test = pick(test, "")
    assert "mark" not in test.query_params and card(test)["id"] == ""


@pytest.mark.parametrize(("name", "order"), [
    ("overview", ["m-35-43", "m-123-141"]),
    ("actors", ["m-35-43", "m-112-115", "m-123-141", "m-161-163", "m-216-220"]),
    ("quotes", ["q-serve", "q-promise"]),
    ("text", ["m-35-43", "d-69-75", "q-serve", "m-112-115", "m-123-141", "m-161-163", "q-promise", "d-210-214",
              "m-216-220", "d-240-249"]),
])  # fmt: skip
def test_the_card_leads_through_what_the_view_lists(page: Page, bridge: str, name: str, order: list[str]) -> None:
    assert article(page(name, article=bridge))["order"] == order


def test_the_card_says_who_an_actor_is(page: Page, bridge: str) -> None:
    words = said(page("actors", article=bridge, actor="ida-berg"))
    assert "person · Mayor" in words
    assert "Also called “Berg” (written by hand)." in words
    assert "First in: “Mayor Ida Berg opened the new bridge on Monday.”" in words
    assert "3 mentions: 2 by name, 1 by pronoun." in words
    assert "Speaks in 1 quote." in words


def test_filters_narrow_the_ledger_its_chart_and_the_order(page: Page, bridge: str) -> None:
    test = page("quotes", article=bridge)
    assert listed(test, "ledger") == ["q-serve", "q-promise"] and components(test, "list")[0]["search"] <= 6
    test.toggle(key="check").set_value(True).run()
    assert listed(test, "ledger") == article(test)["order"] == ["q-promise"]
    assert '"q-serve"' not in " ".join(c.proto.spec for c in test.get("plotly_chart") if c.proto.id.endswith("-strip"))
    test.selectbox(key="speaker").select("ida-berg").run()
    assert "No quote fits these filters." in said(test) and listed(test, "ledger") == []


def test_layers_of_the_text_are_switched(page: Page, bridge: str) -> None:
    test = page("text", article=bridge)
    assert layers(test) == {"actor", "content", "time"}
    test.get_by_key("layers").set_value(["tone"]).run()
    assert layers(test) == {"tone"} and list(marked(test)) == ATTITUDES
    assert listed(test, "marks") == ATTITUDES and "2 marks in the text" in said(test)
    test.get_by_key("layers").set_value([]).run()
    assert layers(test) == set() and "Nothing is marked: switch a layer on" in said(test)


def test_every_view_marks_its_own_kind_in_the_article(page: Page, bridge: str) -> None:
    kinds = {"overview": {"event", "content"}, "timeline": {"event", "time"}, "actors": {"actor"},
             "quotes": {"content"}, "sentiment": {"tone"}, "check": set()}  # fmt: skip
    assert {name: layers(page(name, article=bridge)) for name in kinds} == kinds


def test_the_overview_says_what_to_check_and_leads_there(page: Page, bridge: str) -> None:
    test = page("overview", article=bridge)
    assert "11 items to check before you rely on this." in said(test)
    (link,) = [p.proto for p in test.get("page_link") if p.proto.label == "Check them one by one"]
    assert link.page == "check" and f"article={bridge}" in link.query_string


def test_what_is_to_be_checked_of_a_sentence_leads_to_it(page: Page, library: AnalysisQueue, bridge: str) -> None:
    record = specimen()
    keep(library, bridge, text=record.text.replace("grandchildren,”", "grandchildren, "))
    row = next(r for r in rows(page("check", article=bridge), "queue") if r["id"] == "s-77-121")
    assert row["label"] == "Does the text itself leave this quotation mark open?"
    assert "A quotation mark doesn’t close" in row["facts"]
    test = page("check", article=bridge, mark="s-77-121")
    assert card(test)["kind"] == "Sentence"
    assert passage(test).replace("  ", " ") == "“It will serve our grandchildren, she said."
    assert "wrong" not in buttons(test), "there is nothing to correct of a sentence"


ATTITUDES = ["t-123-writer-drivers-union", "t-161-drivers-union-ida-berg"]


def test_the_sentiment_lists_attitudes_then_what_is_too_unsure_to_tell_then_loaded_words(
    page: Page, bridge: str
) -> None:
    test = page("sentiment", article=bridge)
    assert "The Drivers’ Union speaks ill of Ida Berg; one more is likely" in said(test)
    assert charts(test) == ["matrix", "over"]
    assert lists(test) == {
        "attitudes": ATTITUDES, "unsure-list": ["t-216-ida-berg-drivers-union"], "loaded": ["w-55-58"],
    }  # fmt: skip
    assert [e.label for e in test.expander] == ["1 passage too unsure to tell"]
    assert [r["note"] for r in rows(test, "unsure-list")] == ["it is too unlikely"]
    assert "Loaded words in the writer's own voice" in said(test)


def test_without_attitudes_the_sentiment_says_that_there_are_none(
    page: Page, library: AnalysisQueue, bridge: str
) -> None:
    keep(library, bridge, tones=(), unsure=(), loaded=())
    test = page("sentiment", article=bridge)
    assert not test.exception and not charts(test) and not lists(test) and not test.expander
    assert "Nobody was found to speak well or ill of anybody here" in said(test)
    assert "Loaded words in the writer's own voice" not in said(test)


def test_of_one_actor_the_sentiment_shows_what_it_holds_and_what_is_of_it(page: Page, bridge: str) -> None:
    test = page("sentiment", article=bridge, actor="ida-berg")
    assert "The Drivers’ Union speaks ill of Ida Berg" in said(test)
    # The loaded words are the writer's own, of nobody in particular.
    assert lists(test) == {"attitudes": ATTITUDES[1:], "unsure-list": ["t-216-ida-berg-drivers-union"]}


def test_the_card_leads_from_attitudes_to_the_unsure_to_loaded_words(page: Page, bridge: str) -> None:
    test = page("sentiment", article=bridge, mark=ATTITUDES[0])
    assert article(test)["order"] == [*ATTITUDES, "t-216-ida-berg-drivers-union", "w-55-58"]
    shown = card(pick(test, "w-55-58"))
    assert (shown["kind"], shown["lines"]) == (
        "Loaded word · in the writer’s own voice",
        ["Why: a word that flatters."],
    )
    assert buttons(test) == ["right", "share"], "there is nothing to correct of a word"


@pytest.mark.parametrize(("sure", "heading", "drawn"), [
    ((0.8, 0.9), "The writer speaks ill of the Drivers’ Union; the Drivers’ Union speaks ill of Ida Berg", ATTITUDES),
    ((0.79, 0.8), "The Drivers’ Union speaks ill of Ida Berg", ATTITUDES[1:]),
    ((0.79, 0.79), "No attitude is sure enough to tell at a glance", []),
    ((), "No attitude is sure enough to tell", []),
])  # fmt: skip
def test_the_overview_tells_sure_attitudes_alone(
    page: Page, library: AnalysisQueue, bridge: str, sure: tuple[float, ...], heading: str, drawn: list[str]
) -> None:
    tones = zip(specimen().tones, sure, strict=False)
    keep(library, bridge, tones=tuple(msgspec.structs.replace(t, confidence=c) for t, c in tones))
    test = page("overview", article=bridge)
    assert not test.exception and heading in said(test)
    spec = " ".join(c.proto.spec for c in test.get("plotly_chart"))
    assert [mark for mark in ATTITUDES if f'"{mark}"' in spec] == drawn
    assert ("matrix" in charts(test)) is bool(drawn)


def test_an_article_without_a_date_asks_for_one(page: Page, library: AnalysisQueue) -> None:
    added = library.take_in([make_article("The mayor opened the bridge yesterday. She smiled at the crowd.")])[0]
    job = library.open(added.id).job
    assert job is None or job.wait(60)
    assert any("no date yet" in line for line in said(page("timeline", article=added.id)))
    library.library.delete(added.id)


def test_a_failed_article_says_why_and_can_be_tried_again(page: Page, library: AnalysisQueue) -> None:
    added = library.library.add([make_article("This one failed. It did.", title="Failed")])[0]
    with library.store.writing() as connection:
        article_queries.put_failure(connection, added.id, "The reader stopped while it read this text. Try again.")
    test = page("overview", article=added.id)
    assert said(test) == ["Dateline", "The reader stopped while it read this text. Try again."]
    test.button(key="again").click().run()
    job = library.open(added.id).job
    assert job is None or job.wait(60)
    assert said(page("overview", article=added.id))[1] == "Failed"
    library.library.delete(added.id)


def test_what_a_long_text_begins_with_is_told_while_the_rest_is_read(
    page: Page, library: AnalysisQueue, bridge: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = FirstReading(
        who=("Ida Berg, *mayor*", "<b>Drivers’ Union</b>"),
        quotes=(("“It will [serve](x) us,”", "Ida Berg"), ("“No”", None)), part=0.153,
    )  # fmt: skip
    job = Job(ARTICLE, progress=ReadingProgress(0.4, first))
    monkeypatch.setattr(open_article, "PATIENCE", 0.0)
    monkeypatch.setattr(library, "open", lambda *_, **__: OpenedArticle(job=job))
    monkeypatch.setattr(library, "articles_ahead", lambda _: 0)
    test = page("overview", article=bridge)
    assert not test.exception
    assert said(test)[1:] == [
        "Reading the article",
        "A long text takes some seconds.",
        "So far, from the first 15% of the text",
        "In it: Ida Berg, *mayor*; <b>Drivers’ Union</b>.",
        "“It will [serve](x) us,” — Ida Berg",
        "“No” — nobody named",
    ]
    assert [p.proto.value for p in test.get("progress")] == [40]
    assert not charts(test)
    job.progress = None  # of a short text, of one that another server reads, of a model that is still loaded
    test.run()
    assert said(test)[1:] == ["Reading the article", "A long text takes some seconds."] and not test.get("progress")
    job.progress = ReadingProgress(0.4, first)
    library.library.delete(bridge)
    assert not any("Berg" in words for words in said(test.run())), "it was deleted meanwhile"
    library.library.undelete(bridge)


@pytest.mark.parametrize("name", VIEWS)
def test_a_stored_article_opens_quickly(page: Page, seed: str, name: str) -> None:
    test = page(name, article=seed)
    assert paces(test.run) < 12  # 0.2 seconds


def test_an_event_is_put_on_a_date_and_taken_back(page: Page, library: AnalysisQueue, bridge: str) -> None:
    record = library.open(bridge).record
    assert record
    event = next(e for e in record.events if not e.earliest and not e.latest and e.kind != "reporting")
    test = act(page("timeline", article=bridge, mark=event.id), "wrong")
    assert [a["label"] for a in card(test)["acts"]][1] == "Wrong, or put it on a date…"
    test.date_input(key=f"from-{event.id}").set_value(dt.date(2026, 3, 1))
    next(b for b in test.button if b.label == "Save").click().run()
    assert not test.exception
    changed = library.open(bridge).record
    assert changed and next(e for e in changed.events if e.id == event.id).earliest == "2026-03-01"
    assert any("set by a reader" in line for line in card(test)["lines"])
    test.button(key="undo-last").click().run()
    assert library.open(bridge).record == record


@pytest.mark.parametrize(("told", "heard"), [(7, 7), (0, 0), (-1, 0), ("7", 0), (None, 0), (2**60, 0), ([7], 0)])
def test_the_browser_hears_that_what_a_card_asked_for_was_heard(
    page: Page, library: AnalysisQueue, bridge: str, told: object, heard: int
) -> None:
    """It tells the next thing only then: of two that come together Streamlit keeps the later."""
    mark = specimen().events[0].id
    test = page("timeline", article=bridge, mark=mark)
    assert card(test)["heard"] == 0
    test = tell(test, "mark-card", "act", {"what": "right", "id": mark, "n": told})
    record = library.open(bridge).record
    assert card(test)["heard"] == heard and record is not None
    assert [c.what for c in record.corrections] == [f"marks/{mark}/checked"]
