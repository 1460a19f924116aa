"""The claims of an article: what somebody says of somebody, who denies or answers it, whether the writer says it too.

Built from what a record has already (quotes, statuses, voices, denials), so that it holds after corrections as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from components.domain.record import UNKNOWN, WRITER, Actor, Claim, Event, Quote
from components.domain.spans import overlaps

MIN_LETTERS = 5  # of a word that an answer shares with the claim that it answers
_OPPOSING = frozenset(("denying", "doubting"))
_WORD = re.compile(r"[^\W\d_]+")


def claims_of(
    text: str, events: Sequence[Event], quotes: Sequence[Quote], actors: Sequence[Actor]
) -> tuple[Claim, ...]:
    """A row for each event that is told in somebody's voice, or that somebody denies; in the events' order.

    Acts of saying are no claims: what is said is one.
    """
    by_actor = {a.id: a for a in actors}
    denials: dict[str, list[Event]] = {}
    for event in events:
        if event.denies is not None:
            denials.setdefault(event.denies, []).append(event)
    out = []
    for event in events:
        if event.kind == "reporting" or event.denies is not None:
            continue
        by = tuple(dict.fromkeys(_tellers(event, quotes)))
        denied = event.status == "denied" and event.voice not in (WRITER, UNKNOWN)
        denied_by = list(dict.fromkeys(d.voice for d in denials.get(event.id, ()) if d.voice in by_actor))
        if denied:
            denied_by, by = [event.voice, *denied_by], tuple(a for a in by if a != event.voice)
        stated = event.voice == WRITER and event.quote is None and event.status in ("happened", "ongoing")
        if not (event.status == "claimed" or denied or denied_by or (stated and by)):
            continue
        concerned = _concerned(event, by, by_actor)
        answers = tuple(q.id for q in _answers(text, event, quotes, by, concerned, by_actor))
        heard = bool(answers or set(denied_by) & concerned) or not concerned
        out.append(
            Claim(event=event.id, by=by, denied_by=tuple(denied_by), answers=answers, stated=stated, answered=heard)
        )
    return tuple(out)


def _tellers(event: Event, quotes: Sequence[Quote]) -> Iterator[str]:
    """The actors in whose words a telling of the event stands."""
    if event.voice not in (WRITER, UNKNOWN) and event.status != "denied":
        yield event.voice
    for quote in quotes:
        if quote.speaker is None or quote.kind == "scare" or quote.stance in _OPPOSING:
            continue
        if any(overlaps(mention, part) for mention in event.mentions for part in quote.content):
            yield quote.speaker


def _concerned(event: Event, by: Iterable[str], actors: Mapping[str, Actor]) -> set[str]:
    """The actors that the claim is of: those in it who don't say it themselves, nor belong to who does."""
    saying = set(by)
    theirs = {a.of for a in actors.values() if a.id in saying and a.of is not None}
    return {a for a in event.actors if a in actors and a not in saying | theirs and actors[a].of not in saying}


def _answers(
    text: str,
    event: Event,
    quotes: Sequence[Quote],
    by: Sequence[str],
    concerned: set[str],
    actors: Mapping[str, Actor],
) -> Iterator[Quote]:
    """The quotes in which whom the claim is of, or who speaks for them, speak to it."""
    words = _words(text[event.start : event.end])
    claimers = [(m.start, m.end) for a in by if a in actors for m in actors[a].mentions]
    for quote in quotes:
        speaker = actors.get(quote.speaker or "")
        if speaker is None or quote.kind == "scare" or speaker.id in by:
            continue
        if speaker.id not in concerned and speaker.of not in concerned:
            continue
        said = " ".join(text[s:e] for s, e in quote.content)
        of_claimer = any(overlaps(m, part) for m in claimers for part in quote.content)
        if quote.stance in _OPPOSING or of_claimer or words & _words(said):
            yield quote


def _words(words: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(words) if len(w) >= MIN_LETTERS}
