"""What each edit changes, and that it changes nothing else: every field of every item compared before and after."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from components.domain.correction_replay import apply_edits, corrected_items
from components.domain.correction_values import MOST_ADDED
from components.domain.record import (
    Correction,
    Record,
    Relation,
    Tone,
    UnsureMention,
    UnsureQuote,
    UnsureRelation,
    UnsureTone,
    unsure_of,
)
from tests.specimen import mention, span, specimen

RECORD = specimen()
WORDS = {m: span(w, n) for m, w, n in (("berg", "Ida Berg", 1), ("she", "she", 1), ("union", "The Drivers’ Union", 1),
                                       ("it", "It", 2), ("berg2", "Berg", 2))}  # fmt: skip
SET, DATED = "set by a reader; ", "the date was set by a reader; "
THINGS = ("actors", "events", "quotes", "tones", "unsure", "loaded", "relations")
BY_CUE, BY_CLAUSE = "a quote beside a verb of speaking", "a reporting verb and the clause it reports"


def path_of(mention: str) -> str:
    return "-".join(map(str, WORDS[mention]))


def edit(what: str, after: Any, number: int = 0) -> Correction:
    return Correction(
        id=f"c{number}", at="2026-03-04T09:30:00+00:00", by="Ann", what=what,
        after=msgspec.Raw(msgspec.json.encode(after)),
    )  # fmt: skip


def fields(record: Record) -> dict[str, Any]:
    """Each field of each item by "item.field"; an actor's mentions by their names here; which items there are."""
    names = {v: k for k, v in WORDS.items()}
    out: dict[str, Any] = {}
    for things in THINGS:
        for item in getattr(record, things):
            key = getattr(item, "id", None) or f"{things}@{item.start}"
            out.setdefault(things, []).append(key)
            for name, value in msgspec.json.decode(msgspec.json.encode(item)).items():
                if things == "actors" and name == "mentions":
                    value = [names.get((m["start"], m["end"]), (m["start"], m["end"])) for m in value]
                out[f"{key}.{name}"] = value
    return out


def changes(before: Record, after: Record) -> dict[str, Any]:
    """What differs; of items that are gone their absence alone."""
    old, new = fields(before), fields(after)
    gone = {k for things in THINGS for k in old.get(things, ()) if k not in new.get(things, ())}
    keys = [k for k in old | new if k.rpartition(".")[0] not in gone and old.get(k) != new.get(k)]
    return {k: new.get(k) for k in keys}


REJECTED, BROKEN = (f"tones@{t.start}" for t in RECORD.tones)
UNSURE = f"unsure@{RECORD.unsure[0].start}"
MOVED: dict[str, Any] = {"drivers-union.mentions": ["union"], "drivers-union.prominence": 0.3}
TO_BERG: dict[str, Any] = MOVED | {
    "ida-berg.mentions": ["berg", "she", "it", "berg2"], "e-broken.voice": "ida-berg", "tones": [REJECTED],
    "q-promise.speaker": "ida-berg",
}  # fmt: skip
TO_NOBODY: dict[str, Any] = MOVED | {
    "e-broken.voice": "unknown", f"{BROKEN}.voice": "unknown", "q-promise.speaker": None,
}  # fmt: skip
BY_READER: dict[str, Any] = {"q-promise.confidence": 1.0, "q-promise.rule": SET + BY_CLAUSE}
# Of one who is both there is no attitude: neither told nor too unsure to be.
ONE_ACTOR: dict[str, Any] = {"actors": ["drivers-union"], "relations": None, "tones": [REJECTED], "unsure": None}


def labelled(tone: str, label: str, score: float, **more: Any) -> dict[str, Any]:
    new = {"label": label, "score": score, "rule": "set by a reader", "confidence": 1.0} | more
    return {f"{tone}.{k}": v for k, v in new.items()}


def told(label: str, score: float, **more: Any) -> dict[str, Any]:
    """What is too unsure to be told is told."""
    fields = labelled("tones@216", label, score, **more) | {"tones": [REJECTED, BROKEN, "tones@216"], "unsure": None}
    same = {"start": 216, "end": 250, "target": "drivers-union", "voice": "ida-berg", "holder": [216, 220]}
    return fields | {f"tones@216.{k}": v for k, v in same.items()}


CASES: list[tuple[str, Any, dict[str, Any]]] = [
    ("actors/ida-berg/name", "Mayor Berg", {"ida-berg.name": "Mayor Berg", "ida-berg.aliases": ["Ida Berg", "Berg"]}),
    ("actors/ida-berg/name", "Berg", {"ida-berg.name": "Berg", "ida-berg.aliases": ["Ida Berg"]}),
    ("actors/ida-berg/kind", "group", {"ida-berg.kind": "group"}),
    ("actors/ida-berg/role", None, {"ida-berg.role": None}),
    ("actors/ida-berg/into", "drivers-union", ONE_ACTOR | {
        "drivers-union.aliases": ["Ida Berg", "Berg"], "drivers-union.role": "Mayor", "drivers-union.prominence": 1.0,
        "drivers-union.mentions": ["berg", "she", "union", "it", "berg2"], "e-open.actors": ["drivers-union"],
        "e-lower.actors": ["drivers-union"], "q-serve.speaker": "drivers-union"}),
    ("actors/drivers-union/into", "ida-berg", ONE_ACTOR | {
        "actors": ["ida-berg"], f"{REJECTED}.target": "ida-berg",
        "ida-berg.aliases": ["Berg", "Drivers’ Union"], "e-reject.actors": ["ida-berg"],
        "ida-berg.mentions": ["berg", "she", "union", "it", "berg2"], "e-broken.voice": "ida-berg",
        "q-promise.speaker": "ida-berg"}),
    ("actors/ida-berg/removed", True, {
        "actors": ["drivers-union"], "relations": None, "tones": [REJECTED], f"{UNSURE}.voice": "unknown",
        "e-open.actors": [], "e-lower.actors": [], "q-serve.speaker": None}),
    ("actors/drivers-union/removed", True, {
        "actors": ["ida-berg"], "relations": None, "e-reject.actors": [], "e-broken.voice": "unknown",
        "q-promise.speaker": None, "tones": [BROKEN], f"{BROKEN}.voice": "unknown", "unsure": None}),
    (f"mentions/{path_of('it')}/actor", "ida-berg", TO_BERG),
    (f"mentions/{path_of('it')}/actor", None, TO_NOBODY),
    (f"mentions/{path_of('berg')}/actor", "drivers-union", {
        "actors": ["drivers-union", "ida-berg"], "drivers-union.aliases": ["Ida Berg"], "ida-berg.prominence": 0.667,
        "drivers-union.mentions": ["berg", "union", "it"], "drivers-union.prominence": 0.9,
        "ida-berg.mentions": ["she", "berg2"], "e-open.actors": ["drivers-union"]}),
    (f"mentions/{path_of('union')}/actor", "ida-berg", {
        "drivers-union.mentions": ["it"], "drivers-union.prominence": 0.3, "e-reject.actors": ["ida-berg"],
        "ida-berg.aliases": ["Berg", "The Drivers’ Union"], "ida-berg.mentions": ["berg", "she", "union", "berg2"],
        "relations": None, f"{REJECTED}.target": "ida-berg"}),
    (f"mentions/{path_of('berg2')}/actor", None, {
        "ida-berg.mentions": ["berg", "she"], "ida-berg.prominence": 0.667, "e-lower.actors": [],
        f"{UNSURE}.voice": "unknown"}),
    ("quotes/q-serve/speaker", "drivers-union", {
        "actors": ["drivers-union", "ida-berg"], "drivers-union.mentions": ["she", "union", "it"],
        "drivers-union.prominence": 0.9, "ida-berg.mentions": ["berg", "berg2"], "ida-berg.prominence": 0.667,
        "q-serve.speaker": "drivers-union", "q-serve.confidence": 1.0, "q-serve.rule": SET + BY_CUE}),
    ("quotes/q-promise/speaker", None, TO_NOBODY | BY_READER),
    ("quotes/q-promise/speaker", "ida-berg", TO_BERG | BY_READER),
    ("quotes/q-promise/kind", "mixed", BY_READER | {"q-promise.kind": "mixed"}),
    ("quotes/q-promise/source_type", "document", BY_READER | {"q-promise.source_type": "document"}),
    ("quotes/q-promise/content", [[170, 180], [160, 165]], BY_READER | {"q-promise.content": [[160, 165], [170, 180]]}),
    ("quotes/q-promise/removed", True, {"quotes": ["q-serve"]}),
    ("events/e-open/date", {"earliest": "2026-03-01", "latest": None}, {
        "e-open.earliest": "2026-03-01", "e-open.latest": None, "e-open.precision": "range", "e-open.timex": None,
        "e-open.rule": DATED + "by hand"}),
    ("events/e-open/date", {"earliest": "2026-03-01", "latest": "2026-03-01"}, {
        "e-open.earliest": "2026-03-01", "e-open.latest": "2026-03-01", "e-open.timex": None,
        "e-open.rule": DATED + "by hand"}),
    ("events/e-open/date", {"earliest": None, "latest": None}, {
        "e-open.earliest": None, "e-open.latest": None, "e-open.precision": None, "e-open.timex": None,
        "e-open.rule": DATED + "by hand"}),
    ("events/e-lower/status", "denied", {"e-lower.status": "denied", "e-lower.rule": SET + "by hand"}),
    ("events/e-lower/actors", ["drivers-union", "ida-berg", "drivers-union"], {
        "e-lower.actors": ["drivers-union", "ida-berg"], "e-lower.rule": SET + "by hand"}),
    ("events/e-lower/removed", True, {"events": ["e-open", "e-reject", "e-broken"]}),
    ("tones/t-123-writer-drivers-union/label", "positive", labelled(REJECTED, "positive", 0.8, evidence=[])),
    ("tones/t-123-writer-drivers-union/label", "neutral", labelled(REJECTED, "neutral", 0.0, evidence=[])),
    ("tones/t-161-drivers-union-ida-berg/label", "positive",
     labelled(BROKEN, "positive", 0.8, evidence=[], cue=None)),
    ("tones/t-161-drivers-union-ida-berg/label", "negative", {
        f"{BROKEN}.{k}": v for k, v in {"score": -0.8, "rule": "set by a reader", "confidence": 1.0}.items()}),
    ("tones/t-216-ida-berg-drivers-union/label", "positive", told(
        "positive", 0.8, evidence=[[225, 230]], cue=[225, 230])),
    ("tones/t-216-ida-berg-drivers-union/label", "negative", told("negative", -0.8, evidence=[])),
    ("tones/t-216-ida-berg-drivers-union/label", "neutral", told("neutral", 0.0, evidence=[])),
]  # fmt: skip


@pytest.mark.parametrize(("what", "after", "changed"), CASES, ids=[f"{w}={a}" for w, a, _ in CASES])
def test_an_edit_changes_what_it_is_of_and_nothing_else(what: str, after: Any, changed: dict[str, Any]) -> None:
    record = apply_edits(RECORD, [edit(what, after)])
    assert changes(RECORD, record) == changed
    assert [c.fits for c in record.corrections] == [True]


STALE: list[tuple[str, Any]] = [
    ("actors/gone/name", "X"), ("actors/gone/kind", "group"), ("actors/gone/role", None), ("actors/gone/removed", True),
    ("actors/gone/into", "ida-berg"), ("actors/ida-berg/into", "gone"), ("actors/ida-berg/into", "ida-berg"),
    ("actors/gone/split", {"name": "X", "kind": "person", "mentions": [[35, 43]]}),
    ("actors/ida-berg/split", {"name": "X", "kind": "person", "mentions": [[0, 4]]}),
    ("actors/ida-berg/split", {"name": "X", "kind": "person",
                               "mentions": [list(WORDS[w]) for w in ("berg", "she", "berg2")]}),
    ("actors/ida-berg/added", {"name": "X", "kind": "person", "mentions": [[0, 4]]}),
    ("actors/r-x/added", {"name": "X", "kind": "person", "mentions": [[0, 10**6]]}),
    ("mentions/0-4/actor", "ida-berg"), ("mentions/35-43/actor", "gone"), ("mentions/x-y/actor", "ida-berg"),
    ("quotes/gone/speaker", None), ("quotes/q-serve/speaker", "gone"), ("quotes/gone/kind", "mixed"),
    ("quotes/gone/content", [[0, 4]]), ("quotes/q-serve/content", []), ("quotes/q-serve/content", [[0, 10**6]]),
    ("quotes/gone/removed", True), ("quotes/q-serve/added", {"content": [[0, 4]], "kind": "direct", "speaker": None}),
    ("quotes/r-q/added", {"content": [[0, 4]], "kind": "direct", "speaker": "gone"}),
    ("events/gone/date", {"earliest": None, "latest": None}), ("events/gone/status", "planned"),
    ("events/gone/actors", []), ("events/e-open/actors", ["gone"]), ("events/gone/removed", True),
    ("events/e-open/added", {"start": 0, "end": 4, "summary": "x", "earliest": None, "latest": None}),
    ("events/r-e/added", {"start": 4, "end": 4, "summary": "x", "earliest": None, "latest": None}),
    ("events/r-e/added", {"start": 0, "end": 4, "summary": "x", "earliest": None, "latest": None, "actors": ["gone"]}),
    ("tones/gone/label", "positive"), ("actors/ida-berg/weather", "fine"), ("nonsense", 1),
    ("quotes/q-serve/kind", "whispered"), ("events/e-open/status", 7), ("actors/ida-berg/name", None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "after"), STALE, ids=[f"{w}={a}" for w, a in STALE])
def test_an_edit_that_no_longer_fits_touches_nothing(what: str, after: Any) -> None:
    record = apply_edits(RECORD, [edit(what, after), edit("actors/drivers-union/role", "a union", 1)])
    assert changes(RECORD, record) == {"drivers-union.role": "a union"}
    assert [c.fits for c in record.corrections] == [False, True]
    assert corrected_items(record) == {"drivers-union"}


def test_the_last_of_several_edits_of_a_field_holds() -> None:
    edits = [edit("actors/ida-berg/role", role, n) for n, role in enumerate(["a", "b", None, "c"])]
    assert changes(RECORD, apply_edits(RECORD, edits)) == {"ida-berg.role": "c"}
    assert changes(RECORD, apply_edits(RECORD, edits[:3])) == {"ida-berg.role": None}


def test_edits_build_on_what_earlier_ones_made() -> None:
    added = {"name": "Arden", "kind": "place", "mentions": [list(span("Arden"))]}
    record = apply_edits(RECORD, [
        edit("actors/r-arden/added", added), edit("actors/r-arden/name", "Arden Town", 1),
        edit("events/e-open/actors", ["ida-berg", "r-arden"], 2), edit("actors/r-arden/removed", True, 3),
    ])  # fmt: skip
    assert changes(RECORD, record) == {"e-open.rule": SET + "by hand"}


def test_readers_can_add_so_much_and_no_more() -> None:
    quotes = [
        edit(f"quotes/r-{n}/added", {"content": [[n, n + 4]], "kind": "direct", "speaker": None}, n)
        for n in range(MOST_ADDED + 1)
    ]
    long = msgspec.structs.replace(RECORD, text=RECORD.text + " word" * MOST_ADDED)
    record = apply_edits(long, quotes)
    assert [c.fits for c in record.corrections].count(False) == 1 and not record.corrections[-1].fits
    assert len(record.quotes) == len(RECORD.quotes) + MOST_ADDED


def denial() -> Record:
    events = tuple(
        msgspec.structs.replace(e, denies="e-open", status="denied") if e.id == "e-lower"
        else msgspec.structs.replace(e, perhaps_same="e-open") if e.id == "e-reject" else e
        for e in RECORD.events
    )  # fmt: skip
    return msgspec.structs.replace(RECORD, events=events)


@pytest.mark.parametrize(("what", "after", "changed"), [
    ("events/e-lower/status", "happened", {"e-lower.status": "happened", "e-lower.denies": None,
                                           "e-lower.rule": SET + "by hand"}),
    ("events/e-lower/status", "denied", {"e-lower.rule": SET + "by hand"}),
    ("events/e-open/status", "planned", {"e-open.status": "planned", "e-open.rule": SET + "by hand",
                                         "e-lower.denies": None}),
    ("events/e-open/status", "ongoing", {"e-open.status": "ongoing", "e-open.rule": SET + "by hand"}),
    ("events/e-open/removed", True, {"events": ["e-reject", "e-broken", "e-lower"], "e-lower.denies": None,
                                     "e-reject.perhaps_same": None}),
])  # fmt: skip
def test_a_denial_goes_with_what_it_denies(what: str, after: Any, changed: dict[str, Any]) -> None:
    record = denial()
    assert changes(record, apply_edits(record, [edit(what, after)])) == changed


def test_a_name_that_was_missed_takes_quotes_and_events_where_it_stands() -> None:
    nobody = msgspec.structs.replace(
        RECORD, quotes=tuple(msgspec.structs.replace(q, source=span("Mayor Ida Berg"), speaker=None)
                             if q.id == "q-serve" else q for q in RECORD.quotes),
        actors=(RECORD.actors[1],), relations=(), tones=(),
    )  # fmt: skip
    mayor = {"name": "Mayor Ida Berg", "kind": "person", "mentions": [list(span("Mayor Ida Berg"))]}
    record = apply_edits(nobody, [edit("actors/r-m/added", mayor)])
    assert {q.id: q.speaker for q in record.quotes} == {"q-serve": "r-m", "q-promise": "drivers-union"}
    assert {e.id for e in record.events if "r-m" in e.actors} == {
        e.id for e in RECORD.events if e.start < span("Mayor Ida Berg")[1] and e.end > span("Mayor Ida Berg")[0]
    }
    union = {"name": "Arden", "kind": "place", "mentions": [list(span("Ida Berg"))]}
    part = apply_edits(nobody, [edit("actors/r-p/added", union)])
    assert {q.id: q.speaker for q in part.quotes}["q-serve"] is None


def third() -> Record:
    arden = msgspec.structs.replace(
        RECORD.actors[1], id="arden", name="Arden", kind="place", mentions=(mention("Arden"),)
    )
    own = msgspec.structs.replace(RECORD.relations[0], agent="ida-berg", patient="ida-berg", verb="praise")
    return msgspec.structs.replace(RECORD, actors=(*RECORD.actors, arden), relations=(*RECORD.relations, own))


def acts(record: Record) -> list[tuple[str, str, str]]:
    return [(r.agent, r.verb, r.patient) for r in record.relations]


def test_acts_go_with_whoever_an_actor_is_merged_into() -> None:
    record = third()
    merged = apply_edits(record, [edit("actors/drivers-union/into", "arden")])
    assert acts(merged) == [("arden", "reject", "ida-berg"), ("ida-berg", "praise", "ida-berg")]
    both = apply_edits(record, [edit("actors/drivers-union/into", "ida-berg")])
    assert acts(both) == [("ida-berg", "praise", "ida-berg")], "an act on another is none on oneself"
    gone = apply_edits(record, [edit("actors/ida-berg/removed", True)])
    assert acts(gone) == []


def with_act_in_quote() -> Record:
    """The specimen with an act that the union tells, in its quote, and what is too unsure to be told."""
    start, end = span("that the city had broken a promise in 2019")
    told = Relation(agent="arden", verb="break", patient="ida-berg", start=start, end=end, status="claimed",
                    voice="drivers-union")  # fmt: skip
    unsure = (
        UnsureMention(start=start, end=end, form="nominal", actor="drivers-union", why="?"),
        UnsureQuote(id="q-x", quote_kind="indirect", content=((start, end),), speaker="drivers-union", rule="",
                    confidence=0.4, why="?"),
        UnsureRelation(agent="arden", verb="sue", patient="drivers-union", start=start, end=end, why="?"),
    )  # fmt: skip
    return msgspec.structs.replace(RECORD, relations=(told,), unsure=unsure)


def test_an_act_that_a_speaker_tells_goes_with_the_speaker() -> None:
    record = with_act_in_quote()
    (act,) = apply_edits(record, [edit("quotes/q-promise/speaker", "ida-berg")]).relations
    assert (act.voice, act.agent, act.patient) == ("ida-berg", "arden", "ida-berg")
    (act,) = apply_edits(record, [edit("quotes/q-promise/speaker", None)]).relations
    assert act.voice == "unknown"
    (act,) = apply_edits(record, [edit("actors/drivers-union/removed", True)]).relations
    assert act.voice == "unknown"


def test_what_is_unsure_goes_with_whoever_an_actor_is_merged_into() -> None:
    merged = apply_edits(with_act_in_quote(), [edit("actors/drivers-union/into", "ida-berg")])
    described = unsure_of(merged, UnsureMention)
    assert [m.actor for m in described] == ["ida-berg"]
    assert [q.speaker for q in unsure_of(merged, UnsureQuote)] == ["ida-berg"]
    assert [(r.agent, r.patient) for r in unsure_of(merged, UnsureRelation)] == [("arden", "ida-berg")]
    gone = apply_edits(with_act_in_quote(), [edit("actors/drivers-union/removed", True)])
    assert unsure_of(gone, UnsureMention) == () and unsure_of(gone, UnsureRelation) == ()
    assert [q.speaker for q in unsure_of(gone, UnsureQuote)] == [None]


def test_a_merge_weighs_both_anew() -> None:
    """What counts once is counted once; how often grows with the logarithm of both counts; the first stays 1."""
    parts = {"headline": 1.5, "named": 1.5, "names": 1.0, "spread": 0.1}
    union = RECORD.actors[1]
    three = (RECORD.actors[0], union, msgspec.structs.replace(union, id="the-union"))
    first = {**parts, "names": 3.0}
    actors = tuple(
        msgspec.structs.replace(a, parts=parts if n else first, rank=n, prominence=0.67 if n else 1.0)
        for n, a in enumerate(three)
    )
    record = msgspec.structs.replace(RECORD, actors=actors)
    one, into = actors[2].id, actors[1].id
    merged = apply_edits(record, [edit(f"actors/{one}/into", into)])
    both = next(a for a in merged.actors if a.id == into)
    assert both.parts["headline"] == 1.5 and both.parts["named"] == 1.5
    assert 1.0 < both.parts["names"] < 2.0
    assert 0.67 < both.prominence < 1.0
    assert [a.rank for a in merged.actors] == [0, 1]


def test_an_actor_of_more_mentions_than_any_is_as_prominent_as_can_be() -> None:
    places = [list(span("the", n)) for n in range(1, 5)]
    record = apply_edits(RECORD, [edit("actors/r-x/added", {"name": "The", "kind": "group", "mentions": places})])
    added = next(a for a in record.actors if a.id == "r-x")
    assert added.prominence == 1.0 and len(added.mentions) == 4


def test_only_the_tone_of_what_was_said_goes_with_its_speaker() -> None:
    """Another tone in the speaker's voice, elsewhere, stays; one of the writer's over the same words stays too."""
    towards, there = RECORD.tones[1], {"start": span("Mayor Ida")[0], "end": span("on Monday.")[1]}
    elsewhere = msgspec.structs.replace(towards, **there, holder=None)
    writers = msgspec.structs.replace(towards, voice="writer")
    unsure = tuple(msgspec.structs.replace(RECORD.unsure[0], start=t.start, end=t.end, voice=t.voice, holder=None)
                   for t in (towards, elsewhere))  # fmt: skip
    third = msgspec.structs.replace(RECORD.actors[0], id="third", mentions=())
    unsure = tuple(msgspec.structs.replace(t, target="third") for t in unsure)
    record = msgspec.structs.replace(
        RECORD, actors=(*RECORD.actors, third), tones=(elsewhere, writers, towards), unsure=unsure
    )
    after = apply_edits(record, [edit("quotes/q-promise/speaker", None)])
    assert [t.voice for t in after.tones] == ["drivers-union", "writer", "unknown"]
    assert [t.voice for t in after.unsure] == ["unknown", "drivers-union"]


def test_an_attitude_goes_with_the_words_that_name_who_holds_it() -> None:
    """Also where nothing is quoted, and where its holder stands far before it."""
    act = msgspec.structs.replace(RECORD.tones[1], voice="ida-berg", target="drivers-union", holder=span("Ida Berg"))
    far = msgspec.structs.replace(act, start=5_000, end=5_020)
    others = msgspec.structs.replace(act, start=act.start + 1, holder=span("Berg", 2))
    arden = msgspec.structs.replace(RECORD.actors[1], id="arden", name="Arden", mentions=(mention("Arden"),))
    record = msgspec.structs.replace(RECORD, actors=(*RECORD.actors, arden), tones=(act, far, others), quotes=())
    for to, voice in (("arden", "arden"), (None, "unknown")):
        after = apply_edits(record, [edit(f"mentions/{path_of('berg')}/actor", to)])
        assert [t.voice for t in after.tones] == [voice, voice, "ida-berg"]


UNION_ON_BERG = RECORD.tones[1]
ARDEN_ON_BERG = msgspec.structs.replace(UNION_ON_BERG, voice="arden")


def unsurely(tone: Tone, score: float) -> UnsureTone:
    fields = {name: getattr(tone, name) for name in tone.__struct_fields__}
    return UnsureTone(**fields | {"score": score, "confidence": abs(score)}, why="it is too unlikely")


@pytest.mark.parametrize(("what", "after", "voice"), [
    ("actors/arden/into", "drivers-union", "drivers-union"), ("actors/drivers-union/into", "arden", "arden"),
])  # fmt: skip
@pytest.mark.parametrize(("tones", "unsure", "stays"), [
    ([UNION_ON_BERG], [unsurely(ARDEN_ON_BERG, -0.95)], UNION_ON_BERG),
    ([ARDEN_ON_BERG], [unsurely(UNION_ON_BERG, 0.95)], ARDEN_ON_BERG),
    ([], [unsurely(UNION_ON_BERG, -0.2), unsurely(ARDEN_ON_BERG, 0.5)], unsurely(ARDEN_ON_BERG, 0.5)),
    ([], [unsurely(UNION_ON_BERG, -0.4), unsurely(ARDEN_ON_BERG, 0.3)], unsurely(UNION_ON_BERG, -0.4)),
])  # fmt: skip
def test_no_told_attitude_is_lost_to_an_unsure_one_when_actors_are_merged(
    what: str, after: str, voice: str, tones: list[Tone], unsure: list[UnsureTone], stays: Tone
) -> None:
    record = msgspec.structs.replace(third(), tones=tuple(tones), unsure=tuple(unsure))
    merged = apply_edits(record, [edit(what, after)])
    assert (*merged.tones, *merged.unsure) == (msgspec.structs.replace(stays, voice=voice),)
    assert len(merged.tones) == len(tones)


def test_what_readers_tell_stands_behind_the_told_in_the_order_of_telling() -> None:
    unsure = tuple(msgspec.structs.replace(RECORD.unsure[0], start=n) for n in (10, 20, 30))
    record = msgspec.structs.replace(RECORD, unsure=unsure)
    edits = [edit(f"tones/t-{n}-ida-berg-drivers-union/label", label, n)
             for n, label in ((30, "positive"), (10, "negative"), (30, "negative"))]  # fmt: skip
    found = apply_edits(record, edits)
    assert [(t.start, t.label) for t in found.tones[2:]] == [(30, "negative"), (10, "negative")]
    assert [t.start for t in found.unsure] == [20] and {type(t) for t in found.tones} == {Tone}
    assert {t.confidence for t in found.tones[2:]} == {1.0}


def test_what_hangs_on_a_mention_that_stays_too_is_of_both() -> None:
    clause = span("Berg opened the new bridge on Monday")[0] - 10, span("on Monday")[1]
    event = msgspec.structs.replace(RECORD.events[0], start=clause[0], end=span("she said")[1])
    record = msgspec.structs.replace(RECORD, events=(event, *RECORD.events[1:]))
    after = apply_edits(record, [edit(f"mentions/{path_of('she')}/actor", "drivers-union")])
    moved = next(e for e in after.events if e.id == "e-open")
    assert set(moved.actors) == {"ida-berg", "drivers-union"}
