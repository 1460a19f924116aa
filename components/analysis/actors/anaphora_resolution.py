"""Pronouns and descriptions, joined to whom they mean by the learned ranker; left open where it is a coin toss."""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.antecedent_scoring import AntecedentScorer
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.linked_mentions import LinkedMention, linked_mentions
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.roles_and_descriptions import actor_by_token, owning_actor
from components.domain.record import Form
from components.domain.spans import Span as CharSpan


def resolve_anaphora(
    doc: Doc, detection: MentionDetection, drafts: list[ActorDraft], config: ActorsConfig
) -> list[CharSpan]:
    """Add pronouns and descriptions to the drafts, and drafts for what is described but never named.

    Gives the characters of the pronouns that were left open.
    """
    return _Resolver(doc, detection, drafts, config).resolve()


class _Resolver:
    def __init__(self, doc: Doc, detection: MentionDetection, drafts: list[ActorDraft], config: ActorsConfig) -> None:
        self._doc, self._drafts, self._config = doc, drafts, config
        self._name_tokens = actor_by_token(drafts)
        self._described_by: defaultdict[str, list[ActorDraft]] = defaultdict(list)  # by head word; never named
        self._mentions = linked_mentions(doc, detection, drafts, self._name_tokens, config)
        self._scorer = AntecedentScorer(doc, self._mentions, detection, config)
        self._left_open: list[CharSpan] = []

    def resolve(self) -> list[CharSpan]:
        """Resolve in the order of the text."""
        actors: list[ActorDraft | None] = []
        for number, mention in enumerate(self._mentions):
            if mention.draft is not None:
                actors.append(mention.draft)
                continue
            antecedent, share = self._scorer.best(number, actors)
            if mention.form == "pronoun":
                actors.append(self._resolve_pronoun(number, mention, antecedent, share))
            else:
                actors.append(self._resolve_description(mention, antecedent, share))
        return self._left_open

    def _resolve_pronoun(
        self, number: int, mention: LinkedMention, antecedent: ActorDraft | None, share: float
    ) -> ActorDraft | None:
        if antecedent is None or share < self._config.min_pronoun_probability:
            self._left_open.append(self._scorer.characters(number))
            return None
        words = self._words(mention)
        self._add(antecedent, mention, "pronoun", f"“{words}”, for {antecedent.name} before it", share)
        antecedent.gender = antecedent.gender or lexicon().gender(words.lower())
        return antecedent

    def _resolve_description(
        self, mention: LinkedMention, antecedent: ActorDraft | None, share: float
    ) -> ActorDraft | None:
        words = self._words(mention)
        if antecedent is not None and share >= self._config.min_description_probability:
            self._add(antecedent, mention, "nominal", f"“{words}”, for {antecedent.name} before it", share)
            return antecedent
        head = self._doc[mention.head]
        if head.pos_ == "NUM" or lexicon().is_nobody(head.lower_) or lexicon().is_nobody(words):
            return None
        repeated = self._only_one_described(mention, head)
        if repeated is None:
            return self._new_actor(mention)
        confidence = self._config.repeated_description_confidence
        self._add(repeated, mention, "nominal", f"“{words}”, the only one told of before it", confidence)
        return repeated

    def _words(self, mention: LinkedMention) -> str:
        return self._doc[mention.start : mention.end].text

    def _add(self, draft: ActorDraft, mention: LinkedMention, form: Form, rule: str, confidence: float) -> None:
        words = self._words(mention)
        draft.add(ActorMention(mention.start, mention.end, form, rule, round(confidence, 2), words))

    def _only_one_described(self, mention: LinkedMention, head: Token) -> ActorDraft | None:
        """Whom "the jury" takes up: the only one that was described by that noun before."""
        if self._doc[mention.start].lower_ not in {"the", "this", "that"} or head.tag_ != "NN":
            return None
        described = self._described_by.get(head.lower_, ())
        return described[0] if len(described) == 1 else None

    def _new_actor(self, mention: LinkedMention) -> ActorDraft:
        """A new actor of what is only described."""
        head, kind = self._doc[mention.head], mention.kind
        lemma = head.lemma_.lower()
        plural = head.tag_ in {"NNS", "NNPS"} or lemma in lexicon().plural
        if lemma in lexicon().organisation:
            kind = "organisation"
        draft = ActorDraft(
            _description_as_name(self._doc, mention),
            "group" if plural and kind == "person" else kind,
            gender=lexicon().gender(head.lower_),
            plural=plural,
            of=owning_actor(self._doc[mention.start : mention.end], self._drafts, self._name_tokens),
            described=True,
            noun=lemma,
        )
        self._add(draft, mention, "nominal", "described, not named", mention.confidence)
        self._drafts.append(draft)
        self._described_by[head.lower_].append(draft)
        return draft


def _description_as_name(doc: Doc, mention: LinkedMention) -> str:
    """A description as a name: up to its head word, without its article."""
    tokens = list(doc[mention.start : mention.head + 1])
    while len(tokens) > 1 and (tokens[0].tag_ in {"DT", "PRP$"} and tokens[0].lower_ not in {"some", "all"}):
        tokens.pop(0)
    return " ".join("".join(t.text_with_ws for t in tokens).split())
