"""Judgements of a text as candidates for attitudes: the actors that hold and receive them, and in whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from components.analysis.findings import Findings, char_span
from components.analysis.tone.judgement import Judgement, opposite
from components.analysis.tone.judgements import judgements_in
from components.analysis.tone.lexicon import Polarity, judgement_lexicon
from components.domain.record import WRITER, Actor, Mention, Quote
from components.domain.spans import Span as CharSpan
from components.domain.spans import SpanIndex, contains

_ACTS = ("act", "act by a noun", "act by an adjective", "naming")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A judgement between actors.

    voice: the id of who holds it, WRITER, or None where the text gives no actor for it. Spans are characters:
    holder of the words that name who holds it (None: the writer, or nobody named), target of the words judged.
    is_owned: not the target itself is judged, but something of its. cue: the words that judge, a negation among them;
    act: the first of them without it.
    """

    sentence: CharSpan
    judgement: Judgement
    voice: str | None
    holder: CharSpan | None
    target: str
    target_span: CharSpan
    quote: Quote | None
    is_owned: bool
    cue: tuple[CharSpan, ...]
    act: CharSpan

    @property
    def polarity(self) -> Polarity:
        """That of the judgement as it stands, a negation counted in."""
        judgement = self.judgement
        return opposite(judgement.polarity) if judgement.is_negated else judgement.polarity

    @property
    def is_act(self) -> bool:
        """Whether the sentence tells of somebody's act of judgement, whoever tells it."""
        return self.judgement.holder is not None

    @property
    def is_doubtful(self) -> bool:
        """Whether the text doesn't say that it was done, or turns it round."""
        return self.judgement.is_hedged or self.judgement.is_question or self.judgement.is_negated

    @property
    def is_plain_act(self) -> bool:
        """Whether it is one that does more than take a side, and is neither denied, doubted nor asked."""
        return self.is_act and not self.judgement.is_weak and not self.is_doubtful


class ActorsByToken:
    """The actor that a token names: the head of one of its mentions."""

    def __init__(self, doc: Doc, actors: Sequence[Actor]) -> None:
        self._by_head: dict[int, tuple[Actor, Mention]] = {}
        self._inside: dict[int, tuple[Actor, Mention]] = {}
        for actor in actors:
            for mention in actor.mentions:
                span = char_span(doc, (mention.start, mention.end))
                if mention.form != "adjective":
                    self._by_head.setdefault(span.root.i, (actor, mention))
                for token in span:
                    known = self._inside.get(token.i)
                    if known is None or mention.end - mention.start < known[1].end - known[1].start:
                        self._inside[token.i] = (actor, mention)

    def named_by(self, token: Token) -> tuple[Actor, Mention] | None:
        """The actor whose mention has the token as its head."""
        return self._by_head.get(token.i)

    def judged_in(self, token: Token) -> tuple[Actor, Mention, bool] | None:
        """The actor that is judged with a token, and whether it only owns what the token names."""
        named = self.named_by(token)
        if named:
            return (*named, False)
        if token.lemma_.lower() in judgement_lexicon().not_owned:
            return None  # to judge "Moe's policies" is to judge Moe; to judge his wife, or his murder, isn't
        for child in token.children:  # "Moe's policies"
            if child.dep_ == "poss" and (owner := self.named_by(child)):
                return (*owner, True)
        for child in token.children:  # "the Moe campaign", "the Chinese government"
            if child.dep_ in ("compound", "nmod", "amod") and child.pos_ in ("PROPN", "ADJ"):
                owner = self._inside.get(child.i)
                if owner:
                    return (*owner, True)
        for child in token.children:  # "the policies of Moe"
            if child.dep_ == "prep" and child.lower_ in ("of", "by"):
                for noun in child.children:
                    if noun.dep_ == "pobj" and (owner := self.named_by(noun)):
                        return (*owner, True)
        return None


class QuotesByCharacter:
    """The quotes that a character stands in."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._index = SpanIndex((part, (part, quote)) for quote in quotes for part in quote.content)

    def innermost(self, at: int) -> Quote | None:
        """The quote with the shortest part around the character."""
        around = [(e - s, quote) for (s, e), quote in self._index.near((at, at + 1)) if s <= at < e]
        return min(around, key=lambda found: found[0])[1] if around else None


def candidates(
    doc: Doc, state: Findings, sentences: Iterable[tuple[CharSpan, Span]], quotes: QuotesByCharacter
) -> Iterator[Candidate]:
    """The candidates of sentences, each given as its characters and its tokens; headings hold none."""
    actors = ActorsByToken(doc, state.actors)
    for sentence, tokens in sentences:
        if state.in_heading(*sentence):
            continue
        for judgement in judgements_in(tokens):
            found = _candidate(doc, sentence, judgement, actors, quotes)
            if found is not None:
                yield found


def _candidate(
    doc: Doc, sentence: CharSpan, judgement: Judgement, actors: ActorsByToken, quotes: QuotesByCharacter
) -> Candidate | None:
    judged = actors.judged_in(doc[judgement.target])
    if judged is None:
        return None
    actor, mention, is_owned = judged
    tokens = {*judgement.cue, *(_negations(doc[judgement.cue[0]]) if judgement.is_negated else ())}
    cue = tuple((doc[i].idx, doc[i].idx + len(doc[i])) for i in sorted(tokens))
    if any(contains((mention.start, mention.end), span) for span in cue) and not is_owned:
        return None  # "the Great Lakes", "the Evil Empire": a name judges nobody
    first = doc[judgement.cue[0]]
    act = (first.idx, first.idx + len(first))
    quote = quotes.innermost(first.idx)
    voice: str | None
    holder: CharSpan | None
    if judgement.holder is not None:
        word = doc[judgement.holder]
        named = actors.named_by(word)
        voice, holder = (named[0].id, (named[1].start, named[1].end)) if named else (None, _words(word))
        if named is None and word.lower_ in ("i", "we") and quote is not None and quote.speaker:
            voice = quote.speaker
    elif judgement.pattern in _ACTS:
        voice, holder = None, None  # "was accused of": nobody says by whom
    elif quote is not None:
        voice, holder = quote.speaker, quote.source
    else:
        voice, holder = WRITER, None
    if voice == actor.id:
        return None
    return Candidate(
        sentence, judgement, voice, holder, actor.id, (mention.start, mention.end), quote, is_owned, cue, act
    )


def _negations(word: Token) -> list[int]:
    """The negations of a word and of what it stands under, in its clause."""
    return [
        c.i for token in (word, word.head) for c in token.children if c.dep_ == "neg" or c.lower_ in ("no", "never")
    ]


def _words(noun: Token) -> CharSpan:
    """The words of a noun phrase around its head, from its first word to the head."""
    first = min((c.i for c in noun.children if c.i < noun.i and noun.i - c.i <= 4), default=noun.i)
    return noun.doc[first].idx, noun.idx + len(noun)
