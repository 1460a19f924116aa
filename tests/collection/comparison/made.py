"""Records made by hand for comparisons: what is in a text is named by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from components.domain.article import word_count
from components.domain.record import (
    Actor,
    ActorKind,
    Claim,
    Event,
    Mention,
    Pipeline,
    Quote,
    QuoteKind,
    Record,
    Sentence,
    Status,
    Timex,
    Tone,
    ToneLabel,
)
from components.domain.spans import Span

KINDS: Mapping[str, ActorKind] = {"Council": "organisation", "Union": "organisation", "Arden": "place"}


def at(text: str, words: str) -> Span:
    """Where the words stand; they must."""
    start = text.index(words)
    return start, start + len(words)


def quote(text: str, words: str, speaker: str | None = None, kind: QuoteKind = "direct") -> Quote:
    """A quote of these words; ``speaker`` is a name, its source where that stands nearest outside the words."""
    span = at(text, words)
    known = None if speaker is None else speaker.lower().replace(" ", "-")
    named = [m.span() for m in re.finditer(re.escape(speaker), text)] if speaker else []
    outside = [n for n in named if n[1] <= span[0] or n[0] >= span[1]]
    return Quote(
        id=f"q-{span[0]}", kind=kind, content=(span,), speaker=known, rule="by hand", confidence=0.9,
        source=min(outside, key=lambda n: min(abs(n[0] - span[1]), abs(span[0] - n[1])), default=None),
    )  # fmt: skip


def event(
    text: str, words: str, day: str | None = None, actors: Sequence[str] = (), status: Status = "happened"
) -> Event:
    """An event told by these words."""
    start, end = at(text, words)
    ids = tuple(a.lower().replace(" ", "-") for a in actors)
    return Event(
        id=f"e-{start}", start=start, end=end, trigger=(start, end), kind="action", summary=words,
        earliest=day, latest=day, actors=ids, status=status, mentions=((start, end),),
    )  # fmt: skip


def tone(text: str, words: str, target: str, label: ToneLabel, voice: str = "writer") -> Tone:
    """An attitude shown by these words."""
    span = at(text, words)
    score = 0.8 if label == "positive" else -0.8
    ids = [n.lower().replace(" ", "-") for n in (target, voice)]
    return Tone(start=span[0], end=span[1], target=ids[0], label=label, score=score, voice=ids[1], evidence=(span,))


def record(
    name: str,
    text: str,
    *,
    title: str = "",
    outlet: str | None = None,
    date: str | None = None,
    people: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
    events: Sequence[Event] = (),
    days: Mapping[str, str] | None = None,
    claims: Sequence[Claim] = (),
    tones: Sequence[Tone] = (),
) -> Record:
    """A record of ``text``, whose lines are paragraphs; ``days``: words and the day that they mean."""
    sentences = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        for found in re.finditer(r"\S.*?(?:[.?!]”?(?=\s|$)|$)", line[0]):
            start = line.start() + found.start()
            heading = number == 0 and not line[0].endswith(".")
            sentences.append(Sentence(start=start, end=line.start() + found.end(), paragraph=number, heading=heading))
    actors = []
    for person in people:
        mentions = tuple(
            Mention(start=m.start(), end=m.end(), form="name") for m in re.finditer(re.escape(person), text)
        )
        kind = next((k for word, k in KINDS.items() if word in person), "person")
        actors.append(Actor(id=person.lower().replace(" ", "-"), name=person, kind=kind, mentions=mentions))
    timexes = [
        Timex(start=at(text, w)[0], end=at(text, w)[1], type="DATE", value=d, earliest=d, latest=d, rule="by hand")
        for w, d in (days or {}).items()
    ]
    return Record(
        id=name,
        title=title or text.split("\n")[0],
        outlet=outlet,
        date=date,
        text=text,
        words=word_count(text),
        pipeline=Pipeline(dateline="1", spacy="1", model="1"),
        sentences=tuple(sentences),
        actors=tuple(actors),
        quotes=tuple(quotes),
        events=tuple(events),
        timexes=tuple(timexes),
        claims=tuple(claims),
        tones=tuple(tones),
    )
