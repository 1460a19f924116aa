"""A quoted purpose without a verb of speaking ("opted out to “avoid confusion”"): its actor's words, most likely."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.syntactic_attribution import span_of, subject_of

SURE = 0.35


def quoted_purposes(doc: Doc, made: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, with scare quotes that are a purpose of somebody's act attributed to whoever acts."""
    out = []
    for one in made:
        if one.scare:
            start, end = one.content[0]
            span = doc.char_span(start, end, alignment_mode="expand")
            actor = _who_means_to(span.root) if span is not None else None
            words = span_of(list(actor.subtree)) if actor is not None else None
            if words is not None and not (words[0] < end and start < words[1]):
                one.scare, one.source, one.fragment = False, words, True
                one.rule, one.confidence = "a quoted purpose of what somebody does, with no verb of speaking", SURE
        out.append(one)
    return out


def _who_means_to(verb: Token) -> Token | None:
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
