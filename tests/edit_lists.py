"""Lists of edits by chance, of every kind, that meet on the same items: for tests of their replay."""

from __future__ import annotations

import random
from typing import Any

import msgspec

from components.domain.clickable_marks import tone_id
from components.domain.correction_replay import edit_path
from components.domain.record import Correction, Record, Tone, UnsureTone, unsure_of
from components.domain.spans import Span

KINDS = (
    "name kind role into removed split split added mention mention mention mention speaker speaker speaker quote "
    "source content unquoted quoted date status actors gone told label"
).split()


def edit(what: str, after: Any, number: int = 0) -> Correction:
    """An edit of that value."""
    raw = msgspec.Raw(msgspec.json.encode(after))
    return Correction(id=f"c{number}", at="2026-01-01T00:00:00+00:00", by="Ida", what=what, after=raw)


def chance_of(seed: int) -> random.Random:
    """The same chance each time."""
    return random.Random(seed)  # noqa: S311


def tangled(record: Record, chance: random.Random) -> Record:
    """The record with more that hangs together: denials, retellings, owners, equal prominence, voices, unsure tones."""
    replace = msgspec.structs.replace
    events, actors, tones = list(record.events), list(record.actors), list(record.tones)
    for _ in range(3):
        one, other = chance.sample(range(len(events)), 2)
        field = chance.choice(["denies", "perhaps_same"])
        events[one] = replace(events[one], **{field: events[other].id})
        quote = chance.choice(record.quotes)
        if quote.speaker:
            one = chance.randrange(len(events))
            events[one] = replace(events[one], quote=quote.id, voice=quote.speaker)
        one, other = chance.sample(range(len(actors)), 2)
        actors[one] = replace(actors[one], of=actors[other].id)
        if chance.random() < 0.5:
            actors[one] = replace(actors[one], prominence=actors[other].prominence)
        one, voice = chance.randrange(len(tones)), chance.choice(actors).id
        key = (tones[one].start, voice, tones[one].target)
        if voice != tones[one].target and key not in {(t.start, t.voice, t.target) for t in tones}:
            tones[one] = replace(tones[one], voice=voice)
    unsure = (*record.unsure, *(_unsurely(chance.choice(tones), record, chance) for _ in range(chance.randrange(4))))
    return replace(record, events=tuple(events), actors=tuple(actors), tones=tuple(tones), unsure=unsure)


def _unsurely(tone: Tone, record: Record, chance: random.Random) -> UnsureTone:
    """A tone of the same sentence, between any two, that is too unsure to be told: perhaps one that is told, too."""
    voice, target = (a.id for a in chance.sample(record.actors, 2))
    fields = {name: getattr(tone, name) for name in tone.__struct_fields__}
    fields |= {"voice": voice, "target": target, "score": chance.choice([-0.9, 0.4, 0.8])}
    return UnsureTone(**fields, why="it is too unlikely")


def edit_list(record: Record, chance: random.Random, most: int = 40) -> list[Correction]:
    """Edits in a row; about half of them fit when their turn comes."""
    places = [(m.start, m.end) for a in record.actors for m in a.mentions]
    known = [a.id for a in record.actors]
    actors = [*(known[:4] if chance.random() < 0.5 else known), "r-0", "r-1", "r-2"]
    quotes, events = [*(q.id for q in record.quotes), "r-q0", "r-q1"], [*(e.id for e in record.events), "r-e0", "r-e1"]
    tones = [tone_id(t) for t in (*record.tones, *unsure_of(record, UnsureTone))]
    tones += [f"t-{t.start}-{v}-{w}" for t in record.tones[:8] for v in ("writer", *known[:3]) for w in known[:3]]

    def spans(number: int) -> list[Span]:
        out = []
        for _ in range(number):
            start = chance.randrange(len(record.text) - 30)
            out.append(chance.choice([chance.choice(places), (start, start + chance.randint(1, 25))]))
        return out

    def one(kind: str) -> tuple[str, Any]:
        actor, other = chance.choice(actors), chance.choice(actors)
        quote, event = chance.choice(quotes), chance.choice(events)
        held = [(m.start, m.end) for a in record.actors if a.id == actor for m in a.mentions] or places[:2]
        match kind:
            case "name":
                return edit_path("actors", actor, "name"), chance.choice(["X", "Y", "Carney", "Z z"])
            case "kind":
                return edit_path("actors", actor, "kind"), chance.choice(["person", "group"])
            case "role":
                return edit_path("actors", actor, "role"), chance.choice([None, "boss"])
            case "into":
                return edit_path("actors", actor, "into"), other
            case "removed":
                return edit_path("actors", actor, "removed"), True
            case "split":
                some = chance.sample(held, chance.randint(1, max(1, len(held) - 1)))
                return edit_path("actors", actor, "split"), {
                    "name": chance.choice("ST"),
                    "kind": "person",
                    "mentions": some,
                }
            case "added":
                some = held if chance.random() < 0.3 else spans(chance.randint(1, 3))
                new = chance.choice(actors[-3:])
                return edit_path("actors", new, "added"), {"name": "N", "kind": "group", "mentions": some}
            case "mention":
                start, end = chance.choice(chance.choice([places[:12], places]))
                return edit_path("mentions", f"{start}-{end}", "actor"), chance.choice([actor, other, None])
            case "speaker":
                return edit_path("quotes", quote, "speaker"), chance.choice([actor, other, None])
            case "quote":
                return edit_path("quotes", quote, "kind"), chance.choice(["direct", "mixed"])
            case "source":
                return edit_path("quotes", quote, "source_type"), chance.choice(["named", "role"])
            case "content":
                return edit_path("quotes", quote, "content"), spans(2)
            case "unquoted":
                return edit_path("quotes", quote, "removed"), True
            case "quoted":
                value = {"content": spans(2), "speaker": chance.choice([actor, None])}
                return edit_path("quotes", chance.choice(quotes[-2:]), "added"), value
            case "date":
                day = chance.choice(["2026-01-01", None])
                return edit_path("events", event, "date"), {"earliest": day, "latest": day}
            case "status":
                return edit_path("events", event, "status"), chance.choice(["planned", "happened", "denied"])
            case "actors":
                return edit_path("events", event, "actors"), list(dict.fromkeys([actor, other]))
            case "gone":
                return edit_path("events", event, "removed"), True
            case "told":
                ((start, end),) = spans(1)
                value = {"start": start, "end": end, "summary": "x", "actors": list(dict.fromkeys([actor, other]))}
                return edit_path("events", chance.choice(events[-2:]), "added"), value
            case _:
                return edit_path("tones", chance.choice(tones), "label"), chance.choice(["positive", "neutral"])

    kinds = [chance.choice(KINDS) for _ in range(chance.randint(1, most))]
    # What takes an actor out ends what can be done to it: seldom.
    kinds = ["mention" if k in {"into", "removed"} and chance.random() < 0.6 else k for k in kinds]
    return [edit(*one(kind), number=n) for n, kind in enumerate(kinds)]
