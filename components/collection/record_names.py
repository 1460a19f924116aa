"""Who is named in a record, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from components.collection.content_words import content_words
from components.domain.record import Actor, Mention, Record
from components.domain.spans import Span

SameActor = Callable[[str, str], str | None]
MOST_PLACES = 2  # that an article tells most of
_CAPITALS = re.compile(r"(?<=\s)[A-Z][\w’'-]+|\A[A-Z][\w’'-]+(?=\s[A-Z])")  # one opens a sentence in any case


class RecordNames:
    """The actors of a record by where they are mentioned, and who they are among all articles."""

    def __init__(self, record: Record, same_actor: SameActor | None) -> None:
        self.record = record
        self._same_actor = same_actor
        self.mentions: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in record.actors for m in a.mentions), key=lambda pair: (pair[0].start, -pair[0].end)
        )
        self._starts = [m.start for m, _ in self.mentions]
        self._longest = max((m.end - m.start for m, _ in self.mentions), default=0)
        most = sorted((a for a in record.actors if a.kind == "place"), key=lambda a: -a.prominence)[:MOST_PLACES]
        self.places = tuple(self.key(a) for a in most)

    def within(self, span: Span) -> list[tuple[Mention, Actor]]:
        """The mentions that begin in a span, with whom they are of."""
        first, last = bisect_right(self._starts, span[0] - 1), bisect_right(self._starts, span[1] - 1)
        return self.mentions[first:last]

    def reaching(self, span: Span) -> list[tuple[Mention, Actor]]:
        """The mentions of which a part stands in a span, or that end where it begins, with whom they are of."""
        near = self.within((span[0] - self._longest, span[1]))
        return [(m, a) for m, a in near if m.end >= span[0]]

    def key(self, actor: Actor) -> str:
        """Who the actor is among all articles; by name and kind where nobody says."""
        found = self._same_actor(self.record.id, actor.id) if self._same_actor else None
        return found or f"{actor.name.casefold()} ({actor.kind})"

    def called_in(self, span: Span) -> tuple[str, ...]:
        """The words of names, titles, roles and times in a sentence: whoever speaks is called so, whatever is said."""
        text = self.record.text
        called = [f"{text[m.start : m.end]} {a.role or ''}" for m, a in self.within(span)]
        times = [text[t.start : t.end] for t in self.record.timexes if span[0] <= t.start < span[1]]
        return tuple(sorted(set(content_words(" ".join([*called, *times, *_CAPITALS.findall(text[slice(*span)])])))))
