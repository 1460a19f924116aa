"""The step ``dateline_quotes``: direct, mixed, indirect and scare quotes with cue, source and speaker."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.actors.relation_extraction import actor_relations
from components.analysis.findings import Findings, char_span, findings, publish
from components.analysis.quotes.attribution import find_attributions
from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.learned_attribution import LearnedAttribution, learned_attributions
from components.analysis.quotes.pronouns_in_quotes import resolve_quoted_pronouns
from components.analysis.quotes.quoted_purpose import quoted_purposes
from components.analysis.quotes.source_type import source_type, why_unnamed
from components.domain.ids import item_ids
from components.domain.record import Actor, Mention, Quote, QuoteKind, SourceType
from components.domain.spans import Span, overlaps

DIRECT_SHARE = 0.9  # of a content's letters in quotation marks, from which on it is a direct quote
FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
LONGEST_MENTION = 200  # characters
LONG_QUOTE = 15  # tokens that no fragment has


@Language.factory("dateline_quotes")
class QuotesStep:
    """Fills ``quotes`` from the parse and the quotation marks; reads ``actors`` for who speaks.

    Within quotes it puts right whom pronouns mean (``actors``, ``left_open``, ``relations``): only now it is known
    who says "I".
    """

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a parsed Doc."""
        found = findings(doc)
        made = quoted_purposes(
            doc, find_attributions(doc, found.paragraphs, _told_once(doc, found, learned_attributions(doc)))
        )
        made = [a for a in made if not found.in_alternative(a.start, a.start + 1)]
        index = _Speakers(found.actors)
        text = found.article.text  # not doc.text, which spaCy puts together anew at every call
        ids = item_ids("q", (" ".join(text[s:e] for s, e in a.content) for a in made))
        sentences = [(s.start_char, s.end_char) for s in doc.sents]
        found.quotes = [
            _quote(doc, text, one, quote_id, index, sentences) for one, quote_id in zip(made, ids, strict=True)
        ]
        before = found.actors
        found.actors, found.left_open = resolve_quoted_pronouns(text, found.actors, found.quotes, found.left_open)
        if found.actors != before:
            found.relations = actor_relations(doc, found.actors)
        publish(doc, "dateline_quotes", ((part, q.kind) for q in found.quotes for part in q.content))
        return doc


def _told_once(doc: Doc, found: Findings, heard: Sequence[LearnedAttribution]) -> list[LearnedAttribution]:
    """Without what a headline attributes by a word that the text below it attributes by again ("urges", "urged")."""
    roots = [char_span(doc, h.cue).root for h in heard]
    below = {r.lemma_.lower() for r, h in zip(roots, heard, strict=True) if not found.in_heading(*h.cue)}
    below = {verb for verb in below if len(verb) > 2}
    return [
        h
        for root, h in zip(roots, heard, strict=True)
        # In title case the parser takes verbs for names: "Urges" is no form of "urge" to it.
        if not (found.in_heading(*h.cue) and any(root.lower_.startswith(verb) for verb in below))
    ]


class _Speakers:
    """Finds the actor that a source's words stand for."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self._mentions: list[tuple[Mention, Actor]] = sorted(
            ((m, a) for a in actors for m in a.mentions), key=lambda ma: (ma[0].start, -ma[0].end)
        )
        self._starts = [m.start for m, _ in self._mentions]

    def of(self, doc: Doc, source: Span) -> tuple[Actor | None, float]:
        """The actor whose mention holds the head of the source's words, and how sure that is."""
        head = char_span(doc, source).root
        at = (head.idx, head.idx + len(head))
        first = bisect.bisect_left(self._starts, source[0] - LONGEST_MENTION)
        last = bisect.bisect_left(self._starts, source[1])
        inside = [
            (m, a)
            for m, a in self._mentions[first:last]
            if overlaps((m.start, m.end), source) and m.form != "adjective"
        ]
        holding = [(m, a) for m, a in inside if overlaps((m.start, m.end), at)]
        # "Mr. Smith, the mayor": an apposition names the same one as the head does.
        if not holding and head.pos_ == "PROPN":
            holding = [(m, a) for m, a in inside if a.kind in {"person", "organisation"}]
        if not holding:
            apposed = [c for c in head.children if c.dep_ == "appos"]
            spots = [(c.idx, c.idx + len(c)) for c in apposed]
            holding = [(m, a) for m, a in inside if any(overlaps((m.start, m.end), s) for s in spots)]
        if not holding:
            return None, 1.0
        # "a delegation including Scott Moe, who said": the mention that the source's words are, not one around them.
        within = [(m, a) for m, a in holding if m.end <= source[1] + 2]
        mention, actor = max(within or holding, key=lambda ma: (ma[0].end - ma[0].start, -ma[0].start))
        return actor, mention.confidence


def _quote(doc: Doc, text: str, one: Attribution, quote_id: str, index: _Speakers, sentences: Sequence[Span]) -> Quote:
    speaker, sure = index.of(doc, one.source) if one.source else (None, 1.0)
    kind = _kind(doc, text, one)
    kind_of_source = _type(doc, text, one, speaker, sentences) if kind != "scare" else "unattributed"
    return Quote(
        id=quote_id,
        kind=kind,
        content=tuple(one.content),
        cue=one.cue,
        source=one.source if kind != "scare" else None,
        speaker=speaker.id if speaker and kind != "scare" else None,
        source_type=kind_of_source,
        anonymity=_reason(text, one, sentences) if kind_of_source == "anonymous" else None,
        stance=one.stance,
        rule=one.rule,
        confidence=round(one.confidence * (sure if speaker else 1.0 if one.source else 0.8), 2),
    )


def _reason(text: str, one: Attribution, sentences: Sequence[Span]) -> Span | None:
    """Why the source isn't named, as its sentence says."""
    at = one.source[0] if one.source else one.start
    start, end = sentences[max(0, bisect.bisect_right(sentences, at, key=lambda s: s[0]) - 1)]
    found = why_unnamed(text[start:end])
    return (start + found[0], start + found[1]) if found else None


def _type(doc: Doc, text: str, one: Attribution, speaker: Actor | None, sentences: Sequence[Span]) -> SourceType:
    if one.source is None:
        return "unattributed"
    at = bisect.bisect_right(sentences, one.source[0], key=lambda s: s[0]) - 1
    around = text[slice(*sentences[max(0, at)])]
    return source_type(char_span(doc, one.source), speaker, around)


def _kind(doc: Doc, text: str, one: Attribution) -> QuoteKind:
    """Direct where a whole statement is quoted, mixed where a part of one is, else indirect."""
    if one.scare:
        return "scare"
    letters = inside = 0
    quoted = sorted(one.quoted)  # no quote lies within another
    for start, end in one.content:
        first = max(0, bisect.bisect_right(quoted, start, key=lambda q: q.start) - 1)
        last = bisect.bisect_left(quoted, end, key=lambda q: q.start)
        marked = [(max(start, q.start), min(end, q.end)) for q in quoted[first:last]]
        letters += sum(c.isalnum() for c in text[start:end])
        inside += sum(c.isalnum() for s, e in marked for c in text[s:e])
    if not inside:
        return "indirect"
    whole = inside >= DIRECT_SHARE * letters and not one.fragment and _statement(doc, one)
    return "direct" if whole else "mixed"


def _statement(doc: Doc, one: Attribution) -> bool:
    """Whether the content is a sentence or more, not a fragment of one."""
    tokens = [t for part in one.content for t in char_span(doc, part)]
    return len(tokens) > LONG_QUOTE or any(t.tag_ in FINITE for t in tokens)
