"""A record written by hand, for tests of what stands above the analysis."""

from __future__ import annotations

import itertools
import re
from typing import Any

from components.domain.article import word_count
from components.domain.ids import article_id
from components.domain.record import (
    Actor,
    Event,
    Form,
    LoadedWord,
    Mention,
    Pipeline,
    Quote,
    Record,
    Relation,
    Sentence,
    Timex,
    Tone,
    UnsureTone,
)
from components.domain.spans import Span

TEXT = (
    "Mayor Opens Bridge in Arden\n\n"
    "Mayor Ida Berg opened the new bridge on Monday. “It will serve our grandchildren,” she said.\n\n"
    "The Drivers’ Union rejected the toll. It claimed that the city had broken a promise in 2019. "
    "Berg may lower the toll next year."
)


def span(words: str, nth: int = 1, text: str = TEXT) -> Span:
    """Where the words stand for the ``nth`` time."""
    found = next(itertools.islice(re.finditer(re.escape(words), text), nth - 1, None))
    return found.span()


def mention(words: str, form: Form = "name", nth: int = 1, confidence: float = 1.0) -> Mention:
    """A mention of these words."""
    start, end = span(words, nth)
    return Mention(start=start, end=end, form=form, rule="written by hand", confidence=confidence)


def _sentences() -> tuple[Sentence, ...]:
    listed = (
        ("Mayor Opens Bridge in Arden", 0, True),
        ("Mayor Ida Berg opened the new bridge on Monday.", 1, False),
        ("“It will serve our grandchildren,” she said.", 1, False),
        ("The Drivers’ Union rejected the toll.", 2, False),
        ("It claimed that the city had broken a promise in 2019.", 2, False),
        ("Berg may lower the toll next year.", 2, False),
    )
    return tuple(Sentence(start=span(w)[0], end=span(w)[1], paragraph=p, heading=heading) for w, p, heading in listed)


def specimen() -> Record:
    """The record of TEXT as a careful reader would write it, with one mark of each kind at least."""
    opened, broken, lower = span("opened"), span("broken"), span("lower")
    berg = Actor(
        id="ida-berg",
        name="Ida Berg",
        kind="person",
        role="Mayor",
        aliases=("Berg",),
        prominence=1.0,
        mentions=(mention("Ida Berg"), mention("she", "pronoun"), mention("Berg", nth=2)),
    )
    union = Actor(
        id="drivers-union",
        name="Drivers’ Union",
        kind="organisation",
        prominence=0.6,
        mentions=(mention("The Drivers’ Union"), mention("It", "pronoun", 2, confidence=0.4)),
    )
    return Record(
        id=article_id(TEXT),
        title="Mayor Opens Bridge in Arden",
        text=TEXT,
        words=word_count(TEXT),
        date="2026-03-03",
        date_basis="user",
        pipeline=Pipeline(dateline="test", spacy="test", model="test"),
        headline=span("Mayor Opens Bridge in Arden"),
        genre_rule="nothing in it says otherwise",
        sentences=_sentences(),
        timexes=(
            _timex("Monday", "2026-03-02", "2026-03-02", "2026-03-02", "dateline"),
            _timex("2019", "2019", "2019-01-01", "2019-12-31", None),
            _timex("next year", "2027", "2027-01-01", "2027-12-31", "dateline"),
        ),
        events=(
            _event(
                "e-open",
                opened,
                "Berg opened the new bridge",
                "2026-03-02",
                "2026-03-02",
                0,
                "happened",
                actors=("ida-berg",),
                precision="day",
            ),
            _event(
                "e-reject",
                span("rejected"),
                "Union rejected the toll",
                None,
                None,
                None,
                "happened",
                actors=("drivers-union",),
            ),
            _event(
                "e-broken",
                broken,
                "city had broken a promise",
                "2019-01-01",
                "2019-12-31",
                1,
                "claimed",
                voice="drivers-union",
                quote="q-promise",
                precision="year",
            ),
            _event(
                "e-lower", lower, "Berg may lower the toll", "2027-01-01", None, 2, "possible", actors=("ida-berg",)
            ),
        ),
        actors=(berg, union),
        relations=(
            Relation(
                agent="drivers-union",
                verb="reject",
                patient="ida-berg",
                start=span("The Drivers’ Union rejected")[0],
                end=span("the toll")[1],
            ),
        ),
        quotes=(
            Quote(
                id="q-serve",
                kind="direct",
                content=(span("“It will serve our grandchildren,”"),),
                cue=span("said"),
                source=span("she"),
                speaker="ida-berg",
                source_type="named",
                rule="a quote beside a verb of speaking",
                confidence=0.9,
            ),
            Quote(
                id="q-promise",
                kind="indirect",
                content=(span("that the city had broken a promise in 2019"),),
                cue=span("claimed"),
                source=span("It", 2),
                speaker="drivers-union",
                source_type="named",
                stance="doubting",
                rule="a reporting verb and the clause it reports",
                confidence=0.5,
            ),
        ),
        tones=(
            Tone(**_tone("The Drivers’ Union rejected the toll.", "drivers-union", -0.65, "rejected")),
            Tone(**_tone(
                "It claimed that the city had broken a promise in 2019.", "ida-berg", -0.9, "claimed", "broken",
                voice="drivers-union", holder=span("It", 2), cue=span("claimed"),
            )),
        ),
        loaded=(LoadedWord(start=span("new")[0], end=span("new")[1], rule="a word that flatters"),),
        unsure=(
            UnsureTone(why="it is too unlikely", **_tone(
                "Berg may lower the toll next year.", "drivers-union", 0.4, "lower",
                voice="ida-berg", holder=span("Berg", 2), cue=span("lower"),
            )),
        ),
    )  # fmt: skip


def _timex(words: str, value: str, earliest: str, latest: str, anchor: str | None) -> Timex:
    start, end = span(words)
    return Timex(
        start=start, end=end, type="DATE", value=value, earliest=earliest, latest=latest, rule="by hand",
        anchor="dateline" if anchor else None,
    )  # fmt: skip


def _event(
    event_id: str,
    trigger: Span,
    summary: str,
    earliest: str | None,
    latest: str | None,
    timex: int | None,
    status: str,
    **more: object,
) -> Event:
    known: dict[str, object] = {"precision": None, "rule": "by hand", **more}
    return Event(
        id=event_id, start=trigger[0], end=trigger[1], trigger=trigger, kind="action", summary=summary,
        earliest=earliest, latest=latest, timex=timex, status=status,  # type: ignore[arg-type]
        basis="relative" if earliest else "none", mentions=(trigger,), **known,  # type: ignore[arg-type]
    )  # fmt: skip


def _tone(sentence: str, target: str, score: float, *words: str, voice: str = "writer", **more: Span) -> dict[str, Any]:
    start, end = span(sentence)
    return {
        "start": start, "end": end, "target": target, "label": "negative" if score < 0 else "positive", "score": score,
        "voice": voice, "evidence": tuple(span(word) for word in words), "rule": "by hand", "confidence": abs(score),
    } | more  # fmt: skip
