"""Pronouns and descriptions, joined to whom they mean by the learned ranker; left open where it is a coin toss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from spacy.tokens import Doc, Token

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import DetectedMention, MentionDetection
from components.analysis.actors.mention_ranking import MentionRanker, RankerMention, candidate_antecedents, name_numbers
from components.analysis.actors.roles_and_descriptions import actor_by_token, owned_bodies, owning_actor
from components.analysis.quotes.lexicon import is_speech_verb
from components.domain.record import ActorKind, Form
from components.domain.spans import Span as CharSpan

TOSS = 0.6  # a likelihood under which a pronoun stays open: the ranker is surer than it is right
NEW = 0.5  # and under which a description begins an actor of its own
SURE = 0.4  # of a heard mention, to be taken at all
# Words for people that stand for no actor.
_NOBODY = frozenset(
    """nobody no one none everybody everyone anybody anyone somebody someone others another all many some few both each
    either neither""".split()
) | {"no one"}
# What news takes up a country by, and several people by.
_COUNTRY = frozenset(
    """country nation state republic kingdom island union federation confederation power superpower territory colony
    neighbour neighbor ally partner rival foe side team squad host hosts government regime economy giant member homeland
    motherland fatherland land democracy monarchy""".split()
)
_COLLECTIVE = frozenset("group family couple pair duo trio crowd public majority community people lot".split())
_ANYBODY = frozenset(
    """man woman person boy girl child teenager youth adult people suspect victim defendant accused attacker assailant
    gunman leader politician lawmaker official figure member critic opponent supporter winner""".split()
)
FAINT = 0.0001  # of likelihood, under which an antecedent is passed over
CLASH = 0.001  # what is left of a likelihood where gender or number says no
AGAIN = 0.6  # how sure it is that "the jury" is the one told of before
SPEAKS_ON = 2.0  # of likelihood added for whoever spoke last where a pronoun speaks: "..., she added"
NEAR = 2  # sentences within which one spoke last


class AnaphoraResolver:
    """Adds pronoun and nominal mentions to drafts, and drafts for what is described but never named."""

    def __init__(self, doc: Doc, hearing: MentionDetection, drafts: list[ActorDraft]) -> None:
        self._doc, self._drafts = doc, drafts
        self._named = actor_by_token(drafts)
        self._told: defaultdict[str, list[ActorDraft]] = defaultdict(list)  # what is only described, by its head word
        self._first: dict[int, str] = {}  # the noun by which such a one was first described
        self._sentence = {}
        for number, sent in enumerate(doc.sents):
            for i in range(sent.start, sent.end):
                self._sentence[i] = number
        known = [(doc[m.start : m.end].root.i, m, d) for d in drafts for m in d.mentions if m.form != "adjective"]
        taken = {i for _, m, _ in known for i in range(m.start, m.end) if m.form == "name"}
        heads = {head for head, _, _ in known}
        spots: list[tuple[int, int, int, Form, ActorKind, ActorDraft | None, DetectedMention | None]] = [
            (head, m.start, m.end, m.form, _kind(d), d, None) for head, m, d in known
        ]
        sure = [one for one in map(partial(_in_small, doc), hearing.mentions) if one.confidence >= SURE]
        described = [one for one in sure if one.form != "name" and one.head not in taken and one.head not in heads]
        # "Azerbaijan's foreign ministry", where the finder hears "foreign ministry" or nothing.
        owned = {one.head: one for one in owned_bodies(doc, self._named, heads)}
        described = [one for one in described if one.head not in owned or one.start <= owned[one.head].start]
        for one in (*described, *(owned[head] for head in owned.keys() - {one.head for one in described})):
            spots.append((one.head, _clipped(doc, one), one.end, one.form, one.kind, None, one))
        spots.sort(key=lambda s: (s[1], -s[2]))
        self._spots = spots
        self._sides = [self._side(*s[:5]) for s in spots]
        vectors = hearing.vectors[[s[0] for s in spots]] if spots else np.zeros((0, 128), "float32")
        asked = [at for at, s in enumerate(spots) if s[6] is not None]
        names = name_numbers(self._sides)
        before = [candidate_antecedents(names, at) for at in asked]
        chances = MentionRanker(self._sides, vectors).antecedent_probabilities(list(zip(asked, before, strict=True)))
        # Of each one that is asked about: those before it that it may well be, and how likely it is none of them.
        self._likely = {
            at: ([(k, chance) for k, chance in zip(b, c.tolist(), strict=False) if chance >= FAINT], float(c[-1]))
            for at, b, c in zip(asked, before, chances, strict=True)
        }
        self.open: list[CharSpan] = []

    def _side(self, head: int, start: int, end: int, form: Form, kind: ActorKind) -> RankerMention:
        doc = self._doc
        words = tuple(t.lower_ for t in doc[start:end] if not t.is_space)
        last = doc[end - 1]
        return RankerMention(
            form, kind, words, doc[head].lower_, self._sentence.get(head, 0), doc[start].idx, last.idx + len(last)
        )

    def run(self) -> None:
        """Resolve in the order of the text."""
        owner: list[ActorDraft | None] = []
        for at, (_, start, end, form, kind, draft, one) in enumerate(self._spots):
            if draft is not None or one is None:
                owner.append(draft)
                continue
            words = self._doc[start:end].text
            best, sure = self._best(at, owner)
            if form == "pronoun":
                if best is None or sure < TOSS:
                    self.open.append((self._sides[at].start, self._sides[at].end))
                    owner.append(None)
                    continue
                best.add(
                    ActorMention(start, end, "pronoun", f"“{words}”, for {best.name} before it", round(sure, 2), words)
                )
                best.gender = best.gender or lexicon().gender(words.lower())
                owner.append(best)
                continue
            if best is not None and sure >= NEW:
                best.add(
                    ActorMention(start, end, "nominal", f"“{words}”, for {best.name} before it", round(sure, 2), words)
                )
                owner.append(best)
                continue
            head = self._doc[one.head]
            nobody = head.pos_ == "NUM" or head.lower_ in _NOBODY or words.lower().removesuffix(" else") in _NOBODY
            same = None if nobody else self._described_before(start, head)
            if same is not None:
                same.add(
                    ActorMention(start, end, "nominal", f"“{words}”, the only one told of before it", AGAIN, words)
                )
            owner.append(None if nobody else same or self._described(start, end, one, kind))

    def _described_before(self, start: int, head: Token) -> ActorDraft | None:
        """Whom "the jury" takes up: the only one that was described by that noun before."""
        if self._doc[start].lower_ not in {"the", "this", "that"} or head.tag_ != "NN":
            return None
        told = self._told.get(head.lower_, ())
        return told[0] if len(told) == 1 else None

    def _best(self, at: int, owner: Sequence[ActorDraft | None]) -> tuple[ActorDraft | None, float]:
        """The actor that most of the likelihood is on, and how much of it."""
        likely, new = self._likely[at]
        sums: dict[int, float] = defaultdict(float)
        drafts: dict[int, ActorDraft] = {}
        nobody = 0.0  # what is on mentions that are themselves open
        for k, chance in likely:
            draft = owner[k]
            if draft is None:
                nobody += chance
            else:
                sums[id(draft)] += chance
                drafts[id(draft)] = draft
        speaker = self._spoke_last(at, owner)
        if speaker is not None:
            drafts[id(speaker)] = speaker
            sums[id(speaker)] += SPEAKS_ON
        doer = self._doer(at, owner)
        for key, draft in drafts.items():
            if draft is doer or self._unlike(at, draft):
                sums[key] = 0.0
            elif self._clash(self._sides[at], draft):
                sums[key] *= CLASH
        total = sum(sums.values()) + nobody + new
        if not any(sums.values()) or total <= 0:
            return None, 0.0
        key = max(sums, key=lambda k: sums[k])
        return (drafts[key] if sums[key] > new else None), sums[key] / total

    def _spoke_last(self, at: int, owner: Sequence[ActorDraft | None]) -> ActorDraft | None:
        """Who spoke last, close before a "he" or "she" that speaks; whom gender rules out is passed over."""
        side = self._sides[at]
        if side.form != "pronoun" or side.pronoun not in (0, 1) or not is_speech_verb(self._doc[self._spots[at][0]]):
            return None
        for k in range(at - 1, -1, -1):
            if side.sentence - self._sides[k].sentence > NEAR:
                return None
            draft = owner[k]
            if draft is not None and is_speech_verb(self._doc[self._spots[k][0]]) and not self._clash(side, draft):
                return draft
        return None

    def _unlike(self, at: int, draft: ActorDraft) -> bool:
        """Whether a description cannot be of an actor: "the plant" of a country, "the mayor" of several."""
        if self._sides[at].form != "nominal":
            return False
        head = self._doc[self._spots[at][0]]
        lemma = head.lemma_.lower()
        if draft.country:
            return lemma not in _COUNTRY
        told = self._first.get(id(draft))
        if told is not None and lemma != told and draft.kind == self._sides[at].kind == "person":
            return not {lemma, told} & _ANYBODY  # the mayor is not the banker, but may be the man
        if draft.kind == "person":
            return head.tag_ in {"NNS", "NNPS"}
        collective = lexicon().organisation | _COLLECTIVE
        return draft.plural and head.tag_ == "NN" and lemma not in collective

    def _doer(self, at: int, owner: Sequence[ActorDraft | None]) -> ActorDraft | None:
        """Who does it to this one, and so is another: whoever "met the mayor" isn't the mayor (Chomsky's binding)."""
        token = self._doc[self._spots[at][0]]
        if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith(("self", "selves")):
            return None
        verb = token.head
        while True:
            subject = next((c.i for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None or verb.dep_ not in {"conj", "xcomp"}:
                break
            verb = verb.head
        return next((owner[k] for k in range(at - 1, -1, -1) if self._spots[k][0] == subject), None)

    @staticmethod
    def _clash(side: RankerMention, draft: ActorDraft) -> bool:
        if side.form == "pronoun" and side.pronoun in (0, 1):
            gender = "male" if side.pronoun == 0 else "female"
            return draft.gender not in (None, gender) or draft.kind != "person" or draft.plural
        if side.form == "pronoun" and side.pronoun == 2:
            return draft.kind == "person" or draft.plural
        return False

    def _described(self, start: int, end: int, one: DetectedMention, kind: ActorKind) -> ActorDraft:
        """A new actor of what is only described."""
        root = self._doc[one.head]
        plural = root.tag_ in {"NNS", "NNPS"} or root.lemma_.lower() in lexicon().plural
        words = self._doc[start:end].text
        if root.lemma_.lower() in lexicon().organisation:
            kind = "organisation"
        draft = ActorDraft(
            _named(self._doc, start, one.head), "group" if plural and kind == "person" else kind, described=True
        )
        draft.plural = plural
        draft.gender = lexicon().gender(root.lower_)
        draft.of = owning_actor(self._doc[start:end], self._drafts, self._named)
        draft.add(ActorMention(start, end, "nominal", "described, not named", round(one.confidence, 2), words))
        self._drafts.append(draft)
        self._told[root.lower_].append(draft)
        self._first[id(draft)] = root.lemma_.lower()
        return draft


def _in_small(doc: Doc, one: DetectedMention) -> DetectedMention:
    """A mention heard as a name whose head word is written small, as a description: "the ministry"."""
    small = one.form == "name" and doc[one.head].text.islower()
    return replace(one, form="nominal") if small else one


def _clipped(doc: Doc, one: DetectedMention) -> int:
    """Where a heard phrase begins; of a list ("partner, China, and its closest ally") with its own part."""
    before = doc[one.start : one.head]
    return max(one.start, doc[one.head].left_edge.i) if any(t.text in {",", "and", "or"} for t in before) else one.start


def _kind(draft: ActorDraft) -> ActorKind:
    return "person" if draft.kind == "group" else draft.kind


def _named(doc: Doc, start: int, head: int) -> str:
    """A description as a name: up to its head word, without its article."""
    tokens = list(doc[start : head + 1])
    while len(tokens) > 1 and (tokens[0].tag_ in {"DT", "PRP$"} and tokens[0].lower_ not in {"some", "all"}):
        tokens.pop(0)
    return " ".join("".join(t.text_with_ws for t in tokens).split())
