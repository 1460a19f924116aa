"""Persons within quotes: "I" is whoever is quoted, and nobody speaks of themselves as "she"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

import msgspec

from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.lexicon import cues
from components.domain.record import Actor, Mention, Quote
from components.domain.spans import Span

_MARKED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|‘[^’]*’")
_CLOSES = re.compile(r"’(?:[\s,.;:!?”]|$)")


def resolve_quoted_pronouns(
    text: str, actors: Sequence[Actor], quotes: Sequence[Quote], left_open: Sequence[Span], config: QuotesConfig
) -> tuple[list[Actor], list[Span]]:
    """The actors with the pronouns of direct quotes where they belong, and what stays open; no actor is lost."""
    spoken = sorted((s, e, q.speaker or "") for q in quotes if q.kind == "direct" for s, e in q.content)
    quoted_parts = sorted((s, e, q.speaker or "") for q in quotes if q.kind == "mixed" for s, e in _in_marks(text, q))
    names = {a.id: a.name for a in actors}
    sides = {a.id: {a.id, a.of} for a in actors}
    lexicon = cues()
    mentions_of: dict[str, list[Mention]] = {a.id: [] for a in actors}
    still_open = set(left_open)

    def speaker_at(place: int) -> tuple[bool, str | None]:
        k = bisect.bisect_right(spoken, place, key=lambda s: s[0]) - 1
        if k < 0 or place >= spoken[k][1] or _opens_another(text[spoken[k][0] : place]):
            return False, None
        return True, spoken[k][2] or None

    def within(place: int) -> str | None:
        k = bisect.bisect_right(quoted_parts, place, key=lambda s: s[0]) - 1
        return (quoted_parts[k][2] or "") if k >= 0 and place < quoted_parts[k][1] else None

    def place(mention: Mention, owner: str | None) -> None:
        words = text[mention.start : mention.end].lower()
        quoted, speaker = speaker_at(mention.start)
        if quoted and words in lexicon.first_person and speaker != owner:
            owner = speaker
            if speaker is not None:
                rule = f"“{text[mention.start : mention.end]}”, in the words of {names[speaker]}"
                mention = msgspec.structs.replace(mention, rule=rule, confidence=config.quoted_pronoun_confidence)
        elif words in lexicon.first_person_plural and (quoted or within(mention.start)):
            speaker = speaker if quoted else within(mention.start)
            # "We" is the speaker's side, whoever a ranker takes "us" for.
            if speaker is None or owner not in sides.get(speaker, ()):
                owner = None
        elif quoted and words in lexicon.third_person and speaker is not None and speaker == owner:
            owner = None
        if owner is None:
            still_open.add((mention.start, mention.end))
        else:
            still_open.discard((mention.start, mention.end))
            mentions_of[owner].append(mention)

    for actor in actors:
        for mention in actor.mentions:
            if mention.form == "pronoun":
                place(mention, actor.id)
            else:
                mentions_of[actor.id].append(mention)
    for start, end in left_open:
        place(Mention(start=start, end=end, form="pronoun"), None)
    in_order = {a: tuple(sorted(mentions, key=lambda m: (m.start, m.end))) for a, mentions in mentions_of.items()}
    return [msgspec.structs.replace(a, mentions=in_order[a.id]) for a in actors], sorted(still_open)


def _in_marks(text: str, quote: Quote) -> list[Span]:
    """The parts of a partial quote that stand in quotation marks."""
    return [
        (start + m.start(), start + m.end()) for start, end in quote.content for m in _MARKED.finditer(text[start:end])
    ]


def _opens_another(words: str) -> bool:
    """Whether words before, within a quote, open a quote of somebody else's: "She said, ‘I am ill.’"."""
    at = words.rfind("‘")
    return at >= 0 and _CLOSES.search(words, at) is None
