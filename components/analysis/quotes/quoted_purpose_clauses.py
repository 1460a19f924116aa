"""A quoted purpose without a verb of speaking ("opted out to “avoid confusion”"): its actor's words, most likely."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.syntactic_attribution import span_of, subject_of
from components.domain.spans import overlaps


def attribute_quoted_purposes(doc: Doc, attributions: Sequence[Attribution], config: QuotesConfig) -> None:
    """Attribute scare quotes that are a purpose of somebody's act to whoever acts."""
    for attribution in attributions:
        if not attribution.scare:
            continue
        start, end = attribution.content[0]
        span = doc.char_span(start, end, alignment_mode="expand")
        actor = _actor_of_purpose(span.root) if span is not None else None
        words = span_of(list(actor.subtree)) if actor is not None else None
        if words is not None and not overlaps(words, (start, end)):
            attribution.scare, attribution.source, attribution.fragment = False, words, True
            attribution.rule = "a quoted purpose of what somebody does, with no verb of speaking"
            attribution.confidence = config.purpose_confidence


def _actor_of_purpose(verb: Token) -> Token | None:
    """The subject of the clause whose purpose the infinitive is."""
    if verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.children):
        return None
    if verb.dep_ not in {"advcl", "xcomp", "relcl", "acl"} or verb.head.i == verb.i:
        return None
    head = verb.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    subject, passive = subject_of(head)
    return None if passive else subject
