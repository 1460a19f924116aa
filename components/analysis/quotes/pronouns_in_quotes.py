"""Persons within quotes: "I" is whoever is quoted, and nobody speaks of themselves as "she"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

import msgspec

from components.domain.record import Actor, Mention, Quote
from components.domain.spans import Span

SURE = 0.9
_I = frozenset(("i", "me", "my", "mine", "myself"))
_CLOSES = re.compile(r"’(?:[\s,.;:!?”]|$)")
_THIRD = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))


def resolve_quoted_pronouns(
    text: str, actors: Sequence[Actor], quotes: Sequence[Quote], left_open: Sequence[Span]
) -> tuple[list[Actor], list[Span]]:
    """The actors with the pronouns of direct quotes where they belong, and what stays open; no actor is lost."""
    spoken = sorted((s, e, q.speaker or "") for q in quotes if q.kind == "direct" for s, e in q.content)
    names = {a.id: a.name for a in actors}
    given: dict[str, list[Mention]] = {a.id: [] for a in actors}
    opened = set(left_open)

    def speaker_at(at: int) -> tuple[bool, str | None]:
        k = bisect.bisect_right(spoken, at, key=lambda s: s[0]) - 1
        if k < 0 or at >= spoken[k][1] or _within_another(text[spoken[k][0] : at]):
            return False, None
        return True, spoken[k][2] or None

    def place(mention: Mention, owner: str | None) -> None:
        words = text[mention.start : mention.end].lower()
        quoted, speaker = speaker_at(mention.start)
        if quoted and words in _I and speaker != owner:
            owner = speaker
            if speaker is not None:
                rule = f"“{text[mention.start : mention.end]}”, in the words of {names[speaker]}"
                mention = msgspec.structs.replace(mention, rule=rule, confidence=SURE)
        elif quoted and words in _THIRD and speaker is not None and speaker == owner:
            owner = None
        if owner is None:
            opened.add((mention.start, mention.end))
        else:
            opened.discard((mention.start, mention.end))
            given[owner].append(mention)

    for actor in actors:
        for mention in actor.mentions:
            if mention.form == "pronoun":
                place(mention, actor.id)
            else:
                given[actor.id].append(mention)
    for start, end in left_open:
        place(Mention(start=start, end=end, form="pronoun"), None)
    in_order = {one: tuple(sorted(mentions, key=lambda m: (m.start, m.end))) for one, mentions in given.items()}
    return [msgspec.structs.replace(a, mentions=in_order[a.id]) for a in actors], sorted(opened)


def _within_another(said: str) -> bool:
    """Whether words before, within a quote, open a quote of somebody else's: "She said, ‘I am ill.’"."""
    at = said.rfind("‘")
    return at >= 0 and _CLOSES.search(said, at) is None
