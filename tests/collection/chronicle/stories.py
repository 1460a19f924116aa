"""Small records of articles that tell events of days, for tests of the chronicle."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from components.domain.record import Actor, ActorKind, Event, Mention, Pipeline, Record, Sentence, Timex

PIPELINE = Pipeline(dateline="test", spacy="test", model="test")


class Line(NamedTuple):
    """A sentence: the verb of its event, the day of that, and the words that name the day."""

    text: str
    verb: str = ""
    day: str = ""
    when: str = ""
    rule: str = "the date stands with the verb"
    status: str = "happened"
    confidence: float = 0.9


def story(
    article: str,
    date: str | None,
    *lines: Line | str,
    who: dict[str, ActorKind] | None = None,
    outlet: str | None = None,
) -> Record:
    """The record of an article: its lines, and the actors ``who`` wherever their full or last names stand."""
    text, sentences, timexes, events = "", [], [], []
    for line in (one if isinstance(one, Line) else Line(one) for one in lines):
        start = len(text)
        text += line.text + " "
        sentences.append(Sentence(start=start, end=start + len(line.text), paragraph=0))
        if line.when:
            at = start + line.text.index(line.when)
            timexes.append(Timex(
                start=at, end=at + len(line.when), type="DATE", value=line.day, earliest=line.day, latest=line.day,
                rule="a calendar date", confidence=0.95,
            ))  # fmt: skip
        if line.verb:
            at = start + line.text.index(line.verb)
            fields: dict[str, Any] = {"status": line.status, "rule": line.rule, "confidence": line.confidence}
            if line.day:
                fields |= {"earliest": line.day, "latest": line.day, "precision": "day", "basis": "stated"}
            events.append(Event(
                id=f"e{len(events)}", start=start, end=start + len(line.text), trigger=(at, at + len(line.verb)),
                kind="action", summary=line.text, timex=len(timexes) - 1 if line.when else None, **fields,
            ))  # fmt: skip
    actors = [_actor(text, name, kind) for name, kind in (who or {}).items()]
    return Record(
        id=article, title="", outlet=outlet, text=text, words=len(text.split()), date=date, pipeline=PIPELINE,
        sentences=tuple(sentences), timexes=tuple(timexes), events=tuple(events), actors=tuple(a for a in actors if a),
    )  # fmt: skip


def _actor(text: str, name: str, kind: ActorKind) -> Actor | None:
    forms = [name, name.split()[-1]] if kind == "person" else [name]
    spans = {m.span() for form in forms for m in re.finditer(rf"\b{re.escape(form)}\b", text)}
    spans = {s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans)}
    if not spans:
        return None
    mentions = tuple(Mention(start=s, end=e, form="name") for s, e in sorted(spans))
    return Actor(id=name.casefold().replace(" ", "-"), name=name, kind=kind, mentions=mentions)
