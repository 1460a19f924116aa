"""What the learned model is sure of, as attributions: contents with whole quotes, borders as the parse has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from components.analysis.findings import char_span
from components.analysis.quotes.attribution_draft import Attribution, content_with_whole_quotes, quote_around
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.construction_rules import construction_rule
from components.analysis.quotes.learned_attribution import LearnedAttribution
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.quotation_marks import QuotedSpan
from components.analysis.quotes.syntactic_attribution import AttributionCandidate
from components.domain.spans import Span, SpanIndex, contains, overlaps


def learned_contents(
    doc: Doc,
    learned: Sequence[LearnedAttribution],
    candidates: Sequence[AttributionCandidate],
    marks: Sequence[QuotedSpan],
    text: str,
    config: QuotesConfig,
) -> Iterator[Attribution]:
    """The learned attributions that are sure and clear enough, with the construction that the parse sees in each."""
    by_cue = SpanIndex((c.cue, c) for c in candidates)
    for attribution in learned:
        if not _is_believed(attribution, marks, config):
            continue
        of_cue = [c for c in by_cue.near(attribution.cue) if overlaps(c.cue, attribution.cue)]
        candidate = next((c for c in of_cue if cues().stance(c.lemma, c.frame) is not None), None)
        lemma = (candidate or of_cue[0]).lemma if of_cue else char_span(doc, attribution.cue).root.lemma_.lower()
        content, source = attribution.content, attribution.source
        cut_cues: list[Span] = []
        if candidate is not None and candidate.content:
            # The parse has the better borders, where both see the same.
            share = _shared_share(candidate.content, content)
            if config.min_same_content_share > share >= config.min_swallowed_share:
                cut_cues = _swallowed_cues(candidate, content, by_cue.near(*content))
            if share >= config.min_same_content_share or cut_cues:
                content = candidate.content
                source = source or candidate.source
        if any(c.passive for c in of_cue):
            source = next((c.source for c in of_cue if c.source is not None), None)  # the agent alone
        elif candidate is not None and candidate.source is not None and candidate.content:
            source = source or candidate.source
            if candidate.frame == "nominal":
                source = candidate.source  # "Trump's claim that"
            elif candidate.frame == "inserted":
                source, content = candidate.source, candidate.content  # "The mill, Dacre believes, should have closed"
        as_candidate = AttributionCandidate(attribution.cue, source, content, lemma, "none", -1)
        spans, quoted = content_with_whole_quotes(as_candidate, marks, text, config)
        words = sum(len(text[s:e].split()) for s, e in spans)
        if not spans or (not quoted and words < config.min_content_words):
            continue
        stance = cues().stance(candidate.lemma, candidate.frame) if candidate else None
        yield Attribution(
            content=spans,
            cue=attribution.cue,
            source=source,
            lemma=lemma,
            stance=stance or cues().any_stance(lemma),
            rule=construction_rule(candidate.frame if candidate else None, lemma),
            confidence=round(attribution.confidence * attribution.clearness, 2),
            quoted=quoted,
            passive=bool(candidate and candidate.passive),
            cut_cues=cut_cues,
            frame=candidate.frame if candidate else None,
            learned=attribution.confidence,
            clearness=attribution.clearness,
        )


def _is_believed(attribution: LearnedAttribution, marks: Sequence[QuotedSpan], config: QuotesConfig) -> bool:
    if attribution.confidence < config.min_learned_confidence:
        return False
    if attribution.confidence * attribution.clearness < config.min_content_confidence:
        return False
    return attribution.confidence >= config.min_nested_confidence or quote_around(attribution.cue, marks) is None


def _swallowed_cues(
    candidate: AttributionCandidate, content: Sequence[Span], nearby: Sequence[AttributionCandidate]
) -> list[Span]:
    """The cues of other attributions in what the model adds to a content that the parse sees too."""
    return [
        c.cue
        for c in nearby
        if c.verb != candidate.verb
        and cues().stance(c.lemma, c.frame) is not None
        and any(contains(span, c.cue) for span in content)
        and not any(overlaps(span, c.cue) for span in candidate.content)
    ]


def _shared_share(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Of the characters in either the part in both."""
    characters_a = {i for s, e in a for i in range(s, e)}
    characters_b = {i for s, e in b for i in range(s, e)}
    return len(characters_a & characters_b) / max(1, len(characters_a | characters_b))
