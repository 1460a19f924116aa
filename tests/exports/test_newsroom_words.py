"""What is said of a record is true of it; tables hold every mark."""

from __future__ import annotations

import msgspec

from components.domain.clickable_marks import marks_of
from components.exports.chart_headlines import (
    actors_headline,
    quotes_headline,
    references_headline,
    sentiment_headline,
    silent_actors,
    silent_actors_headline,
)
from components.exports.mark_evidence import why_lines
from components.exports.newsroom_words import citation, confidence_words, facts, source_kind, teller
from components.exports.record_tables import (
    actors_table,
    events_table,
    loaded_words_table,
    mentions_table,
    quotes_table,
    relations_table,
    tones_table,
)
from tests.specimen import span, specimen


def test_findings_say_what_the_record_holds() -> None:
    record = specimen()
    assert actors_headline(record) == "Most prominent: Ida Berg and the Drivers’ Union"
    assert quotes_headline(record) == "One full quote and one paraphrase; too little quoted to compare voices"
    assert sentiment_headline(record) == "The Drivers’ Union speaks ill of Ida Berg; one more is likely"


def test_nothing_is_claimed_of_an_empty_record() -> None:
    empty = msgspec.structs.replace(specimen(), events=(), actors=(), quotes=(), tones=(), unsure=())
    assert actors_headline(empty) == "No actors were found in this text."
    assert quotes_headline(empty) == "No quotes"
    assert sentiment_headline(empty) == "Nobody was found to speak well or ill of anybody here"


def test_facts_line() -> None:
    assert facts(specimen()) == "3 March 2026 (set by hand) · 45 words · 2 actors · 2 quotes · news report"
    assert "no date yet" in facts(msgspec.structs.replace(specimen(), date=None, date_basis=None))


def test_every_row_of_a_table_leads_to_its_mark() -> None:
    record = specimen()
    found = set(marks_of(record))
    tables = (
        events_table(record, record.events),
        actors_table(record, record.actors),
        mentions_table(record, record.actors),
        relations_table(record, record.relations),
        quotes_table(record, record.quotes),
        tones_table(record, record.tones),
        tones_table(record, record.unsure),
        loaded_words_table(record, record.loaded),
    )
    for table in tables:
        assert len(table) and set(table["id"]) <= found


def test_the_ledger_says_who_spoke() -> None:
    record = specimen()
    nobody = msgspec.structs.replace(record.quotes[0], speaker=None, source=None)
    unknown = msgspec.structs.replace(record.quotes[0], speaker=None)
    table = quotes_table(record, [*record.quotes, nobody, unknown])
    assert list(table["Who spoke"]) == ["Ida Berg", "Drivers’ Union", "nobody named", "unclear (“she”)"]
    assert list(table["How attributed"])[:2] == ["neutral", "reported as a claim"]


def test_sure_in_words() -> None:
    assert [confidence_words(c) for c in (1.0, 0.8, 0.6, 0.3)] == ["sure", "sure", "likely", "check"]


def test_a_citation_names_speaker_role_outlet_and_date() -> None:
    record = msgspec.structs.replace(specimen(), outlet="Arden Post", url="https://example.org/bridge")
    direct, claimed = record.quotes
    assert citation(record, direct) == (
        "“It will serve our grandchildren,” — Ida Berg (Mayor). Arden Post, 3 March 2026, https://example.org/bridge, "
        "“Mayor Opens Bridge in Arden”"
    )
    assert citation(record, claimed).startswith(
        "that the city had broken a promise in 2019 [paraphrase] — Drivers’ Union"
    )


def test_who_is_talked_about_but_never_heard() -> None:
    record = specimen()
    assert silent_actors(record) == [] and silent_actors_headline(record) == ""
    silenced = msgspec.structs.replace(record, quotes=record.quotes[1:])
    assert [a.name for a in silent_actors(silenced)] == ["Ida Berg"]
    assert silent_actors_headline(silenced) == "Talked about but never heard: Ida Berg."


def test_the_proportion_of_pronouns_left_open_is_said() -> None:
    record = specimen()
    assert references_headline(record) == "2 pronouns joined to an actor, none left open."
    opened = msgspec.structs.replace(record, left_open=(span("It", 2), span("our")))
    assert references_headline(opened).startswith("2 of 4 pronouns (50%) left open")
    assert references_headline(msgspec.structs.replace(record, actors=())) == ""


def test_of_an_unnamed_source_the_reason_is_said() -> None:
    record = specimen()
    unnamed = msgspec.structs.replace(record.quotes[0], source_type="anonymous")
    assert source_kind(record, unnamed) == "unnamed source, no reason given"
    told = msgspec.structs.replace(unnamed, anonymity=span("next year"))
    assert source_kind(record, told) == "unnamed source, “next year”"
    assert source_kind(record, record.quotes[0]) == "named"


def test_a_claim_is_never_the_writers_own() -> None:
    record = specimen()
    claimed = next(e for e in record.events if e.status == "claimed")
    assert teller(record, claimed) == "Drivers’ Union"
    hedged = msgspec.structs.replace(claimed, voice="writer", quote=None)
    assert teller(record, hedged) == "nobody named"
    quote = next(q for q in record.quotes if q.source)
    reported = msgspec.structs.replace(claimed, voice="writer", quote=quote.id)
    assert teller(record, reported) == record.text[slice(*quote.source)]
    assert teller(record, msgspec.structs.replace(hedged, status="happened")) == "the writer"


def test_a_claim_that_is_denied_says_so_on_both_sides() -> None:
    record = specimen()
    claim = next(e for e in record.events if e.status == "claimed")
    denial = msgspec.structs.replace(
        claim, id="e-denied", status="denied", voice="ida-berg", summary="the city kept it", denies=claim.id
    )
    both = msgspec.structs.replace(record, events=(*record.events, denial))
    found = marks_of(both)
    assert f"It denies “{claim.summary}”, told by Drivers’ Union." in " ".join(why_lines(both, found["e-denied"]))
    assert "Denied by Ida Berg: “the city kept it”." in " ".join(why_lines(both, found[claim.id]))
