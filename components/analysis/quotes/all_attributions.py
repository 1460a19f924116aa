"""Every attribution of a text: of the parse, of quotation marks and of the learned model, one for each content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from components.analysis.findings import findings
from components.analysis.quotes.attribution_draft import Attribution, content_with_whole_quotes, quote_around
from components.analysis.quotes.attribution_merging import merge_attributions
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.construction_rules import construction_rule
from components.analysis.quotes.content_span_borders import complete_content
from components.analysis.quotes.learned_attribution import LearnedAttribution
from components.analysis.quotes.learned_contents import learned_contents
from components.analysis.quotes.lexicon import cues
from components.analysis.quotes.quotation_marks import QuotedSpan, find_quoted_spans
from components.analysis.quotes.quotes_without_cue import attribute_without_cue
from components.analysis.quotes.syntactic_attribution import AttributionCandidate, attribution_candidates
from components.analysis.quotes.turn_attributions import is_told_within_turn, turn_attributions
from components.domain.spans import Span, SpanIndex

_DECLINING_VERBS = frozenset(("decline", "refuse"))
_SPEAKING = re.compile(r"to (?:comment|speak|answer|respond|be (?:named|identified|interviewed|quoted))\b")


def find_attributions(
    doc: Doc, paragraphs: Sequence[Span], learned: Sequence[LearnedAttribution], config: QuotesConfig
) -> list[Attribution]:
    """Every attribution of the text, by where its content begins; ``learned`` are those of the learned model."""
    text = findings(doc).article.text
    turns = list(turn_attributions(doc, config))
    marks = [q for q in find_quoted_spans(text, paragraphs) if not (turns and findings(doc).in_turn(q.start, q.end))]
    candidates = list(attribution_candidates(doc))
    attributions = list(_from_parse(candidates, marks, text, config))
    attribute_without_cue(doc, paragraphs, marks, candidates, attributions, config)
    if learned:
        contents = list(learned_contents(doc, learned, candidates, marks, text, config))
        attributions = merge_attributions(attributions, contents, learned, config)
    if turns:
        attributions = [
            a for a in attributions if not findings(doc).in_turn(*a.content[0]) or is_told_within_turn(doc, a)
        ]
    for attribution in attributions:
        complete_content(doc, attribution, config)
        if attribution.lemma == "hear":
            attribution.source = None  # a court hears what somebody else says
    telling = (a for a in [*_without_duplicates(attributions, config), *turns] if not _says_nothing(a, text))
    return sorted(telling, key=lambda a: (a.start, a.cue or (0, 0)))


def _says_nothing(attribution: Attribution, text: str) -> bool:
    """Whether somebody only declines to speak ("declined to comment"), or hears ("the court heard the case")."""
    if attribution.lemma == "hear" and attribution.frame not in ("clause", "inserted") and not attribution.quoted:
        return True
    declines = attribution.lemma.partition(" ")[0] in _DECLINING_VERBS and not attribution.quoted
    return declines and any(_SPEAKING.match(text[s:e]) for s, e in attribution.content)


def _from_parse(
    candidates: Sequence[AttributionCandidate], marks: Sequence[QuotedSpan], text: str, config: QuotesConfig
) -> Iterator[Attribution]:
    """The constructions whose cue is in the lexicon, their contents grown to whole quotes."""
    for candidate in candidates:
        stance = cues().stance(candidate.lemma, candidate.frame)
        if stance is None or not candidate.content or quote_around(candidate.cue, marks) is not None:
            continue
        content, quoted = content_with_whole_quotes(candidate, marks, text, config)
        if not content:
            continue
        clear = candidate.source and candidate.frame in {"clause", "according", "inserted"}
        yield Attribution(
            content=content,
            cue=candidate.cue,
            source=candidate.source,
            lemma=candidate.lemma,
            stance=stance,
            rule=construction_rule(candidate.frame, candidate.lemma),
            confidence=config.named_clause_confidence if clear else config.construction_confidence,
            quoted=quoted,
            passive=candidate.passive,
            frame=candidate.frame,
        )


def _without_duplicates(attributions: Sequence[Attribution], config: QuotesConfig) -> list[Attribution]:
    """One attribution for one content: the surer, then the one with a source."""
    kept: list[Attribution] = []
    index = SpanIndex[Attribution]()
    for attribution in sorted(attributions, key=lambda a: (-a.confidence, a.source is None, a.start)):
        near = index.near(*attribution.content)
        share = config.min_duplicate_share
        if not any(attribution.shared_with(k) > share * max(attribution.size, k.size) for k in near):
            kept.append(attribution)
            index.add(attribution.content, attribution)
    return kept
