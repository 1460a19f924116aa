"""The replay of many edits: the same as one after the other, in time that grows as their number does."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.domain.claims import claims_of
from components.domain.clickable_marks import sentence_context, tone_id
from components.domain.correction_effects import effect_of
from components.domain.correction_replay import apply_edit, apply_edits, edit_path
from components.domain.correction_values import MOST_ADDED, MOST_ALIASES, MOST_IDS
from components.domain.mention_moves import NoLongerFits
from components.domain.record import Correction, Record, UnsureMention, UnsureQuote, UnsureTone, unsure_of
from components.domain.record_draft import RecordDraft
from tests.edit_lists import chance_of, edit, edit_list, tangled
from tests.pace import paces
from tests.specimen import TEXT, specimen

BERG, UNION = "ida-berg", "drivers-union"
TONE, UNSURE = tone_id(specimen().tones[1]), tone_id(specimen().unsure[0])
Made = Callable[[int], Correction]


def one_by_one(record: Record, edits: list[Correction]) -> Record:
    """Each edit over a record of its own."""
    fits = []
    for one in edits:
        try:
            record = apply_edit(record, one)
            fits.append(True)
        except NoLongerFits:
            fits.append(False)
    return corrected_with(record, edits, fits)


def corrected_with(record: Record, edits: list[Correction], fits: list[bool]) -> Record:
    listed = tuple(msgspec.structs.replace(e, fits=f) for e, f in zip(edits, fits, strict=True))
    return msgspec.structs.replace(record, corrections=listed)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_edits_together_do_what_they_do_one_after_the_other(seed: int) -> None:
    chance = chance_of(seed)
    record = tangled(specimen(), chance)
    record = msgspec.structs.replace(
        record, claims=claims_of(record.text, record.events, record.quotes, record.actors)
    )  # as any reading has them: made anew, they are the same again
    edits = edit_list(record, chance)
    assert apply_edits(record, edits) == one_by_one(record, edits)


def test_and_on_a_whole_article(read: Callable[..., Record], seed_text: str) -> None:
    machine = read(seed_text, date="2026-01-20")
    fitting = 0
    for seed in range(60):
        chance = chance_of(seed)
        record = tangled(machine, chance)
        edits = edit_list(msgspec.structs.replace(record, unsure=unsure_of(record, UnsureTone)), chance)
        found = apply_edits(record, edits)
        fitting += sum(c.fits for c in found.corrections)
        assert found == one_by_one(record, edits), seed
    assert fitting > 400  # they do something


def of(kind: str) -> Made:
    """Many edits of one kind, as each hurts most: of one item, or a new one each time."""
    start = TEXT.index("the toll")
    made: dict[str, Callable[[int], tuple[str, Any]]] = {
        "name": lambda n: (edit_path("actors", BERG, "name"), f"Name {n}"),
        "kind": lambda n: (edit_path("actors", BERG, "kind"), ["person", "group"][n % 2]),
        "role": lambda n: (edit_path("actors", BERG, "role"), f"Role {n}"),
        "into": lambda n: (edit_path("actors", UNION, "into"), BERG),
        "removed": lambda n: (edit_path("actors", UNION, "removed"), True),
        "split": lambda n: (
            edit_path("actors", BERG, "split"), {"name": f"S{n}", "kind": "person", "mentions": [[216, 220]]}
        ),
        "actor": lambda n: (
            edit_path("actors", f"r-{n}", "added"), {"name": f"A{n}", "kind": "group",
                                                "mentions": [[n % 150, n % 150 + 1 + n // 150 % 60]]}
        ),
        "mention": lambda n: (edit_path("mentions", "161-163", "actor"), [BERG, UNION][n % 2]),
        "speaker": lambda n: (edit_path("quotes", "q-promise", "speaker"), [BERG, UNION][n % 2]),
        "quote kind": lambda n: (edit_path("quotes", "q-serve", "kind"), ["direct", "mixed"][n % 2]),
        "source": lambda n: (edit_path("quotes", "q-serve", "source_type"), ["named", "role"][n % 2]),
        "content": lambda n: (edit_path("quotes", "q-serve", "content"), [[78, 100 + n % 9]]),
        "quote removed": lambda n: (edit_path("quotes", f"r-{n}", "removed"), True),
        "quote": lambda n: (edit_path("quotes", f"r-{n}", "added"), {"content": [[start - n % 99, start + 3]]}),
        "date": lambda n: (edit_path("events", "e-lower", "date"), {"earliest": f"2027-01-{1 + n % 28:02}"}),
        "status": lambda n: (edit_path("events", "e-lower", "status"), ["planned", "possible"][n % 2]),
        "actors": lambda n: (edit_path("events", "e-lower", "actors"), [BERG, UNION][: n % 3]),
        "event removed": lambda n: (edit_path("events", f"r-{n}", "removed"), True),
        "event": lambda n: (edit_path("events", f"r-{n}", "added"), {"start": start - n % 99, "end": start + 3,
                                                                "summary": f"E{n}"}),
        "tone": lambda n: (edit_path("tones", TONE, "label"), ["positive", "negative"][n % 2]),
        "unsure tone": lambda n: (edit_path("tones", UNSURE, "label"), ["positive", "negative"][n % 2]),
    }  # fmt: skip
    return lambda n: edit(*made[kind](n), number=n)


KINDS = (
    "name", "kind", "role", "into", "removed", "split", "actor", "mention", "speaker", "quote kind", "source",
    "content", "quote removed", "quote", "date", "status", "actors", "event removed", "event", "tone", "unsure tone",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_edits_take_about_four_times_as_long(kind: str) -> None:
    few, many = [of(kind)(n) for n in range(1_000)], [of(kind)(n) for n in range(4_000)]
    record = specimen()
    least, most = paces(lambda: apply_edits(record, few), 3), paces(lambda: apply_edits(record, many), 3)
    assert most < 9 * least + 1  # twice what it is, and room where it is next to nothing
    assert most < 60  # a second on two undisturbed cores of 2020


def test_edits_of_all_kinds_in_a_row_stay_quick() -> None:
    edits = [of(KINDS[n % len(KINDS)])(n) for n in range(4_000)]
    assert paces(lambda: apply_edits(specimen(), edits), 3) < 60


def test_an_actor_of_many_names_forgets_some() -> None:
    record = apply_edits(specimen(), [of("name")(n) for n in range(MOST_ALIASES + 50)])
    actor = next(a for a in record.actors if a.id == BERG)
    assert len(actor.aliases) == MOST_ALIASES and actor.aliases[0] == f"Name {MOST_ALIASES + 48}"


@pytest.mark.parametrize("kind", ["quote", "event", "actor"])
def test_readers_add_so_many_and_no_more(kind: str) -> None:
    record = apply_edits(specimen(), [of(kind)(n) for n in range(MOST_ADDED + 1)])
    assert [c.fits for c in record.corrections] == [True] * MOST_ADDED + [False]
    draft = RecordDraft(specimen())
    draft.added[f"{kind}s"] = MOST_ADDED
    value_type, act = effect_of(f"{kind}s", "added")
    with pytest.raises(NoLongerFits, match="the most that there can be"):
        act(draft, "r-0", msgspec.json.decode(of(kind)(0).after, type=value_type))


def test_an_event_has_so_many_actors_and_no_more() -> None:
    where = [(s, e) for s in range(196, 215) for e in range(s + 1, 216)]
    edits = [
        edit(edit_path("events", "r-e", "added"), {"start": 190, "end": 220, "summary": "all of it"}),
        *(
            edit(edit_path("actors", f"r-{n}", "added"), {"name": f"A{n}", "kind": "group", "mentions": [where[n]]}, n)
            for n in range(MOST_IDS + 20)
        ),
    ]
    record = apply_edits(specimen(), edits)
    event = next(e for e in record.events if e.id == "r-e")
    assert all(c.fits for c in record.corrections) and len(event.actors) == MOST_IDS


def test_a_rule_says_once_who_overruled_it() -> None:
    day, status = of("date"), of("status")
    edits = [made(n) for n in range(40) for made in (day, status, day)]
    (event,) = (e for e in apply_edits(specimen(), edits).events if e.id == "e-lower")
    assert event.rule == "the date was set by a reader; set by a reader; by hand"


def test_another_speaker_leaves_one_tone_of_a_sentence_in_a_voice() -> None:
    record = specimen()
    one = next(t for t in record.tones if t.voice == UNION)
    both = msgspec.structs.replace(
        record,
        tones=(*record.tones, msgspec.structs.replace(one, voice="unknown")),
        unsure=(msgspec.structs.replace(record.unsure[0], start=one.start, voice="unknown", target=one.target),),
    )
    found = apply_edits(both, [edit(edit_path("quotes", "q-promise", "speaker"), None)])
    assert [tone_id(t) for t in found.tones] == [tone_id(t) for t in both.tones if t.voice != UNION]
    assert found.unsure == ()


def test_a_drafts_context_is_that_of_the_marks() -> None:
    record = specimen()
    draft = RecordDraft(record)
    for start, end in itertools.combinations(range(0, len(TEXT), 7), 2):
        assert draft.context((start, end)) == sentence_context(record, (start, end))


def repeated(record: Record, times: int) -> Record:
    """The article that many times over: the same actors in every copy."""
    replace, size = msgspec.structs.replace, len(record.text) + 2

    def at(span: tuple[int, int] | None, k: int) -> tuple[int, int]:
        start, end = span or (0, 1)
        return start + k * size, end + k * size

    copies = range(times)
    return replace(
        record,
        text="\n\n".join([record.text] * times),
        sentences=tuple(
            replace(s, start=s.start + k * size, end=s.end + k * size) for k in copies for s in record.sentences
        ),
        actors=tuple(
            replace(a, mentions=tuple(
                replace(m, start=m.start + k * size, end=m.end + k * size) for k in copies for m in a.mentions
            ))
            for a in record.actors
        ),
        quotes=tuple(
            replace(q, id=f"{q.id}-{k}", content=tuple(at(c, k) for c in q.content), source=at(q.source, k))
            for k in copies for q in record.quotes
        ),
        events=tuple(
            replace(e, id=f"{e.id}-{k}", start=e.start + k * size, end=e.end + k * size, trigger=at(e.trigger, k),
                    quote=e.quote and f"{e.quote}-{k}")
            for k in copies for e in record.events
        ),
        **{things: tuple(
            replace(t, start=t.start + k * size, end=t.end + k * size, holder=t.holder and at(t.holder, k))
            for k in copies for t in getattr(record, things)
        ) for things in ("tones", "unsure")},
    )  # fmt: skip


@pytest.mark.parametrize(("what", "values"), [
    (edit_path("mentions", "161-163", "actor"), [BERG, UNION]),
    (edit_path("quotes", "q-promise-0", "speaker"), [BERG, UNION]),
    (edit_path("actors", BERG, "name"), ["A", "B"]),
    (edit_path("events", "e-lower-0", "status"), ["planned", "possible"]),
])  # fmt: skip
def test_a_long_article_makes_each_edit_little_dearer(what: str, values: list[str]) -> None:
    """What an edit costs is what it changes: the article's length counts once, not once an edit."""
    edits = [edit(what, values[n % 2], n) for n in range(1_000)]
    short, long = repeated(specimen(), 1), repeated(specimen(), 300)
    assert all(c.fits for c in apply_edits(long, edits).corrections)
    once = paces(lambda: apply_edits(long, edits[:1]), 3)
    assert paces(lambda: apply_edits(long, edits), 3) < once + 5 * paces(lambda: apply_edits(short, edits), 3) + 2


def test_without_edits_what_is_too_unsure_stands_as_it_stood() -> None:
    """In the order that the analysis leaves it in: mentions, quotes, relations, tones (assemble.py)."""
    mention = UnsureMention(start=190, end=198, form="nominal", actor=BERG, why="another actor fits as well")
    quote = UnsureQuote(id="q-x", quote_kind="mixed", content=((0, 5),), rule="by hand", confidence=0.3, why="none")
    record = msgspec.structs.replace(specimen(), unsure=(mention, quote, *specimen().unsure))
    assert apply_edits(record, []).unsure == record.unsure
