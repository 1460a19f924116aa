"""Merges the attributions of marks and parse with the learned ones: one for each content."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.construction_rules import LEARNED
from components.analysis.quotes.learned_attribution import LearnedAttribution
from components.domain.spans import SpanIndex, overlaps


def merge_attributions(
    parsed: Sequence[Attribution],
    contents: Sequence[Attribution],
    learned: Sequence[LearnedAttribution],
    config: QuotesConfig,
) -> list[Attribution]:
    """The contents in quotation marks as the marks have them, all others as the learned model does.

    What the parse alone attributes stays where the model doesn't rule its cue out. ``contents`` are the learned
    attributions that are believed, ``learned`` all of them.
    """
    sources = _LearnedSources(learned, config)
    merged: list[Attribution] = []
    in_marks = SpanIndex[Attribution]()
    for attribution in parsed:
        if attribution.scare or (attribution.quoted and _is_all_quoted(attribution)):
            if not attribution.scare:
                sources.name_source(attribution)
            merged.append(attribution)
            in_marks.add(attribution.content, attribution)
    for attribution in parsed:
        sources.note_likelihood(attribution)
    settled = {id(a) for a in merged}
    replaced = set()
    for content in contents:
        twin = next((m for m in in_marks.near(*content.content) if _are_twins(m, content, config)), None)
        unsure = content.rule == LEARNED and content.confidence < config.min_statement_confidence
        if twin is not None and (not twin.scare or unsure):
            continue  # the marks know better; or it is too little to make a statement of quoted words
        replaced.add(id(twin))
        merged.append(content)
    merged = [a for a in merged if id(a) not in replaced]
    cut_cues = SpanIndex((cue, cue) for content in contents for cue in content.cut_cues)
    learned_cues = SpanIndex((a.cue, a.cue) for a in contents if a.cue)
    for attribution in parsed:
        cue = attribution.cue
        if id(attribution) in settled or cue is None or any(overlaps(c, cue) for c in learned_cues.near(cue)):
            continue
        agentless = attribution.passive and attribution.source is None  # "is seen as": nobody's words, to be checked
        is_cut = any(cue[0] in range(s, e) for s, e in cut_cues.near(cue))
        if agentless or is_cut or sources.confidence_of_cue(attribution) >= config.min_kept_confidence:
            merged.append(attribution)
    return merged


def _are_twins(a: Attribution, b: Attribution, config: QuotesConfig) -> bool:
    return a.shared_with(b) > config.min_twin_share * min(a.size, b.size)


def _is_all_quoted(attribution: Attribution) -> bool:
    quoted = sorted(attribution.quoted)  # no quote lies within another
    for start, end in attribution.content:
        at = bisect.bisect_right(quoted, start, key=lambda q: q.start) - 1
        if at < 0 or end > quoted[at].end:
            return False
    return True


class _LearnedSources:
    """The learned attributions by their cues and by their contents: whom they name as a quote's source."""

    def __init__(self, learned: Sequence[LearnedAttribution], config: QuotesConfig) -> None:
        self._config = config
        self._by_cue = SpanIndex((a.cue, a) for a in learned)
        self._by_content = SpanIndex[LearnedAttribution]()
        for attribution in learned:
            self._by_content.add(attribution.content, attribution)

    def confidence_of_cue(self, attribution: Attribution) -> float:
        """How likely the model has its cue for one; 0 where it sees none there."""
        best = self._best_of_cue(attribution)
        return best.confidence if best is not None else 0.0

    def note_likelihood(self, attribution: Attribution) -> None:
        """Write down how likely the model has the cue for one, and how clear it has the content."""
        best = self._best_of_cue(attribution)
        if best is not None:
            attribution.learned, attribution.clearness = best.confidence, best.clearness

    def name_source(self, attribution: Attribution) -> None:
        """Give a quote the source that the model names for its cue, or for its words where it has no cue."""
        if attribution.signed or attribution.passive:
            return
        best = self._best_of_cue(attribution)
        if best is None and (attribution.cue is None or attribution.source is None):
            best = self._best_of_content(attribution)
            if best is not None:
                attribution.cue = best.cue
        if best is None or best.source is None or any(overlaps(best.source, c) for c in attribution.content):
            return
        attribution.source = best.source
        attribution.confidence = max(attribution.confidence, round(best.confidence * best.clearness, 2))

    def _best_of_cue(self, attribution: Attribution) -> LearnedAttribution | None:
        cue = attribution.cue
        if cue is None:
            return None
        of_cue = (a for a in self._by_cue.near(cue) if overlaps(a.cue, cue))
        return max(of_cue, key=lambda a: a.confidence, default=None)

    def _best_of_content(self, attribution: Attribution) -> LearnedAttribution | None:
        overlapping = (
            a
            for a in self._by_content.near(*attribution.content)
            if a.confidence >= self._config.min_kept_confidence and self._overlaps_content(a, attribution)
        )
        return max(overlapping, key=lambda a: a.confidence, default=None)

    def _overlaps_content(self, learned: LearnedAttribution, attribution: Attribution) -> bool:
        long = [c for c in learned.content if c[1] - c[0] >= self._config.min_source_overlap_characters]
        return any(overlaps(c, part) for c in long for part in attribution.content)
