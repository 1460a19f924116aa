"""The report: everything of the article in one inert file, to be read without scripts, with data for those that run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import msgspec
import pytest
from lxml.html import HtmlElement, fromstring

from components.domain.clickable_marks import sentence_id
from components.domain.correction_replay import apply_edits, edit_path
from components.domain.record import Actor, Correction, Event, Record
from components.exports.chart_catalogue import article_charts
from components.exports.claim_rows import CLAIM_NOTES
from components.exports.export_formats import CHARTS
from components.exports.html_report import accuracy, report
from components.exports.report_assets import FONTS
from tests.court_story import ACTORS, EVENTS, QUOTES, TEXT, at, court_story, record_of
from tests.specimen import specimen

RECORD, STORY = specimen(), court_story()
HOSTILE = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1> {{7*7}} & \"' =cmd|x"


def edited() -> Record:
    edit = Correction(id="c1", at="2026-01-01T10:00", by="=Ida", what=edit_path("actors", "ida-berg", "name"),
                      after=msgspec.Raw(b'"=Berg"'))  # fmt: skip
    return apply_edits(specimen(), [edit])


def spoilt() -> Record:
    """The specimen with hostile words wherever a text or a reader may have put some."""

    def actor(one: Actor) -> Actor:
        return msgspec.structs.replace(one, name=HOSTILE, role=HOSTILE, aliases=(HOSTILE,))

    def event(one: Event) -> Event:
        return msgspec.structs.replace(one, summary=HOSTILE)

    return msgspec.structs.replace(
        RECORD, title=HOSTILE, outlet=HOSTILE, byline=HOSTILE,
        text=RECORD.text.replace("grandchildren", "<b>hostil</b>"),  # as long, so that offsets hold
        actors=tuple(map(actor, RECORD.actors)), events=tuple(map(event, RECORD.events)),
    )  # fmt: skip


def page_of(record: Record) -> HtmlElement:
    return fromstring(report(record).decode())


def data_of(page: HtmlElement) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page.get_element_by_id("data").text)
    return data


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_view_has_its_section_in_order_and_a_way_to_it() -> None:
    page = page_of(edited())
    names = ["overview", "timeline", "actors", "quotes", "sentiment", "claims", "corrections", "made"]
    sections = [s.get("id") for s in page.iterfind(".//main/section")]
    assert sections == names
    ways = [(a.get("href"), a.text) for a in page.iterfind(".//nav/a")]
    assert [w for w in ways if w[1] != "Article"] == [
        ("#overview", "Overview"), ("#timeline", "Timeline"), ("#actors", "Who"), ("#quotes", "Quotes"),
        ("#sentiment", "Sentiment"), ("#claims", "Claims"),
        ("#corrections", "Corrections"), ("#made", "How it was made"),
    ]  # fmt: skip
    assert [s.get("id") for s in page_of(STORY).iterfind(".//main/section")] == [n for n in names if n != "corrections"]


def test_every_chart_stands_in_its_view() -> None:
    page = page_of(edited())
    charts = {c.name: c for c in article_charts(edited())}
    assert {"timeline", "network", "strip", "matrix"} <= set(charts) <= set(CHARTS)
    drawn = {d.get("data-chart"): d for d in page.iterfind(".//*[@data-chart]")}
    assert set(drawn) == set(charts) == set(data_of(page)["charts"])
    for name, place in drawn.items():
        assert place.xpath("ancestor::section")[0].get("id") == charts[name].view
        assert place.get("role") == "img" and place.get("aria-label")


def test_whatever_can_be_picked_has_its_card() -> None:
    for record in (edited(), STORY):
        data = data_of(page_of(record))
        layers = {la[4] for block in data["article"]["blocks"] for la in block["layers"]} - {""}
        rows = {r["id"] for one in data["lists"].values() for g in one["groups"] for r in g["rows"]} - {""}
        points = {
            str(c[0])
            for figures in data["charts"].values()
            for figure in figures.values()
            for trace in figure["data"]
            for c in trace.get("customdata", [])
        } - set(data["ways"])
        orders = {i for view in data["views"].values() for i in view["order"]}
        assert rows and points and layers and (layers | rows | points | orders) <= set(data["cards"])


def test_a_card_says_what_it_is_why_and_where_it_stands() -> None:
    card = data_of(page_of(RECORD))["cards"]["e-open"]
    start, end = card["passage"]
    assert RECORD.text[start:end] == "Mayor Ida Berg opened the new bridge on Monday."
    assert card["kind"] == "Event · Happened · 2 March 2026"
    assert card["heading"] == "Berg opened the new bridge"
    assert any(line.startswith("Why: ") for line in card["lines"])


def test_what_readers_corrected_says_so_on_its_card_and_its_points() -> None:
    later = Correction(id="c2", at="2026-01-01T10:00", by="Ida", what=edit_path("events", "e-open", "status"),
                       after=msgspec.Raw(b'"planned"'))  # fmt: skip
    data = data_of(page_of(apply_edits(specimen(), [later])))
    assert data["cards"]["e-open"]["kind"].endswith(" · corrected by a reader")
    assert "corrected by a reader" not in data["cards"]["e-reject"]["kind"]
    assert "corrected by a reader" in json.dumps(data["charts"]["timeline"])


def test_a_link_in_the_file_leads_to_a_place_in_it() -> None:
    page = page_of(STORY)
    places = {e.get("id") for e in page.iter() if isinstance(e.tag, str) and e.get("id")}
    linked = {a.get("href").removeprefix("#") for a in page.iterfind(".//a") if a.get("href").startswith("#m-")}
    shown = {f"m-{i}" for i in (e.id for e in STORY.events)} & linked
    assert shown and shown <= places
    inside = page.get_element_by_id("article")
    assert all(page.get_element_by_id(p) in inside.iter() for p in shown)


def test_the_article_stands_in_it_whole_and_once() -> None:
    for record in (RECORD, STORY):
        blocks = page_of(record).xpath("//aside//*[@class='article']/*")
        assert "\n\n".join(b.text_content() for b in blocks) == record.text


def test_lists_can_be_read_without_scripts() -> None:
    page = page_of(RECORD)
    chronicle = page.xpath("//*[@data-list='chronicle']")[0]
    assert [words(h) for h in chronicle.iterfind(".//h3")] == [
        "2019", "2 March 2026", "no date; told after the events above", "from 2027 on",
    ]  # fmt: skip
    rows = [words(r) for r in chronicle.xpath(".//*[@class='row']")]
    assert len(rows) == len(RECORD.events) and "Claimed by Drivers’ Union" in rows[0]
    sentences = [words(q) for q in chronicle.iterfind(".//blockquote")]
    assert sentences[0] == "It claimed that the city had broken a promise in 2019."
    ledger = words(page.xpath("//*[@data-list='ledger']")[0])
    for said in ("“It will serve our grandchildren,”", "reported as a claim", "Ida Berg"):
        assert said in ledger
    assert "None" not in re.sub(r"\bNone (?:of|left)\b", "", words(page.find(".//main")))


def test_the_static_lists_hold_what_the_scripts_draw() -> None:
    page = page_of(STORY)
    for name, one in data_of(page)["lists"].items():
        drawn = [words(a) for a in page.xpath(f"//*[@data-list='{name}']//a")]
        assert drawn == [" ".join(r["label"].split()) for g in one["groups"] for r in g["rows"]], name


def test_the_timeline_has_figures_for_a_phone_and_for_all_of_the_calendar() -> None:
    far = [msgspec.structs.replace(RECORD.events[1], id=f"e{n}", earliest=f"2026-03-0{n}", latest=f"2026-03-0{n}",
                                   precision="day") for n in range(1, 9)]  # fmt: skip
    old = msgspec.structs.replace(far[0], id="old", earliest="1950-01-01", latest="1950-01-01")
    usual = {"wide", "narrow"}
    near = data_of(page_of(msgspec.structs.replace(RECORD, events=tuple(far), claims=())))
    assert set(near["charts"]["timeline"]) == usual
    both = page_of(msgspec.structs.replace(RECORD, events=(old, *far), claims=()))
    assert set(data_of(both)["charts"]["timeline"]) == usual | {"wide_all", "narrow_all"}
    note = "An arrow counts what stands further away."
    assert note in words(both.get_element_by_id("timeline"))
    assert note not in words(page_of(RECORD).get_element_by_id("timeline"))


def test_corrections_are_listed_and_counted() -> None:
    page = page_of(edited())
    assert "1 correction by readers is in it" in words(page.find(".//header"))
    assert "=Berg" in words(page.get_element_by_id("corrections"))
    assert "correction" not in words(page_of(RECORD).find(".//header"))


def test_the_claims_are_a_table_that_leads_to_sentences() -> None:
    part = page_of(STORY).get_element_by_id("claims")
    said = words(part)
    assert "Seven claims, one without an answer in the text" in said and "Not heard in the text: Norvik Marine" in said
    assert [h.text for h in part.iterfind(".//th")] == ["What is claimed", "Said by", "Denied or answered"]
    assert len(part.xpath(".//a[@class='label']")) == 7
    assert said.count("No answer in the text from Norvik Marine") == 1
    assert [a.get("href") for a in part.xpath(".//a[@class='since']")] == ["#m-e-charged", "#m-e-said"]
    assert "Ida Holt declined to comment" in said


def test_a_declined_comment_without_event_or_quote_leads_to_its_sentence() -> None:
    record = record_of(TEXT, [e for e in EVENTS if e.id != "e-declined"], QUOTES, ACTORS)
    sentence = next(s for s in record.sentences if s.start <= at("declined")[0] < s.end)
    page = page_of(record)
    assert f"#m-{sentence_id(sentence)}" in [a.get("href") for a in page.get_element_by_id("claims").iterfind(".//a")]
    assert data_of(page)["cards"][sentence_id(sentence)]["passage"] == [sentence.start, sentence.end]


def test_what_the_writer_says_too_says_so() -> None:
    claims = tuple(msgspec.structs.replace(c, stated=True) for c in STORY.claims)
    record = msgspec.structs.replace(STORY, claims=claims)
    assert words(page_of(record).get_element_by_id("claims")).count("The writer says it too") == 7


@pytest.mark.parametrize("genre", sorted(CLAIM_NOTES))
def test_a_genre_that_changes_what_is_seen_says_so(genre: Any) -> None:
    record = msgspec.structs.replace(STORY, genre=genre)
    assert CLAIM_NOTES[genre] in words(page_of(record).get_element_by_id("claims"))


def test_no_claims_no_section_of_claims() -> None:
    page = page_of(msgspec.structs.replace(STORY, claims=()))
    assert not page.xpath("//section[@id='claims']") and not page.xpath("//a[@href='#claims']")


def test_an_article_in_which_nothing_was_found_is_still_a_report() -> None:
    bare = msgspec.structs.replace(
        RECORD, events=(), actors=(), quotes=(), relations=(), tones=(), claims=(), loaded=(), timexes=(), unsure=(),
        date=None, date_basis=None,
    )  # fmt: skip
    page = page_of(bare)
    assert "Mayor Opens Bridge in Arden" in words(page.find(".//main"))
    assert data_of(page)["charts"] == {} and "has no date" in words(page.find(".//header"))


def test_it_asks_for_nothing_outside_and_runs_its_own_scripts_alone() -> None:
    text = report(RECORD).decode()
    own = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.search(r'(?:src|href)="(?!#)', own) and "@import" not in own
    assert not re.search(r"url\((?!data:font/woff2;base64,)", own)
    page = fromstring(text)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']")[0].get("content")
    assert "default-src 'none'" in policy and "connect-src 'none'" in policy
    assert "unsafe-eval" not in policy and "script-src 'unsafe" not in policy
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.S)
    assert len(scripts) == 2
    for one in scripts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()}'" in policy


def test_its_fonts_are_in_it_with_their_licence_named() -> None:
    text = report(RECORD).decode()
    found = re.findall(r'font-family: "([^"]+)";[^}]*base64,([A-Za-z0-9+/=]+)\)', text)
    assert [name for name, _ in found] == list(FONTS)
    assert all(base64.b64decode(font)[:4] == b"wOF2" for _, font in found)
    assert "SIL Open Font License 1.1" in text
    assert len(text.encode()) < 8_000_000


def test_hostile_words_stay_words() -> None:
    text = report(spoilt()).decode()
    page = fromstring(text)
    assert text.count("<script") == 3 and not page.xpath("//img") and not page.xpath("//b | //*[@onerror]")
    assert "<b>hostil</b>" in page.get_element_by_id("article").text_content()
    assert HOSTILE in page.find(".//h1").text_content()
    assert data_of(page)["cards"]["e-open"]["heading"] == HOSTILE, "data come through unchanged"
    inert = text.partition('id="data">')[2].partition("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", inert)


def test_hostile_claims_stay_words() -> None:
    bad = '<img src=x onerror=1>"</script>{{7*7}}'
    events = [msgspec.structs.replace(e, summary=f"{bad} he did it") for e in EVENTS]
    actors = [msgspec.structs.replace(a, name=bad) for a in ACTORS]
    page = page_of(record_of(TEXT, events, QUOTES, actors))
    assert not page.xpath("//img") and "{{7*7}}" in words(page.get_element_by_id("claims"))


def test_how_often_it_is_wrong_is_what_was_measured() -> None:
    tables = list(accuracy())
    assert len(tables) >= 5 and any("TIMEX3" in row[0] for t in tables for row in t.rows)
    assert len(page_of(RECORD).get_element_by_id("made").findall(".//table")) == len(tables)
