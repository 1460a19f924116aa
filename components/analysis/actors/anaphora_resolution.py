"""Pronouns and descriptions, joined to whom they mean by the learned ranker; left open where it is a coin toss."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.antecedent_scoring import Antecedent, AntecedentScorer
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.description_evidence import DescriptionEvidence
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.linked_mentions import LinkedMention, linked_mentions
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.roles_and_descriptions import actor_by_token, owning_actor
from components.analysis.findings import findings
from components.domain.record import Form
from components.domain.spans import Span as CharSpan


class Anaphora(NamedTuple):
    """What pronouns and descriptions were not joined to anybody.

    left_open: characters of pronouns that may mean more than one actor. unsure: descriptions that may be of an actor.
    """

    left_open: list[CharSpan]
    unsure: list[UnsureDescription]


class UnsureDescription(NamedTuple):
    """A description (tokens ``start``..``end``) that may be of an actor, how likely (0..1), and why it isn't told."""

    start: int
    end: int
    draft: ActorDraft
    confidence: float
    why: str


def resolve_anaphora(doc: Doc, detection: MentionDetection, drafts: list[ActorDraft], config: ActorsConfig) -> Anaphora:
    """Add pronouns and descriptions to the drafts, and drafts for what is described but never named."""
    return _Resolver(doc, detection, drafts, config).resolve()


class _Resolver:
    def __init__(self, doc: Doc, detection: MentionDetection, drafts: list[ActorDraft], config: ActorsConfig) -> None:
        self._doc, self._drafts, self._config = doc, drafts, config
        self._name_tokens = actor_by_token(drafts)
        self._described_by: defaultdict[str, list[ActorDraft]] = defaultdict(list)  # by head word; never named
        self._mentions = linked_mentions(doc, detection, drafts, self._name_tokens, config)
        self._evidence = DescriptionEvidence(doc, drafts, self._name_tokens)
        self._scorer = AntecedentScorer(doc, self._mentions, detection, self._evidence, config)
        self._left_open: list[CharSpan] = []
        self._unsure: list[UnsureDescription] = []

    def resolve(self) -> Anaphora:
        """Resolve in the order of the text."""
        actors: list[ActorDraft | None] = []
        for number, mention in enumerate(self._mentions):
            if mention.draft is not None:
                actors.append(mention.draft)
                continue
            antecedent = self._scorer.best(number, actors)
            if mention.form == "pronoun":
                actors.append(self._resolve_pronoun(number, mention, antecedent))
            else:
                actors.append(self._resolve_description(mention, antecedent))
        return Anaphora(self._left_open, self._unsure)

    def _resolve_pronoun(self, number: int, mention: LinkedMention, antecedent: Antecedent) -> ActorDraft | None:
        draft, share = antecedent.draft, antecedent.share
        of_people = draft is not None and draft.kind == "person"
        if draft is None or share < self._config.min_pronoun_probability or (of_people and self._has_rival(antecedent)):
            self._left_open.append(self._scorer.characters(number))
            return None
        words = self._words(mention)
        confidence = share * self._config.sure_pronoun_confidence
        self._add(draft, mention, "pronoun", f"“{words}”, for {draft.name} before it", confidence)
        draft.gender = draft.gender or lexicon().gender(words.lower())
        return draft

    def _has_rival(self, antecedent: Antecedent) -> bool:
        return antecedent.rival is not None and antecedent.share < self._config.min_share_before_rival

    def _resolve_description(self, mention: LinkedMention, antecedent: Antecedent) -> ActorDraft | None:
        words = self._words(mention)
        draft, share = antecedent.draft, antecedent.share
        head = self._doc[mention.head]
        if draft is not None and share >= self._config.min_description_probability:
            if self._has_rival(antecedent):
                self._leave_unsure(mention, draft, share, "another actor fits as well")
                return None
            self._add(draft, mention, "nominal", f"“{words}”, for {draft.name} before it", share)
            self._evidence.add(draft, head)
            return draft
        if head.pos_ == "NUM" or lexicon().is_nobody(head.lower_) or lexicon().is_nobody(words):
            return None
        repeated = self._of_headline(mention, head) or self._only_one_described(mention, head)
        if repeated is None:
            if antecedent.refused is not None and antecedent.refused.kind in ("person", "organisation"):
                self._leave_unsure(mention, antecedent.refused, 0.5, "nothing in the text says so")
            return self._new_actor(mention)
        confidence = self._config.repeated_description_confidence
        self._add(repeated, mention, "nominal", f"“{words}”, the only one told of before it", confidence)
        return repeated

    def _leave_unsure(self, mention: LinkedMention, draft: ActorDraft, confidence: float, why: str) -> None:
        self._unsure.append(UnsureDescription(mention.start, mention.end, draft, round(confidence, 2), why))

    def _words(self, mention: LinkedMention) -> str:
        return self._doc[mention.start : mention.end].text

    def _add(self, draft: ActorDraft, mention: LinkedMention, form: Form, rule: str, confidence: float) -> None:
        words = self._words(mention)
        draft.add(ActorMention(mention.start, mention.end, form, rule, round(confidence, 2), words))

    def _of_headline(self, mention: LinkedMention, head: Token) -> ActorDraft | None:
        """Whom "a bank manager" takes up where only the headline told of "Bank manager": the text begins after it."""
        headline = findings(self._doc).headline
        if headline is None or self._doc[mention.start].lower_ not in {"a", "an"}:
            return None
        name = _description_as_name(self._doc, mention)
        for draft in self._described_by.get(head.lower_, ()):
            in_headline = all(self._doc[m.start].idx < headline[1] for m in draft.mentions)
            if in_headline and draft.name.casefold() == name.casefold():
                draft.name = name  # the headline's first letter is a capital
                return draft
        return None

    def _only_one_described(self, mention: LinkedMention, head: Token) -> ActorDraft | None:
        """Whom "the jury" takes up: the only one that was described by that noun before; "voters" and "the voters" too.

        Several are taken up by the same noun where no word before it sets them apart ("black voters").
        """
        described = self._described_by.get(head.lower_, ())
        if head.tag_ in ("NNS", "NNPS"):
            words = _setting_words(self._doc, mention)
            fitting = [d for d in described if words <= _words_of(d.name)]
            return fitting[0] if fitting else None
        if self._doc[mention.start].lower_ not in {"the", "this", "that"} or head.tag_ != "NN":
            return None
        owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ != "PRON"), None)
        if owner is not None:
            described = [d for d in described if owner.lower_ in _words_of(d.name)]
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
    while len(tokens) > 1 and (
        (tokens[0].tag_ in {"DT", "PRP$"} and tokens[0].lower_ not in {"some", "all"})
        or tokens[0].lower_ in lexicon().quantifiers
    ):
        tokens.pop(0)
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def _setting_words(doc: Doc, mention: LinkedMention) -> set[str]:
    """The words before a description's head but for determiners and numbers of how many."""
    before = doc[mention.start : mention.head]
    return {
        t.lower_
        for t in before
        if t.tag_ not in {"DT", "CD", "PDT"} and t.is_alpha and t.lower_ not in lexicon().quantifiers
    }


def _words_of(name: str) -> set[str]:
    return set(name.lower().split())
