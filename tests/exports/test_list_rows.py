"""The lists beside the charts: each row in full words, leading to its mark."""

from __future__ import annotations

import msgspec
import pytest

from components.domain.clickable_marks import marks_of
from components.domain.record import LoadedWord, UnsureTone, unsure_of
from components.exports.list_rows import (
    ListGroup,
    ListRow,
    Person,
    actor_rows,
    companion_rows,
    list_text,
    loaded_word_rows,
    mention_rows,
    one_group,
    quote_rows,
    relation_rows,
    tone_rows,
)
from tests.specimen import mention, span, specimen

RECORD = specimen()
BERG, UNION = RECORD.actors
SERVE, PROMISE = RECORD.quotes
COLOURS = {"ida-berg": "#111111", "drivers-union": "#222222"}
LONG = "word " * 300 + "end."


def test_quotes_stand_whole_with_who_spoke_and_how_in_the_order_of_the_text() -> None:
    rows = quote_rows(RECORD, [PROMISE, SERVE], COLOURS)
    assert [(r.id, r.label, r.first, r.facts, r.quoted) for r in rows] == [
        ("q-serve", "“It will serve our grandchildren,”", Person("Ida Berg", "#111111"),
         ("full quote", "“she … said”", "named", "sure"), True),
        ("q-promise", "that the city had broken a promise in 2019", Person("Drivers’ Union", "#222222"),
         ("paraphrase", "“It … claimed”", "named", "reported as a claim", "check"), True),
    ]  # fmt: skip


def test_a_quote_of_any_length_is_never_cut() -> None:
    record = msgspec.structs.replace(RECORD, text=LONG)
    (row,) = quote_rows(record, [msgspec.structs.replace(SERVE, content=((0, len(LONG)),))], {})
    assert row.label == LONG


def test_an_interrupted_quote_shows_where_and_one_of_nobody_says_so() -> None:
    parts = (span("It will serve"), span("our grandchildren"))
    (row,) = quote_rows(
        RECORD, [msgspec.structs.replace(SERVE, content=parts, speaker=None, source=None, cue=None)], COLOURS
    )
    assert row.label == "It will serve … our grandchildren" and row.first == Person("nobody named", "")
    assert row.facts[0] == "full quote" and not [f for f in row.facts if f.startswith("“")]


def test_actors_with_kind_role_names_mentions_and_quotes() -> None:
    rows = actor_rows(RECORD, RECORD.actors, COLOURS)
    assert [(r.id, r.label, r.colour, r.facts) for r in rows] == [
        ("m-35-43", "Ida Berg", "#111111", ("person", "Mayor", "3 mentions", "quoted 1 time", "also “Berg”")),
        ("m-123-141", "Drivers’ Union", "#222222", ("organisation", "2 mentions", "quoted 1 time")),
    ]
    belongs = msgspec.structs.replace(UNION, of="ida-berg", aliases=("Union", "drivers"), mentions=UNION.mentions[::-1])
    (row,) = actor_rows(RECORD, [belongs], {})
    assert row.id == "m-123-141", "it leads to the first mention in the text"
    assert row.facts == ("organisation", "of Ida Berg", "2 mentions", "quoted 1 time", "also “Union”, “drivers”")
    scare = msgspec.structs.replace(SERVE, kind="scare")
    (row,) = actor_rows(msgspec.structs.replace(RECORD, quotes=(scare,)), [BERG], {})
    assert not [f for f in row.facts if f.startswith("quoted")], "quoted words are nobody's speech"


def test_mentions_stand_in_text_order_between_the_words_around_them() -> None:
    rows = mention_rows(RECORD, [UNION, BERG], COLOURS)
    assert [(r.id, r.label, r.first and r.first.name, r.facts) for r in rows] == [
        ("m-35-43", "Ida Berg", "Ida Berg", ("by name", "sure")),
        ("m-112-115", "she", "Ida Berg", ("by pronoun", "sure")),
        ("m-123-141", "The Drivers’ Union", "Drivers’ Union", ("by name", "sure")),
        ("m-161-163", "It", "Drivers’ Union", ("by pronoun", "check")),
        ("m-216-220", "Berg", "Ida Berg", ("by name", "sure")),
    ]
    assert rows[0].note == "…Mayor Ida Berg opened the new bridge on Monday. “It will…"
    assert rows[2].note == "…The Drivers’ Union rejected the toll. It claimed that the…", "no word of another paragraph"
    assert all(r.label in r.note and len(r.note) < 44 * 2 + len(r.label) + 3 for r in rows)


@pytest.mark.parametrize(("changes", "label", "facts"), [
    ({}, "Drivers’ Union → Ida Berg: reject", ("Happened", "told by the writer", "sure")),
    ({"negated": True, "status": "not so"}, "Drivers’ Union → Ida Berg: not reject",
     ("Not so", "told by the writer", "sure")),
    ({"status": "claimed", "voice": "ida-berg", "confidence": 0.6}, "Drivers’ Union → Ida Berg: reject (claimed)",
     ("Claimed", "told by Ida Berg", "likely")),
    ({"voice": "gone"}, "Drivers’ Union → Ida Berg: reject", ("Happened", "told by somebody", "sure")),
])  # fmt: skip
def test_who_acts_on_whom_says_whether_it_happened_and_who_tells_it(
    changes: dict[str, object], label: str, facts: tuple[str, ...]
) -> None:
    (row,) = relation_rows(RECORD, [msgspec.structs.replace(RECORD.relations[0], **changes)], COLOURS)
    assert (row.id, row.label, row.facts) == ("r-123-drivers-union-ida-berg", label, facts)
    assert [p.name for p in row.who] == ["Drivers’ Union", "Ida Berg"]


def test_who_is_named_with_whom_leads_to_the_first_sentence_of_both() -> None:
    assert companion_rows(RECORD, RECORD.actors) == []
    near = msgspec.structs.replace(UNION, mentions=(*UNION.mentions, mention("bridge"), mention("grandchildren")))
    record = msgspec.structs.replace(RECORD, actors=(BERG, near))
    (row,) = companion_rows(record, record.actors)
    assert row.id == "s-29-76" and {"Ida Berg", "Drivers’ Union"} == set(row.label.split(" with "))
    assert row.facts == ("named together in 2 sentences",)


def test_attitudes_and_what_is_too_unsure_of_them() -> None:
    rows = tone_rows(RECORD, RECORD.tones, COLOURS)
    assert [(r.id, r.label, r.facts, r.note, [p.name for p in r.who]) for r in rows] == [
        ("t-123-writer-drivers-union", "The writer on Drivers’ Union · against", ("“rejected”", "likely"), "",
         ["Drivers’ Union"]),
        ("t-161-drivers-union-ida-berg", "Drivers’ Union on Ida Berg · against", ("“claimed” … “broken”", "sure"), "",
         ["Ida Berg"]),
    ]  # fmt: skip
    (row,) = tone_rows(RECORD, unsure_of(RECORD, UnsureTone), COLOURS)
    assert (row.facts, row.note) == (("“lower”",), "it is too unlikely")
    (row,) = tone_rows(RECORD, [msgspec.structs.replace(RECORD.tones[0], evidence=())], {})
    assert row.facts == ("likely",) and row.who == ()


def test_loaded_words_stand_in_their_whole_sentences() -> None:
    start, end = span("grandchildren")
    rows = loaded_word_rows(RECORD, [*RECORD.loaded, LoadedWord(start=start, end=end)])
    assert [(r.id, r.label, r.note) for r in rows] == [
        ("w-55-58", "new", "Mayor Ida Berg opened the new bridge on Monday."),
        (f"w-{start}-{end}", "grandchildren", "“It will serve our grandchildren,” she said."),
    ]


def test_every_row_leads_to_a_mark_of_the_record() -> None:
    near = msgspec.structs.replace(UNION, mentions=(*UNION.mentions, mention("bridge")))
    record = msgspec.structs.replace(RECORD, actors=(BERG, near))
    rows = [
        *quote_rows(record, record.quotes, {}), *actor_rows(record, record.actors, {}),
        *mention_rows(record, record.actors, {}), *relation_rows(record, record.relations, {}),
        *companion_rows(record, record.actors), *tone_rows(record, record.tones, {}),
        *tone_rows(record, unsure_of(record, UnsureTone), {}), *loaded_word_rows(record, record.loaded),
    ]  # fmt: skip
    assert len(rows) == 16 and {r.id for r in rows} <= set(marks_of(record))


def test_words_are_one_line_without_what_turns_or_hides_text() -> None:
    text = RECORD.text.replace("will serve", "\u202ewill\nser", 1)
    record = msgspec.structs.replace(RECORD, text=text)
    (row,) = quote_rows(record, [SERVE], {})
    assert "\n" not in row.label and "\u202e" not in row.label


def test_a_list_is_copied_as_a_line_a_row() -> None:
    row = ListRow(id="1", label="Label", time="10:30", first=Person("Ida", ""), facts=("a", "b"), note="unsaid")
    groups = [ListGroup("2 March", False, (row,)), ListGroup("", True, (ListRow(id="2", label="Bare"),))]
    assert list_text(groups) == "2 March, 10:30 – Label (Ida · a · b)\nBare"


def test_no_rows_make_no_group() -> None:
    assert one_group([]) == [] and one_group(iter([ListRow(id="1", label="x")]))[0].head == ""
