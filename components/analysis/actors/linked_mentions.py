"""The mentions among which pronouns and descriptions are resolved: those joined to actors, and detected ones."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.attrs import DEP
from spacy.symbols import nsubj
from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import DetectedMention, MentionDetection
from components.analysis.actors.mention_features import RankerMention
from components.analysis.actors.roles_and_descriptions import owned_bodies
from components.analysis.findings import findings
from components.analysis.quotes.lexicon import is_subject_of_speech
from components.domain.record import ActorKind, Form

SPEAKING_SUBJECT = 0.6  # how sure a noun is a mention that only its saying something tells


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """A mention: tokens ``start``..``end`` (exclusive), its head token, its form and kind.

    draft: the actor that rules joined it to; None for a pronoun or description that is yet to be resolved.
    confidence: of the detection that found it, 0..1.
    """

    head: int
    start: int
    end: int
    form: Form
    kind: ActorKind
    draft: ActorDraft | None = None
    confidence: float = 1.0


def linked_mentions(
    doc: Doc,
    detection: MentionDetection,
    drafts: Sequence[ActorDraft],
    name_tokens: Mapping[int, ActorDraft],
    config: ActorsConfig,
) -> list[LinkedMention]:
    """All mentions in text order, longer ones first; ``name_tokens`` gives the actor of each token of a name."""
    joined = [
        LinkedMention(doc[m.start : m.end].root.i, m.start, m.end, m.form, _ranker_kind(draft), draft)
        for draft in drafts
        for m in draft.mentions
        if m.form != "adjective"
    ]
    joined_heads = {mention.head for mention in joined}
    tokens_of_names = {i for mention in joined if mention.form == "name" for i in range(mention.start, mention.end)}
    detected = [_name_as_description(doc, mention) for mention in detection.mentions]
    unresolved = {
        mention.head: mention
        for mention in detected
        if mention.confidence >= config.min_mention_probability
        and mention.form != "name"
        and mention.head not in tokens_of_names
        and mention.head not in joined_heads
        and not findings(doc).in_label(doc[mention.head].idx, doc[mention.head].idx + 1)  # named already
        and doc[mention.start].lower_ not in {"no", "neither"}
    }
    for speaker in _speaking_subjects(doc, {*joined_heads, *tokens_of_names, *unresolved}):
        unresolved[speaker.head] = speaker
    # "Azerbaijan's foreign ministry", where "foreign ministry" or nothing was detected.
    for body in owned_bodies(doc, name_tokens, joined_heads, config):
        if body.head not in unresolved or unresolved[body.head].start > body.start:
            unresolved[body.head] = body
    mentions = joined + [
        LinkedMention(m.head, _without_list(doc, m), m.end, m.form, m.kind, confidence=m.confidence)
        for m in unresolved.values()
    ]
    return sorted(mentions, key=lambda m: (m.start, -m.end))


def _speaking_subjects(doc: Doc, known: Container[int]) -> Iterator[DetectedMention]:
    """Nouns for people and bodies that say something and were not detected: "Police said"."""
    words = lexicon()
    for at in np.flatnonzero(doc.to_array(DEP) == nsubj).tolist():
        token = doc[at]
        if at in known or token.pos_ not in ("NOUN", "PROPN"):
            continue
        lemma = token.lemma_.lower()
        is_body = lemma in words.organisation
        if (is_body or words.is_person(lemma) or token.lower_ in words.plural) and is_subject_of_speech(token):
            kind: ActorKind = "organisation" if is_body else "person"
            yield DetectedMention(token.left_edge.i, token.i + 1, token.i, kind, "nominal", SPEAKING_SUBJECT)


def ranker_mentions(doc: Doc, mentions: Sequence[LinkedMention]) -> list[RankerMention]:
    """The mentions as the ranker sees them, in the same order."""
    sentence_of = {i: number for number, sent in enumerate(doc.sents) for i in range(sent.start, sent.end)}
    out = []
    for mention in mentions:
        words = tuple(t.lower_ for t in doc[mention.start : mention.end] if not t.is_space)
        last = doc[mention.end - 1]
        out.append(
            RankerMention(
                mention.form,
                mention.kind,
                words,
                head=doc[mention.head].lower_,
                sentence=sentence_of.get(mention.head, 0),
                start=doc[mention.start].idx,
                end=last.idx + len(last),
            )
        )
    return out


def _name_as_description(doc: Doc, mention: DetectedMention) -> DetectedMention:
    """A mention detected as a name whose head word is written small, as a description: "the ministry"."""
    in_small_letters = mention.form == "name" and doc[mention.head].text.islower()
    return replace(mention, form="nominal") if in_small_letters else mention


def _without_list(doc: Doc, mention: DetectedMention) -> int:
    """Where a phrase begins; of a list ("partner, China, and its closest ally") its own part alone."""
    before = doc[mention.start : mention.head]
    if not any(t.text in {",", "and", "or"} for t in before):
        return mention.start
    return max(mention.start, doc[mention.head].left_edge.i)


def _ranker_kind(draft: ActorDraft) -> ActorKind:
    """The draft's kind among those that the ranker knows, which has no groups."""
    return "person" if draft.kind == "group" else draft.kind
