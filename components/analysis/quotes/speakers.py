"""Finds the actor that a quote's source is."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from components.analysis.findings import char_span
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.lexicon import cues
from components.domain.record import Actor, Mention
from components.domain.spans import Span, overlaps

_NEAR = 1_000  # characters before a quote within which whoever "he" is was told of
_INNER = re.compile(r"(?<!\w)[‘'](?=\w)|(?<=[\w.,!?])[’'](?!\w)")  # inner marks that open, and such that close


class SpeakerIndex:
    """Finds the actor that a source's words stand for."""

    def __init__(self, actors: Sequence[Actor], config: QuotesConfig) -> None:
        self._max_mention_characters = config.max_mention_characters
        self._confidence_of_form = {
            "name": config.named_speaker_confidence,
            "nominal": config.described_speaker_confidence,
            "pronoun": config.pronoun_speaker_confidence,
        }
        self._document_confidence = config.document_confidence
        self._mentions: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in actors for m in a.mentions), key=lambda ma: (ma[0].start, -ma[0].end)
        )
        self._starts = [m.start for m, _ in self._mentions]

    def of(self, doc: Doc, source: Span) -> tuple[Actor | None, float]:
        """The actor whose mention holds the head of the source's words, and how sure that is."""
        head = _of_whom(_antecedent(char_span(doc, source).root))
        if not source[0] <= head.idx < source[1]:
            source = (head.idx, head.idx + len(head))  # "who": whom the clause is about
        head_span = (head.idx, head.idx + len(head))
        first = bisect.bisect_left(self._starts, source[0] - self._max_mention_characters)
        last = bisect.bisect_left(self._starts, source[1])
        inside = [
            (m, a)
            for m, a in self._mentions[first:last]
            if overlaps((m.start, m.end), source) and m.form != "adjective"
        ]
        holding = [(m, a) for m, a in inside if overlaps((m.start, m.end), head_span)]
        # "Mr. Smith, the mayor": an apposition names the same one as the head does.
        if not holding and head.pos_ == "PROPN":
            holding = [(m, a) for m, a in inside if a.kind in {"person", "organisation"}]
        if not holding:
            appositions = [(c.idx, c.idx + len(c)) for c in head.children if c.dep_ == "appos"]
            holding = [(m, a) for m, a in inside if any(overlaps((m.start, m.end), s) for s in appositions)]
        if not holding:
            return self._owner_of_document(head, inside)
        # "a delegation including Scott Moe, who said": the mention that the source's words are, not one around them.
        within = [(m, a) for m, a in holding if m.end <= source[1] + 2]
        mention, actor = max(within or holding, key=lambda ma: (ma[0].end - ma[0].start, -ma[0].start))
        if not any(m.form == "name" for m in actor.mentions):
            named = _named_after_comma(doc, inside)
            if named is not None:
                return named[1], self._sure(*named)
        return actor, self._sure(mention, actor)

    def is_named_in(self, actor: Actor, text: str, spans: Iterable[Span]) -> bool:
        """Whether an actor is told of by name within the spans, outside brackets and inner marks."""
        for start, end in spans:
            first, last = (bisect.bisect_left(self._starts, place) for place in (start, end))
            for mention, known in self._mentions[first:last]:
                if known is actor and mention.form == "name" and not _in_inner_marks(text[start : mention.start]):
                    return True
        return False

    def another_before(self, actor: Actor, place: int) -> bool:
        """Whether another person is told of shortly before a place."""
        first, last = (bisect.bisect_left(self._starts, at) for at in (place - _NEAR, place))
        return any(a is not actor and a.kind == "person" for _, a in self._mentions[first:last])

    def _sure(self, mention: Mention, actor: Actor) -> float:
        """How sure it is that a mention's actor speaks: no surer than mentions of its form have proved.

        Whoever is only described is that one where the description first stands: nothing was joined there.
        """
        most = self._confidence_of_form.get(mention.form, 1.0)
        is_first = mention is actor.mentions[0] and mention.form == "nominal"
        return most if is_first else min(mention.confidence, most)

    def _owner_of_document(self, head: Token, inside: Sequence[tuple[Mention, Actor]]) -> tuple[Actor | None, float]:
        """Whose a document is that speaks: "a Times article", "Fiat's announcement", "a statement by the ministry"."""
        if head.lemma_.lower() not in cues().documents:
            return None, 1.0
        owners = [c for c in head.children if c.dep_ in {"poss", "compound", "nmod"}]
        for phrase in (c for c in head.children if c.dep_ in {"prep", "agent", "acl"}):
            parts = [phrase, *phrase.children]
            owners += [c for p in parts for c in p.children if c.dep_ == "pobj" and p.lower_ in {"by", "from", "of"}]
        for owner in owners:
            named = [(m, a) for m, a in inside if m.start <= owner.idx < m.end and a.kind in {"person", "organisation"}]
            if named:
                return named[0][1], self._document_confidence
        return None, 1.0


def _in_inner_marks(words: str) -> bool:
    """Whether words before, within a quote, open a bracket or a quote of somebody else's."""
    inner = _INNER.findall(words)
    return words.count("(") > words.count(")") or (bool(inner) and inner[-1] not in "’'")


def _of_whom(head: Token) -> Token:
    """Who are told of by how many they are: "a majority of voters"; any other word itself."""
    if head.lemma_.lower() not in cues().quantities:
        return head
    phrase = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return next((c for c in phrase.children if c.dep_ == "pobj"), head) if phrase is not None else head


def _antecedent(head: Token) -> Token:
    """Whom a relative pronoun stands for; any other word itself."""
    clause = head.head
    if head.tag_ not in {"WP", "WDT"} or (head.is_upper and len(head) > 1):  # "WHO" is a body
        return head
    if clause.dep_ == "relcl" and clause.head.i < head.i:
        return clause.head
    before = head.nbor(-1) if head.i > head.sent.start else head
    if before.text == "," and before.i > head.sent.start:
        before = before.nbor(-1)
    return before if before.pos_ in {"PROPN", "NOUN"} else head


def _named_after_comma(doc: Doc, inside: Sequence[tuple[Mention, Actor]]) -> tuple[Mention, Actor] | None:
    """The person whose name closes a source after a comma: "The vice president of Dacia, Constantin Stroe"."""
    named = [(m, a) for m, a in inside if m.form == "name" and a.kind == "person"]
    if len(named) != 1:
        return None
    first = char_span(doc, (named[0][0].start, named[0][0].end)).start
    return named[0] if first > 0 and doc[first - 1].text == "," else None
