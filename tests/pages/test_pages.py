"""Every page: opens cold, shows its article, narrows, picks, says what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article
from components.services.analysis_queue import AnalysisQueue
from components.store import article_queries
from tests.pace import paces
from tests.pages import kept_records
from tests.pages.conftest import ARTICLE
from tests.pages.told import components, said, shown
from tests.specimen import specimen

Page = Callable[..., AppTest]
VIEWS = ("overview", "timeline", "actors", "quotes", "sentiment", "text")


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
    assert words[0] == "Mayor Opens Bridge in Arden"
    assert "No outlet · 3 March 2026 (set by you) · 45 words · 2 actors · 2 quotes · news report" in words
    assert [c["name"] for c in components(test, "chips")[0]["chips"]] == ["Ida Berg", "Drivers’ Union"]
    if name == "text":
        assert "Berg may lower the toll next year." in shown(test)
    else:
        assert charts(test)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_of_the_seed(page: Page, seed: str, name: str) -> None:
    test = page(name, article=seed)
    assert not test.exception
    assert said(test)[0] == "China Urges Canada to Break from U.S. Influence"


@pytest.mark.parametrize("name", VIEWS)
def test_without_an_article_the_library_is_offered(page: Page, name: str) -> None:
    test = page(name)
    assert not test.exception
    assert said(test) == ["No article is open. Choose one in the library."]


@pytest.mark.parametrize("name", VIEWS)
def test_an_address_that_names_something_gone_says_so(page: Page, name: str) -> None:
    test = page(name, article="0123456789abcdef")
    assert not test.exception
    assert "not in the library" in said(test)[0]
    assert any(link.proto.label == "To the library" for link in test.get("page_link"))


@pytest.mark.parametrize(
    ("name", "mark", "kind", "words"),
    [
        ("timeline", "e-open", "Event · Happened · 2 March 2026", "Mayor Ida Berg opened the new bridge on Monday."),
        ("timeline", "e-broken", "Event · Claimed by Drivers’ Union · 2019", "broken a promise in 2019"),
        ("quotes", "q-promise", "Paraphrase · Drivers’ Union · named · held at a distance", "It claimed that the city"),
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
    assert kind in said(test)
    assert any(line.startswith("Why: ") and "How sure: " in line for line in said(test))
    assert words in shown(test)
    copied = [c["text"] for c in components(test, "copy") if c["label"] == "Copy link to this"]
    assert len(copied) == 1 and f"/{name}?article={bridge}&mark={mark}" in copied[0]


def test_a_mark_that_is_gone_says_so(page: Page, bridge: str) -> None:
    assert "The mark in this address is not in this reading of the article." in said(
        page("timeline", article=bridge, mark="e-none")
    )


def test_next_and_previous_go_in_the_order_of_the_list(page: Page, bridge: str) -> None:
    test = page("timeline", article=bridge, mark="e-broken")
    assert test.button(key="previous").disabled
    for mark in ("e-open", "e-reject", "e-lower"):
        test.button(key="next").click().run()
        assert test.query_params["mark"] == mark
    assert test.button(key="next").disabled
    test.button(key="close").click().run()
    assert "mark" not in test.query_params


@pytest.mark.parametrize("name", VIEWS)
def test_an_actor_narrows_every_view(page: Page, bridge: str, name: str) -> None:
    test = page(name, article=bridge, actor="drivers-union")
    assert not test.exception
    assert components(test, "chips")[0]["picked"] == "drivers-union"
    spec = " ".join(c.proto.spec for c in test.get("plotly_chart"))
    gone = {"timeline": "e-open", "quotes": "q-serve", "overview": "e-open"}.get(name)
    assert gone is None or f'"{gone}"' not in spec
    links = [link.proto for link in test.get("page_link")]
    assert all("actor=drivers-union" in p.query_string for p in links if p.label == "Actors")


def test_the_card_says_who_an_actor_is(page: Page, bridge: str) -> None:
    words = said(page("actors", article=bridge, actor="ida-berg"))
    assert "person · Mayor" in words
    assert "Also called “Berg” (written by hand)." in words
    assert "First in: “Mayor Ida Berg opened the new bridge on Monday.”" in words
    assert "3 mentions: 2 by name, 1 by pronoun." in words
    assert "Speaks in 1 quote." in words


def test_filters_narrow_the_ledger(page: Page, bridge: str) -> None:
    test = page("quotes", article=bridge)
    assert len(test.dataframe[0].value) == 2
    test.text_input(key="search").set_value("grandchildren").run()
    assert list(test.dataframe[0].value["id"]) == ["q-serve"]
    test.text_input(key="search").set_value("no such words").run()
    assert "No quote fits these filters." in said(test)
    test.text_input(key="search").set_value("").run()
    test.toggle(key="check").set_value(True).run()
    assert list(test.dataframe[0].value["id"]) == ["q-promise"]


def test_layers_of_the_text_are_switched(page: Page, bridge: str) -> None:
    def names(test: AppTest) -> set[str]:
        blocks = next(c for c in components(test, "passage") if c["size"] == "text")["blocks"]
        return {layer["name"] for b in blocks for s in b["segments"] for layer in s[1]}

    assert names(page("text", article=bridge)) == {"actor", "content", "time"}
    test = page("text", article=bridge)
    test.get_by_key("layers").set_value(["tone"]).run()
    assert names(test) == {"tone"}


def test_the_overview_lists_what_to_check(page: Page, bridge: str) -> None:
    test = page("overview", article=bridge)
    assert "Who said it is unsure; the speaker is only “It”" in list(test.dataframe[0].value["Check"])


def test_what_is_to_be_checked_of_a_sentence_leads_to_it(page: Page, library: AnalysisQueue, bridge: str) -> None:
    record = specimen()
    keep(library, bridge, text=record.text.replace("grandchildren,”", "grandchildren, "))
    rows = page("overview", article=bridge).dataframe[0].value
    assert dict(zip(rows["id"], rows["Check"], strict=True))["s-77-121"] == "A quotation mark doesn’t close"
    test = page("overview", article=bridge, mark="s-77-121")
    assert not test.exception and "Sentence" in said(test)
    assert "“It will serve our grandchildren, she said." in shown(test).replace("  ", " ")
    assert not [e for e in test.expander if e.label == "Correct"], "there is nothing to correct of a sentence"


ATTITUDES = ["t-123-writer-drivers-union", "t-161-drivers-union-ida-berg"]


def test_the_sentiment_lists_attitudes_then_what_is_too_unsure_to_tell_then_loaded_words(
    page: Page, bridge: str
) -> None:
    test = page("sentiment", article=bridge)
    assert "The Drivers’ Union speaks ill of Ida Berg; one more is likely" in said(test)
    assert charts(test) == ["matrix", "over"]
    assert [list(d.value["id"]) for d in test.dataframe] == [ATTITUDES, ["t-216-ida-berg-drivers-union"], ["w-55-58"]]
    assert [e.label for e in test.expander] == ["1 passage too unsure to tell"]
    assert list(test.dataframe[1].value["Sure?"]) == ["it is too unlikely"]
    assert "Loaded words in the writer's own voice" in said(test)


def test_without_attitudes_the_sentiment_says_that_there_are_none(
    page: Page, library: AnalysisQueue, bridge: str
) -> None:
    keep(library, bridge, tones=(), unsure=(), loaded=())
    test = page("sentiment", article=bridge)
    assert not test.exception and not charts(test) and not test.dataframe and not test.expander
    assert "Nobody was found to speak well or ill of anybody here" in said(test)
    assert "Loaded words in the writer's own voice" not in said(test)


def test_of_one_actor_the_sentiment_shows_what_it_holds_and_what_is_of_it(page: Page, bridge: str) -> None:
    test = page("sentiment", article=bridge, actor="ida-berg")
    assert "The Drivers’ Union speaks ill of Ida Berg" in said(test)
    assert [list(d.value["id"]) for d in test.dataframe] == [
        ATTITUDES[1:], ["t-216-ida-berg-drivers-union"], ["w-55-58"],
    ]  # fmt: skip


def test_next_goes_from_attitude_to_attitude_to_the_unsure_to_loaded_words(page: Page, bridge: str) -> None:
    test = page("sentiment", article=bridge, mark=ATTITUDES[0])
    assert test.button(key="previous").disabled
    for mark in (ATTITUDES[1], "t-216-ida-berg-drivers-union", "w-55-58"):
        test.button(key="next").click().run()
        assert test.query_params["mark"] == mark
    assert test.button(key="next").disabled
    assert {"Loaded word · in the writer’s own voice", "Why: a word that flatters."} <= set(said(test))
    assert not [e for e in test.expander if e.label == "Correct"]


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
    assert said(test) == ["The reader stopped while it read this text. Try again."]
    test.button(key="again").click().run()
    job = library.open(added.id).job
    assert job is None or job.wait(60)
    assert said(page("overview", article=added.id))[0] == "Failed"
    library.library.delete(added.id)


@pytest.mark.parametrize("name", VIEWS)
def test_a_stored_article_opens_quickly(page: Page, seed: str, name: str) -> None:
    test = page(name, article=seed)
    assert paces(test.run) < 12  # 0.2 seconds


def test_an_event_is_put_on_a_date_and_taken_back(page: Page, library: AnalysisQueue, bridge: str) -> None:
    record = library.open(bridge).record
    assert record
    event = next(e for e in record.events if not e.earliest and not e.latest and e.kind != "reporting")
    test = page("timeline", article=bridge, mark=event.id)
    test.date_input(key=f"from-{event.id}").set_value(dt.date(2026, 3, 1))
    next(b for b in test.button if b.label == "Save").click().run()
    assert not test.exception
    changed = library.open(bridge).record
    assert changed and next(e for e in changed.events if e.id == event.id).earliest == "2026-03-01"
    assert any("set by a reader" in words for words in said(test))
    test.button(key="undo-last").click().run()
    assert library.open(bridge).record == record
