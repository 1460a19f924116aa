"""Which actor a pronoun or description means: the ranker's probabilities, corrected by speech, syntax and agreement.

A description is only ever of an actor that the text itself gives evidence for (description_evidence.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.description_evidence import DescriptionEvidence
from components.analysis.actors.linked_mentions import LinkedMention, ranker_mentions
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.mention_features import PronounClass, RankerMention
from components.analysis.actors.mention_ranking import MentionRanker, candidate_antecedents, name_numbers
from components.analysis.quotes.lexicon import is_subject_of_speech
from components.domain.spans import Span as CharSpan

_GENDERED = (PronounClass.HE, PronounClass.SHE)
_SPEAKING = (*_GENDERED, PronounClass.IT)


class _Antecedents(NamedTuple):
    """The numbers of the mentions before one that it may take up, each with its probability; and that of none."""

    probabilities: list[tuple[int, float]]
    none: float


class Antecedent(NamedTuple):
    """The actor that a mention most likely takes up, None where none is likelier than not, and how likely (0..1).

    rival: another one who fits, and isn't far less likely. refused: whom the ranker alone would have taken.
    """

    draft: ActorDraft | None
    share: float
    rival: ActorDraft | None = None
    refused: ActorDraft | None = None


class AntecedentScorer:
    """Scores actors as antecedents of mentions. A score is a probability until corrections make it more than 1."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[LinkedMention],
        detection: MentionDetection,
        evidence: DescriptionEvidence,
        config: ActorsConfig,
    ) -> None:
        self._doc, self._mentions, self._config = doc, mentions, config
        self._evidence = evidence
        self._ranked = ranker_mentions(doc, mentions)
        unresolved = [number for number, mention in enumerate(mentions) if mention.draft is None]
        names = name_numbers(self._ranked)
        candidates = [candidate_antecedents(names, number) for number in unresolved]
        vectors = detection.vectors[np.array([mention.head for mention in mentions], "int64")]
        ranker = MentionRanker(self._ranked, vectors)
        probabilities = ranker.antecedent_probabilities(list(zip(unresolved, candidates, strict=True)))
        self._antecedents = {
            number: _Antecedents(
                [
                    (antecedent, p)
                    for antecedent, p in zip(numbers, row[:-1].tolist(), strict=True)
                    if p >= config.min_antecedent_probability
                ],
                float(row[-1]),
            )
            for number, numbers, row in zip(unresolved, candidates, probabilities, strict=True)
        }

    def characters(self, number: int) -> CharSpan:
        """Where a mention stands in the text."""
        return self._ranked[number].start, self._ranked[number].end

    def best(self, number: int, actors: Sequence[ActorDraft | None]) -> Antecedent:
        """The actor with the highest score, if it is likelier than none, and its share of all scores (0..1).

        ``actors`` are those of the mentions before, None for a mention that was left open.
        """
        antecedents = self._antecedents[number]
        scores: dict[ActorDraft, float] = {}
        on_open_mentions = 0.0
        for antecedent, probability in antecedents.probabilities:
            draft = actors[antecedent]
            if draft is None:
                on_open_mentions += probability
            else:
                scores[draft] = scores.get(draft, 0.0) + probability
        speaker, score = self._last_speaker(number, actors)
        if speaker is not None:
            scores[speaker] = scores.get(speaker, 0.0) + score
        subject = self._subject_actor(number, actors)
        owned = self._evidence.named_with(self._head(number))
        refused: ActorDraft | None = None
        described = self._mentions[number].form == "nominal"
        if described and scores:
            likeliest = max(scores, key=lambda draft: scores[draft])
            several = self._head(number).tag_ in ("NNS", "NNPS")
            taken = scores[likeliest] >= self._config.min_description_probability
            refused = likeliest if taken and several == (likeliest.plural or likeliest.kind == "group") else None
        for draft in scores:
            if draft is subject or draft is owned or (described and self._says_nothing_of(number, draft)):
                scores[draft] = 0.0
            elif _disagrees(self._ranked[number], draft):
                scores[draft] *= self._config.disagreement_factor
        total = sum(scores.values()) + on_open_mentions + antecedents.none
        if not any(scores.values()) or total <= 0:
            return Antecedent(None, 0.0, None, refused)
        best = max(scores, key=lambda draft: scores[draft])
        if scores[best] <= antecedents.none:
            return Antecedent(None, scores[best] / total, None, refused)
        others = [d for d in scores if d is not best and scores[d] >= self._config.min_rival_share * scores[best]]
        rival = max(others, key=lambda draft: scores[draft], default=None) if best is not speaker else None
        return Antecedent(best, scores[best] / total, rival, refused if refused is not best else None)

    def _says_nothing_of(self, number: int, draft: ActorDraft) -> bool:
        """Whether the text gives no reason to take a description for an actor."""
        return self._evidence.of(self._mentions[number].start, self._head(number), draft) == "none"

    def _head(self, number: int) -> Token:
        return self._doc[self._mentions[number].head]

    def _last_speaker(self, number: int, actors: Sequence[ActorDraft | None]) -> tuple[ActorDraft | None, float]:
        """Who spoke last before a pronoun that speaks, and what that adds; whom gender rules out is passed over."""
        pronoun, config = self._ranked[number], self._config
        if pronoun.pronoun == PronounClass.THEY and is_subject_of_speech(self._head(number)):
            return self._last_plural_subject(number, actors), config.last_body_score
        if pronoun.pronoun not in _SPEAKING or not is_subject_of_speech(self._head(number)):
            return None, 0.0
        for earlier in range(number - 1, -1, -1):
            apart = pronoun.sentence - self._ranked[earlier].sentence
            if apart > config.max_sentences_of_speech:
                break
            draft = actors[earlier]
            if draft is None or _disagrees(pronoun, draft):
                continue
            if not is_subject_of_speech(self._head(earlier)) and not self._leads_up_to_quote(number, earlier, apart):
                continue
            if pronoun.pronoun == PronounClass.IT and draft.kind not in ("organisation", "place"):
                continue
            near = apart <= config.max_last_speaker_sentences
            if pronoun.pronoun not in _GENDERED:
                return (draft, config.last_body_score) if near else (None, 0.0)
            return draft, config.last_speaker_score if near else config.earlier_speaker_score
        return None, 0.0

    def _leads_up_to_quote(self, number: int, earlier: int, apart: int) -> bool:
        """Whether the sentence right before a quote is about one by name: "Deacon was furious. “…,” he said."."""
        head = self._head(earlier)
        if head.dep_ != "nsubj" or self._ranked[earlier].form == "pronoun" or not 1 <= apart <= 2:
            return False
        between = self._doc[head.i : self._head(number).i]
        opened = next((t for t in between if t.is_quote), None)
        return opened is not None and opened.i >= head.sent.end - 1

    def _last_plural_subject(self, number: int, actors: Sequence[ActorDraft | None]) -> ActorDraft | None:
        """The last several, or body, of whom a clause before a "they" that speaks tells something."""
        for earlier in range(number - 1, -1, -1):
            if self._ranked[number].sentence - self._ranked[earlier].sentence > self._config.max_sentences_of_speech:
                return None
            draft = actors[earlier]
            several = draft is not None and (draft.plural or draft.kind in ("group", "organisation"))
            if several and self._head(earlier).dep_ in ("nsubj", "nsubjpass"):
                return draft
        return None

    def _subject_actor(self, number: int, actors: Sequence[ActorDraft | None]) -> ActorDraft | None:
        """Who does it to this one, and so is another: whoever "met the mayor" isn't the mayor (Chomsky's binding)."""
        token = self._head(number)
        if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith(("self", "selves")):
            return None
        verb = token.head
        while True:
            subject = next((c.i for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None or verb.dep_ not in {"conj", "xcomp"}:
                break
            verb = verb.head
        return next((actors[k] for k in range(number - 1, -1, -1) if self._mentions[k].head == subject), None)


def _disagrees(mention: RankerMention, draft: ActorDraft) -> bool:
    """Whether a pronoun is of another gender or number than an actor, or of another kind."""
    if mention.pronoun in _GENDERED:
        gender = "male" if mention.pronoun == PronounClass.HE else "female"
        return draft.gender not in (None, gender) or draft.kind != "person" or draft.plural
    if mention.pronoun == PronounClass.IT:
        return draft.kind == "person" or draft.plural
    if mention.pronoun == PronounClass.THEY:
        return draft.kind == "person" and not draft.plural
    return False
