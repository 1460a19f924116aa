"""The address and what is built from it; times, cards and announcements in words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from components.domain.record import Event
from components.services import owner_key
from components.services.server_address import ServerAddress
from components.ui import local_time, page_address, server_settings, startup_message, timeline_zoom
from components.ui.actor_card import MOST_NAMES, card_lines
from tests.specimen import mention, specimen

RECORD = specimen()
BERG, UNION = RECORD.actors


@pytest.fixture
def query(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The address's query as a plain dict."""
    made: dict[str, str] = {}
    monkeypatch.setattr(page_address.st, "query_params", made)
    return made


@pytest.fixture
def context(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    made = SimpleNamespace(url="http://desk.local:8600/quotes?x=1", timezone="Europe/Berlin")
    monkeypatch.setattr(page_address.st, "context", made)
    return made


def test_the_address_says_article_actor_and_mark_or_nothing(query: dict[str, str]) -> None:
    assert page_address.current_address() == (None, None, None)
    query.update(article="a1", actor="", mark="q-1")
    assert page_address.current_address() == ("a1", None, "q-1")


def test_picking_and_narrowing_change_their_own_field_alone(query: dict[str, str]) -> None:
    query.update(article="a1", actor="b")
    page_address.pick_mark("q-1")
    assert query == {"article": "a1", "actor": "b", "mark": "q-1"}
    page_address.narrow_to(None)
    page_address.pick_mark("")
    assert query == {"article": "a1"}
    page_address.pick_mark(None)
    assert query == {"article": "a1"}


def test_moving_between_views_keeps_article_actor_share_and_reading(query: dict[str, str]) -> None:
    query.update(article="a1", actor="b", share="t", reading="machine", mark="q-1", kind="direct", empty="")
    assert page_address.kept_parameters() == {"article": "a1", "actor": "b", "share": "t", "reading": "machine"}
    assert page_address.kept_parameters(article="a2")["article"] == "a2"
    assert page_address.filters() == {"kind": "direct", "empty": ""}


@pytest.mark.parametrize(("view", "mark", "address"), [
    ("quotes", "q-1", "http://desk.local:8600/quotes?article=a1&kind=direct&mark=q-1"),
    ("quotes", None, "http://desk.local:8600/quotes?article=a1&kind=direct"),
    ("library", None, "http://desk.local:8600/?article=a1&kind=direct"),
])  # fmt: skip
def test_a_link_is_built_from_the_views_state(
    query: dict[str, str], context: SimpleNamespace, view: str, mark: str | None, address: str
) -> None:
    query.update(article="a1", kind="direct", mark="other")
    assert page_address.link(view, mark=mark) == address


def test_a_link_without_a_query_has_none(query: dict[str, str], context: SimpleNamespace) -> None:
    context.url = ""
    assert page_address.link("text") == "http://127.0.0.1:8501/text"


def test_times_are_those_of_the_readers_clock(context: SimpleNamespace) -> None:
    assert local_time.time_words("2026-07-01T10:00:00+00:00") == "01 Jul 2026, 12:00"
    assert local_time.in_reader_time("2026-01-01T10:00:00+00:00").hour == 11
    for unknown in ("Nowhere/Here", "", None):
        context.timezone = unknown
        assert local_time.time_words("2026-07-01T10:00:00+00:00") == "01 Jul 2026, 10:00"
    assert local_time.time_words("yesterday") == "time unknown"


def test_the_card_says_who_an_actor_is() -> None:
    assert card_lines(RECORD, BERG) == [
        "Also called “Berg” (written by hand).", "3 mentions: 2 by name, 1 by pronoun.",
        "First in: “Mayor Ida Berg opened the new bridge on Monday.”", "Speaks in 1 quote.",
        "Takes part in 2 events: Berg opened the new bridge; Berg may lower the toll.",
        "Spoken ill of by Drivers’ Union in 1 sentence.", "Is acted on: Drivers’ Union reject.",
    ]  # fmt: skip
    silent = msgspec.structs.replace(RECORD, quotes=(), events=(), tones=())
    union = msgspec.structs.replace(UNION, mentions=UNION.mentions[:1], name="The Drivers’ Union")
    assert card_lines(silent, union) == [
        "1 mention: 1 by name.", "First in: “The Drivers’ Union rejected the toll.”", "Is not quoted.",
        "Acts: reject Ida Berg.",
    ]  # fmt: skip


@pytest.mark.parametrize(("changes", "words"), [
    ({"negated": True}, "does not reject"), ({"status": "not so"}, "does not reject"),
    ({"status": "ongoing"}, "reject"),
    ({"status": "claimed"}, "reject (claimed)"), ({"status": "denied"}, "reject (denied)"),
])  # fmt: skip
def test_the_card_tells_nothing_as_done_that_is_not(changes: dict[str, Any], words: str) -> None:
    acts = (msgspec.structs.replace(RECORD.relations[0], **changes),)
    record = msgspec.structs.replace(RECORD, relations=acts, tones=())
    assert card_lines(record, UNION)[-1] == f"Acts: {words} Ida Berg."
    assert card_lines(record, BERG)[-1] == f"Is acted on: Drivers’ Union {words}."


def test_other_names_go_by_how_often_they_stand_and_not_too_many_are_listed() -> None:
    some = [mention("Berg", nth=2), mention("Berg", nth=2), mention("toll"), mention("she", "pronoun")]
    lines = card_lines(RECORD, msgspec.structs.replace(BERG, mentions=tuple(some)))
    assert lines[0] == "Also called “Berg”, 2 times (written by hand); “toll” (written by hand)."
    many = [mention(w) for w in ("Mayor", "Opens", "Bridge", "Arden", "opened", "new", "serve", "toll")]
    names = card_lines(RECORD, msgspec.structs.replace(BERG, mentions=tuple(many)))[0]
    assert names.count("“") == MOST_NAMES


def test_the_card_says_who_speaks_well_or_ill_of_an_actor_the_most_often_first() -> None:
    tone = RECORD.tones[1]
    tones = (
        msgspec.structs.replace(tone, voice="writer", label="positive"),
        msgspec.structs.replace(tone, label="neutral"),
        *(msgspec.structs.replace(tone, start=n) for n in (1, 2)),
        msgspec.structs.replace(tone, voice="gone"),
    )
    lines = card_lines(msgspec.structs.replace(RECORD, tones=tones), BERG)
    assert [line for line in lines if "sentence" in line] == [
        "Spoken ill of by Drivers’ Union in 2 sentences.", "Spoken well of by the writer in 1 sentence.",
        "Spoken ill of by somebody in 1 sentence.",
    ]  # fmt: skip
    unsure = card_lines(RECORD, UNION)  # what is too unsure to be told isn't told here either
    assert [line for line in unsure if "Spoken" in line] == ["Spoken ill of by the writer in 1 sentence."]


def test_what_the_server_says_when_it_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    monkeypatch.delenv("DATELINE_PUBLIC_URL", raising=False)
    alone = ServerAddress("127.0.0.1", 8501)
    assert startup_message.announcement(alone) == "  Dateline is open at http://127.0.0.1:8501 for this computer alone."
    opened = ServerAddress("0.0.0.0", 8501)
    said = startup_message.announcement(opened)
    assert f"Open Dateline as its owner: http://127.0.0.1:8501/?key={owner_key.owner_key()}" in said
    assert f"{opened.url}/?key={owner_key.owner_key()}" in said and "keep it to yourself" in said


@pytest.mark.parametrize(("headless", "host", "opens"), [
    (True, "127.0.0.1", ""), (False, "127.0.0.1", "http://127.0.0.1:8501"),
    (False, "0.0.0.0", "http://127.0.0.1:8501/?key="),
])  # fmt: skip
def test_where_there_is_a_screen_the_dashboard_is_opened(
    headless: bool, host: str, opens: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    opened: list[str] = []
    monkeypatch.setattr(startup_message.st, "get_option", lambda _: headless)
    monkeypatch.setattr(startup_message, "open_browser", opened.append)
    startup_message.announce(ServerAddress(host, 8501))
    assert [address[: len(opens)] for address in opened] == ([opens] if opens else [])
    assert "Dateline" in capsys.readouterr().out


@pytest.mark.parametrize(("option", "words"), [
    (None, []), ("", []), ("a.example", ["a.example"]), (["a", "b"], ["a", "b"]), (("a",), ["a"]),
])  # fmt: skip
def test_names_that_the_owner_configured(option: object, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_settings.st, "get_option", lambda _: option)
    assert server_settings.own_hosts() == server_settings.own_origins() == words


def test_where_the_server_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"server.address": None, "server.port": "8600", "server.sslCertFile": None}
    monkeypatch.setattr(server_settings.st, "get_option", options.get)
    assert server_settings.listening() == ServerAddress("", 8600, "http")
    options.update({"server.address": "0.0.0.0", "server.sslCertFile": "cert.pem"})
    assert server_settings.listening() == ServerAddress("0.0.0.0", 8600, "https")


def events_on(*days: str) -> list[Event]:
    one = RECORD.events[0]
    return [msgspec.structs.replace(one, id=str(n), earliest=d, latest=d) for n, d in enumerate(days)]


def zoomed(days: list[str], zoom: str | None = None, at: str | None = None) -> AppTest:
    def script(days: list[str]) -> None:
        import streamlit as st

        from components.ui.timeline_zoom import draw_zoom
        from tests.ui.test_address_and_words import events_on

        st.session_state["span"] = draw_zoom(events_on(*days), "2026-03-03")

    test = AppTest.from_function(script, args=(days,))
    if at is not None:
        test.query_params["at"] = at
    test.run()
    return test.get_by_key("zoom").set_value(zoom).run() if zoom else test


def span_of(test: AppTest) -> tuple[dt.datetime, dt.datetime]:
    found: tuple[dt.datetime, dt.datetime] = test.session_state["span"]
    return found


def test_a_story_of_days_has_no_zoom() -> None:
    test = zoomed(["2026-03-01", "2026-03-03"])
    assert span_of(test)[0] < dt.datetime(2026, 3, 1) and not test.get("button_group") and not test.exception


def test_a_story_of_years_can_be_zoomed_and_walked() -> None:
    days = ["1990-01-01", "2025-12-01", "2026-03-01", "2026-03-02", "2026-03-05"]
    usual = zoomed(days)
    assert dt.datetime(2025, 12, 1) < span_of(usual)[0] < dt.datetime(2026, 3, 1)
    assert span_of(zoomed(days, zoom="all"))[0] < dt.datetime(1990, 1, 1)
    week = zoomed(days, zoom="week")
    assert span_of(week) == (dt.datetime(2026, 2, 26, 12), dt.datetime(2026, 3, 7, 12))
    assert {b.label: b.disabled for b in week.button} == {"Earlier (2)": False, "Later (0)": True}
    earlier = week.button(key="earlier").click().run()
    assert earlier.query_params["at"] == "2025-12-01"
    assert {b.label for b in earlier.button} == {"Earlier (1)", "Later (3)"}
    assert earlier.button(key="later").click().run().query_params["at"] == "2026-03-01"


def test_a_part_of_the_calendar_in_which_nothing_stands_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(timeline_zoom, "draw_text", lambda words, *_, **__: drawn.append(words))
    days = ["1990-01-01", "2024-05-01", "2026-03-01"]
    zoomed(days, zoom="week", at="2005-01-01")
    assert drawn == ["Nothing is told of this time."]
    drawn.clear()
    zoomed(days, zoom="week", at="2026-03-02")
    assert drawn == []


def test_an_arrow_at_the_edge_leads_to_all_or_there(monkeypatch: pytest.MonkeyPatch) -> None:
    part = (dt.datetime(2026, 2, 26), dt.datetime(2026, 3, 7))
    events = events_on("1990-01-01", "2025-12-01", "2026-03-01", "2026-04-01")
    assert timeline_zoom.ways_out(events, part) == {"to-before": ("zoom", "all"), "to-after": ("zoom", "all")}
    monkeypatch.setattr(timeline_zoom.st, "session_state", {"zoom": "week"})
    assert timeline_zoom.ways_out(events, part) == {"to-before": ("at", "2025-12-01"), "to-after": ("at", "2026-04-01")}
    assert timeline_zoom.ways_out(events[2:3], part) == {} == timeline_zoom.ways_out(events, None)


@pytest.mark.parametrize(("kind", "options"), [("choice", 1), ("choice", 2), ("one_of", 1), ("one_of", 2)])
def test_a_filter_of_one_option_is_none(kind: str, options: int) -> None:
    def script(kind: str, options: int) -> None:
        import streamlit as st

        from components.ui import filters

        some = ["a", "b"][:options]
        st.session_state["picked"] = getattr(filters, kind)("All", some, {"a": "A", "b": "B"}, key="f")

    test = AppTest.from_function(script, args=(kind, options)).run()
    assert test.session_state["picked"] is None and not test.exception
    assert bool(len(test.selectbox) or len(test.button_group)) is (options > 1)
