"""The comparison's page: its parts, its rows in the texts beside, what lacks, who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.domain.article import make_article
from components.domain.record import Record
from components.services import share_links
from components.services.analysis_queue import AnalysisQueue
from components.services.cast_decisions import decide
from tests.collection.comparison.made import event, quote, record
from tests.collection.harbour import IDS, keep_harbour
from tests.pages.kept_records import keep_with_details
from tests.pages.told import components, groups, listed, rows, said, tell

Page = Callable[..., AppTest]
TEXT = (
    "Drivers protest in Arden\n"
    "Mayor Ida Berg opened the new bridge on Monday. “It will serve our grandchildren,” Ida Berg said.\n"
    "Peter Lund was not there. “Nobody asked us before it was built,” Peter Lund said."
)
NEAR = TEXT.replace("on Monday", "on Tuesday").replace("was not there", "was there, too")


def reading(text: str) -> Record:
    made = record(
        make_article(text).id, text, outlet="The Post", people=["Ida Berg", "Peter Lund"],
        quotes=[
            quote(text, "“It will serve our grandchildren,”", "Ida Berg"),
            quote(text, "“Nobody asked us before it was built,”", "Peter Lund"),
        ],
    )  # fmt: skip
    return made


@pytest.fixture
def protest(library: AnalysisQueue) -> Iterator[str]:
    """An article on the same story as the specimen, by another outlet."""
    article = make_article(TEXT, title="Drivers protest in Arden", outlet="The Post")
    keep_with_details(library, article, reading(TEXT))
    yield article.id
    library.library.delete(article.id)


@pytest.fixture
def later(library: AnalysisQueue, protest: str) -> Iterator[str]:
    """A later version of it."""
    article = make_article(NEAR, title="Drivers protest in Arden", outlet="The Post", version_of=protest)
    keep_with_details(library, article, reading(NEAR))
    yield article.id
    library.library.delete(article.id)


@pytest.fixture
def compare(page: Page) -> Callable[..., AppTest]:
    """``compare(id, id, part="Who")`` opens a comparison as its address does."""

    def open_page(*articles: str, **query: str) -> AppTest:
        return page("compare", article=list(articles), **query)

    return open_page


def marked(test: AppTest) -> list[dict[str, list[str]]]:
    """Of each text the words that are marked, by the row that they lead to."""
    out = []
    for data in components(test, "article"):
        found: dict[str, list[str]] = {}
        for block in data["blocks"]:
            for start, end, _, _, mark in block["layers"]:
                found.setdefault(mark, []).append(block["text"][start:end])
        out.append(found)
    return out


def test_what_both_have_and_what_one_alone_has(compare: Callable[..., AppTest], bridge: str, protest: str) -> None:
    test = compare(bridge, protest, part="Who")
    assert not test.exception
    assert "2 articles compared" in said(test)
    heads = {g["head"]: [r["label"] for r in g["rows"]] for g in groups(test, "actors")}
    assert "Ida Berg" in heads["In both"] and "Peter Lund" in heads["Found only in The Post"]
    finding = next(c["text"] for c in components(test, "say") if c["style"] == "finding")
    assert finding.startswith("Both quote Ida Berg")


def test_a_row_leads_to_its_words_in_both_texts(compare: Callable[..., AppTest], bridge: str, protest: str) -> None:
    test = compare(bridge, protest, part="Quotes")
    (lines,) = components(test, "compare_lines")
    (row,) = lines["rows"]
    assert row["what"] == "Ida Berg"
    left, right = marked(test)
    assert left[row["id"]] == ["“It will serve our grandchildren,”"] == right[row["id"]]


def test_the_pick_stands_in_the_address(compare: Callable[..., AppTest], bridge: str, protest: str) -> None:
    test = compare(bridge, protest, part="Who")
    mark = listed(test, "actors")[0]
    tell(test, "compare-pick", "picked", {"id": mark, "turn": 1})
    assert test.query_params["mark"] in (mark, [mark])
    assert components(test, "compare_pick")[0]["id"] == mark
    gone = compare(bridge, protest, mark="actor-0123456789")
    assert "What this address picks is not in this comparison." in said(gone)


def test_two_versions_begin_with_their_changes(compare: Callable[..., AppTest], protest: str, later: str) -> None:
    test = compare(later, protest)
    assert "Two versions of a story" in said(test)
    fates = [r["what"] for r in components(test, "compare_lines")[0]["rows"]]
    assert fates == ["changed", "changed"]
    pieces = components(test, "compare_lines")[0]["rows"][0]["lines"][0]["pieces"]
    assert [[t, c] for t, c in pieces if c != "same"] == [["Monday.", "left out"], ["Tuesday.", "put in"]]
    test.toggle(key="whole").set_value(True).run()
    assert len(components(test, "compare_lines")[0]["rows"]) > 2


@pytest.mark.parametrize(
    "part", ["At a glance", "Voices", "Quotes", "Who", "What happened", "Claims", "Attitudes"]
)  # fmt: skip
def test_every_part_is_drawn(compare: Callable[..., AppTest], bridge: str, seed: str, protest: str, part: str) -> None:
    test = compare(bridge, seed, protest, part=part)
    assert not test.exception
    assert len(components(test, "article")) == 3
    shown = {mark for found in marked(test) for mark in found}
    for key in ("voices", "quotes", "actors", "events", "days", "claims", "attitudes"):
        for row in rows(test, key):
            assert row["id"] in shown, (key, row["label"])


def test_one_that_is_gone_is_said_and_the_others_are_shown(
    compare: Callable[..., AppTest], bridge: str, protest: str
) -> None:
    test = compare(bridge, "0123456789abcdef", protest)
    assert any(line.startswith("1 article of this comparison is not there") for line in said(test))
    assert len(components(test, "article")) == 2


@pytest.mark.parametrize("also", [[], ["0123456789abcdef"]])
def test_fewer_than_two_say_what_to_do(compare: Callable[..., AppTest], bridge: str, also: list[str]) -> None:
    test = compare(bridge, bridge, *also)
    assert any(line.startswith("A comparison needs two articles or more.") for line in said(test))
    assert not components(test, "article")


def test_a_visitor_sees_what_the_link_opens(
    compare: Callable[..., AppTest], library: AnalysisQueue, comes_from: dict[str, str],
    bridge: str, protest: str, seed: str,
) -> None:  # fmt: skip
    _, token = share_links.make_link(library.store, [bridge, protest], view="compare")
    comes_from["x-forwarded-for"] = "192.0.2.7"
    test = compare(bridge, protest, share=token)
    assert len(components(test, "article")) == 2 and "Share" not in [b.label for b in test.button]
    other = compare(bridge, protest, seed, share=token)
    assert any(line.startswith("1 article of this comparison is not there") for line in said(other))
    assert len(components(other, "article")) == 2


def test_who_readers_said_is_the_same_is_one_here_too(library: AnalysisQueue, compare: Callable[..., AppTest]) -> None:
    keep_harbour(library.store)
    bridge, opera = IDS["bridge"], IDS["opera"]
    try:
        before = {row["label"] for g in groups(compare(bridge, opera, part="Who"), "actors") for row in g["rows"]}
        assert {"Ida Berg", "Berg"} <= before
        decide(library.store, (bridge, "ida-berg"), (opera, "berg"), same=True, by="owner")
        heads = {
            g["head"]: [r["label"] for r in g["rows"]] for g in groups(compare(bridge, opera, part="Who"), "actors")
        }
        assert heads["In both"] == ["Ida Berg"]
    finally:
        library.library.delete_all(list(IDS.values()))
        with library.store.writing() as connection:
            connection.execute(text("DELETE FROM cast_decisions"))


EVIL = "*a* [x](http://e.x) :red[y] $z$"


def test_words_from_outside_are_no_markdown_of_any_widget(
    compare: Callable[..., AppTest], library: AnalysisQueue, bridge: str
) -> None:
    """Options and labels of widgets are drawn as Markdown: none holds a title, an outlet or a passage."""
    text = f"{EVIL}\nMayor Ida Berg opened the new bridge. “{EVIL} will serve us all,” Ida Berg said."
    added = [make_article(text, title=EVIL, outlet=outlet) for outlet in (None, f"{EVIL} Post")]
    for article in added:
        made = record(article.id, text, title=EVIL, outlet=article.outlet, people=["Ida Berg"],
                      quotes=[quote(text, f"“{EVIL} will serve us all,”", "Ida Berg")],
                      events=[event(text, "opened the new bridge")])  # fmt: skip
        keep_with_details(library, article, made)
    try:
        for article in added:
            for part in ("At a glance", "Voices", "Quotes", "Who", "What happened"):
                test = compare(bridge, article.id, part=part)
                assert not test.exception
                told = [str(w.proto) for kind in ("button_group", "button", "toggle", "markdown", "selectbox", "radio",
                                                  "text_input", "caption") for w in test.get(kind)]  # fmt: skip
                assert told and not [one for one in told if ":red" in one or "e.x" in one]
    finally:
        library.library.delete_all([a.id for a in added])


def test_events_are_narrowed_to_those_of_one_article(
    compare: Callable[..., AppTest], library: AnalysisQueue
) -> None:  # fmt: skip
    shared, own = "closed the old mine", "sold the mill"
    ids = []
    for outlet, words, rest in (
        ("The Mail", [shared, own], "Somebody sold the mill."),
        ("The Sun", [shared], "Rain fell for days in all the valleys of the north, and every road was under water."),
    ):
        text = f"The Council closed the old mine. {rest}"
        article = make_article(text, outlet=outlet)
        told = [event(text, w, None, ["Council"] if w == shared else []) for w in words]
        made = record(article.id, text, outlet=outlet, people=["Council"], events=told)
        keep_with_details(library, article, made)
        ids.append(article.id)
    try:
        test = compare(*ids, part="What happened")
        assert {r["label"] for r in rows(test, "events")} == {"Closed the old mine", "Sold the mill"}
        (chips,) = components(test, "chips")
        assert [c["name"] for c in chips["chips"]] == ["in both", "in The Mail"]
        for chosen, shown in ((ids[0], ["Sold the mill"]), ("several", ["Closed the old mine"])):
            tell(test, "events-chips", "picked", chosen)
            assert [r["label"] for r in rows(test, "events")] == shown
        tell(test, "events-chips", "picked", "")
        assert len(rows(test, "events")) == 2
    finally:
        library.library.delete_all(ids)


def test_the_way_to_an_article_keeps_what_lets_a_visitor_in(
    compare: Callable[..., AppTest], bridge: str, seed: str
) -> None:
    test = compare(bridge, seed, part="At a glance", share="a&b=c d")
    hrefs = [row["href"] for row in components(test, "shelf")[0]["rows"]]
    assert hrefs == [f"/overview?article={one}&share=a%26b%3Dc+d" for one in (bridge, seed)]


@pytest.mark.parametrize("part", ["At a glance", "Voices", "Quotes", "Who", "What happened"])
def test_a_record_with_passages_that_its_text_does_not_hold_is_compared(
    compare: Callable[..., AppTest], library: AnalysisQueue, bridge: str, part: str
) -> None:
    article = make_article(TEXT, outlet="The Post")
    whole = reading(TEXT)
    first = whole.quotes[0]
    odd = msgspec.structs.replace(
        whole, title="", headline=(9_000, 9_010),
        quotes=(msgspec.structs.replace(first, id="q-empty", content=()),
                msgspec.structs.replace(first, id="q-beyond", content=((9_000, 9_010),)), *whole.quotes),
    )  # fmt: skip
    keep_with_details(library, article, odd)
    try:
        test = compare(bridge, article.id, part=part)
        assert not test.exception
        assert len(components(test, "article")) == 2
    finally:
        library.library.delete(article.id)
