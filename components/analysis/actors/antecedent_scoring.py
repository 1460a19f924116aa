"""Which actor a pronoun or description means: the ranker's probabilities, corrected by speech, syntax and agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.linked_mentions import LinkedMention, ranker_mentions
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.mention_features import PronounClass, RankerMention
from components.analysis.actors.mention_ranking import MentionRanker, candidate_antecedents, name_numbers
from components.analysis.quotes.lexicon import is_subject_of_speech
from components.domain.spans import Span as CharSpan

_GENDERED = (PronounClass.HE, PronounClass.SHE)


class _Antecedents(NamedTuple):
    """The numbers of the mentions before one that it may take up, each with its probability; and that of none."""

    probabilities: list[tuple[int, float]]
    none: float


class AntecedentScorer:
    """Scores actors as antecedents of mentions. A score is a probability until corrections make it more than 1."""

    def __init__(
        self, doc: Doc, mentions: Sequence[LinkedMention], detection: MentionDetection, config: ActorsConfig
    ) -> None:
        self._doc, self._mentions, self._config = doc, mentions, config
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

    def best(self, number: int, actors: Sequence[ActorDraft | None]) -> tuple[ActorDraft | None, float]:
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
        speaker = self._last_speaker(number, actors)
        if speaker is not None:
            scores[speaker] = scores.get(speaker, 0.0) + self._config.last_speaker_score
        subject = self._subject_actor(number, actors)
        for draft in scores:
            if draft is subject or self._misdescribed(number, draft):
                scores[draft] = 0.0
            elif _disagrees(self._ranked[number], draft):
                scores[draft] *= self._config.disagreement_factor
        total = sum(scores.values()) + on_open_mentions + antecedents.none
        if not any(scores.values()) or total <= 0:
            return None, 0.0
        best = max(scores, key=lambda draft: scores[draft])
        return (best if scores[best] > antecedents.none else None), scores[best] / total

    def _head(self, number: int) -> Token:
        return self._doc[self._mentions[number].head]

    def _last_speaker(self, number: int, actors: Sequence[ActorDraft | None]) -> ActorDraft | None:
        """Who spoke last, close before a "he" or "she" that speaks; whom gender rules out is passed over."""
        pronoun = self._ranked[number]
        if pronoun.pronoun not in _GENDERED or not is_subject_of_speech(self._head(number)):
            return None
        for earlier in range(number - 1, -1, -1):
            if pronoun.sentence - self._ranked[earlier].sentence > self._config.max_last_speaker_sentences:
                return None
            draft = actors[earlier]
            if draft is not None and is_subject_of_speech(self._head(earlier)) and not _disagrees(pronoun, draft):
                return draft
        return None

    def _misdescribed(self, number: int, draft: ActorDraft) -> bool:
        """Whether a description cannot be of an actor: "the plant" of a country, "the mayor" of several."""
        mention = self._ranked[number]
        if mention.form != "nominal":
            return False
        head, words = self._head(number), lexicon()
        lemma = head.lemma_.lower()
        if draft.country:
            return lemma not in words.country_descriptions
        if draft.noun is not None and lemma != draft.noun and draft.kind == mention.kind == "person":
            return not {lemma, draft.noun} & words.any_person  # the mayor is not the banker, but may be the man
        if draft.kind == "person":
            return head.tag_ in {"NNS", "NNPS"}
        return draft.plural and head.tag_ == "NN" and lemma not in words.organisation | words.collective

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
    return False
