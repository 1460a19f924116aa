"""Makes the quotes of a record from attributions: kind, speaker, kind of source, why it isn't named."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from spacy.tokens import Doc

from components.analysis.findings import Findings, char_span
from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.source_type import source_type, why_unnamed
from components.analysis.quotes.speakers import SpeakerIndex
from components.domain.ids import item_ids
from components.domain.record import Actor, Quote, QuoteKind, SourceType
from components.domain.spans import Span

_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself)\b")
FINITE_TAGS = frozenset(("VBD", "VBP", "VBZ", "MD"))


class QuoteBuilder:
    """Makes the quotes of one text."""

    def __init__(self, doc: Doc, state: Findings, config: QuotesConfig) -> None:
        self._doc, self._config = doc, config
        self._text = state.article.text  # not doc.text, which spaCy puts together anew at every call
        self._speakers = SpeakerIndex(state.actors, config)
        self._sentences = [(s.start_char, s.end_char) for s in doc.sents]

    def quotes(self, attributions: Sequence[Attribution]) -> list[Quote]:
        """A quote for each attribution, in their order; the confidence is that of whose it is alone."""
        ids = item_ids("q", (" ".join(self._text[s:e] for s, e in a.content) for a in attributions))
        found = [self._speakers.of(self._doc, a.source) if a.source else (None, 1.0) for a in attributions]
        misread = self._sources_misread(attributions, [speaker for speaker, _ in found])
        sure = [(None, factor) if a.source in misread else (actor, factor)
                for a, (actor, factor) in zip(attributions, found, strict=True)]  # fmt: skip
        return [self._quote(*told) for told in zip(attributions, ids, sure, strict=True)]

    def _sources_misread(self, attributions: Sequence[Attribution], speakers: Sequence[Actor | None]) -> set[Span]:
        """Where "he" names in his own words whoever "he" was taken for: he is another, as is the next "he".

        Not where he says "I" there, as who gives his name or tells what others said to him, nor where nobody else is.
        """
        misread: set[Span] = set()
        doubted: tuple[Actor, int] | None = None  # who didn't speak, and up to where
        in_order = sorted(zip(attributions, speakers, strict=True), key=lambda pair: pair[0].start)
        for attribution, speaker in in_order:
            source = attribution.source
            if source is None or speaker is None or self._text[slice(*source)].lower() not in cues().third_person:
                continue
            quoted = [(q.start, q.end) for q in attribution.quoted]
            told_of = (
                self._speakers.is_named_in(speaker, self._text, quoted)
                and not any(_FIRST_PERSON.search(self._text, *span) for span in quoted)
                and self._speakers.another_before(speaker, attribution.start)
            )
            goes_on = doubted is not None and speaker is doubted[0] and not self._speakers.is_named_in(
                speaker, self._text, [(doubted[1], attribution.start)]
            )  # fmt: skip
            if told_of or goes_on:
                misread.add(source)
                doubted = speaker, max(source[1], attribution.content[-1][1])
            else:
                doubted = None
        return misread

    def _quote(self, attribution: Attribution, quote_id: str, found: tuple[Actor | None, float]) -> Quote:
        kind = self._kind(attribution)
        source = attribution.source if kind != "scare" else None
        speaker, factor = found
        if factor < self._config.min_speaker_confidence:
            speaker = None  # the words for the source stay; whom they mean is a coin toss
        if speaker is None:
            factor = self._config.unknown_speaker_confidence
        sentence = self._sentence_at(attribution.source[0] if attribution.source else attribution.start)
        type_of_source: SourceType = "unattributed"
        if source is not None:
            type_of_source = source_type(char_span(self._doc, source), speaker, self._text[slice(*sentence)])
        return Quote(
            id=quote_id,
            kind=kind,
            content=tuple(attribution.content),
            cue=attribution.cue,
            source=source,
            speaker=speaker.id if speaker and source else None,
            source_type=type_of_source,
            anonymity=self._reason_in(sentence) if type_of_source == "anonymous" else None,
            stance=attribution.stance,
            rule=attribution.rule,
            confidence=round(attribution.confidence if attribution.scare else factor, 2),
        )

    def _sentence_at(self, place: int) -> Span:
        at = bisect.bisect_right(self._sentences, place, key=lambda s: s[0]) - 1
        return self._sentences[max(0, at)]

    def _reason_in(self, sentence: Span) -> Span | None:
        """Why the source isn't named, as its sentence says."""
        reason = why_unnamed(self._text[slice(*sentence)])
        return (sentence[0] + reason[0], sentence[0] + reason[1]) if reason else None

    def _kind(self, attribution: Attribution) -> QuoteKind:
        """Direct where a whole statement is quoted, mixed where a part of one is, else indirect."""
        if attribution.scare:
            return "scare"
        if attribution.turn:
            return "direct"
        letters = letters_in_marks = 0
        quoted = sorted(attribution.quoted)  # no quote lies within another
        for start, end in attribution.content:
            first = max(0, bisect.bisect_right(quoted, start, key=lambda q: q.start) - 1)
            last = bisect.bisect_left(quoted, end, key=lambda q: q.start)
            in_marks = [(max(start, q.start), min(end, q.end)) for q in quoted[first:last]]
            letters += sum(c.isalnum() for c in self._text[start:end])
            letters_in_marks += sum(c.isalnum() for s, e in in_marks for c in self._text[s:e])
        if not letters_in_marks:
            return "indirect"
        mostly_quoted = letters_in_marks >= self._config.min_direct_share * letters
        return "direct" if mostly_quoted and not attribution.fragment and self._is_statement(attribution) else "mixed"

    def _is_statement(self, attribution: Attribution) -> bool:
        """Whether the content is a sentence or more, not a fragment of one."""
        tokens = [t for part in attribution.content for t in char_span(self._doc, part)]
        if len(tokens) >= self._config.min_statement_tokens or any(t.tag_ in FINITE_TAGS for t in tokens):
            return True
        words = [t for t in tokens if t.is_alpha]
        if not words or not words[0].text[:1].isupper():
            return False
        # "Then tell me," and "No."
        last = next((t.text for t in reversed(tokens) if not t.is_quote and t.text not in "”’"), "")
        return any(t.tag_ == "VB" for t in words) or (
            last in (".", "!", "?") and len(words) <= self._config.max_answer_words
        )
