"""Labels events so that they can be read without the text: who, does, what, to whom, at most twelve words.

Words of the text, some left out, but for three things: pronouns, bare surnames and sure descriptions give way to their
actors' names, contractions are written out ("won’t": "will not"), and "I am" becomes "… is".
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.event_draft import EventDraft
from components.analysis.events.label_arguments import (
    SUBJECTS,
    carrying_verb,
    complements,
    governors,
    subject_and_object,
    verb_group,
)
from components.analysis.events.name_forms import BODIES, is_sure_pronoun, written_out
from components.analysis.findings import Findings
from components.domain.record import Actor, Mention

_LEFT = frozenset(("det", "poss", "amod", "compound", "nummod", "quantmod", "nmod", "predet", "case", "neg", "advmod"))
_HEAVY = frozenset(("relcl", "acl", "appos", "advcl", "ccomp", "parataxis", "punct"))
_OF_TIME = frozenset(("prep", "npadvmod", "advmod", "pobj", "nmod", "agent"))
_ATTACHED = frozenset(("case", "neg"))  # no word of their own: "Lopez’s", "won’t"
_LEAST_ROOM = 6  # words
_OPEN_PRONOUNS = frozenset(("i", "we", "you", "he", "she", "it", "they", "our", "my", "their", "his", "her", "your"))
_UNFINISHED = frozenset(("prep", "det", "cc", "poss", "mark", "case", "punct"))
_JOINERS = frozenset(("-", "–", "/", "%", "'s", "’s"))
_FIRST_PREPOSITIONS = ("of", "on", "in", "with", "against", "between", "to", "for", "by", "from", "into", "at", "over")
_SUBJECT_WORDS = 6  # of who does it


class _Label(NamedTuple):
    tokens: list[Token]
    stands_alone: int  # how much of who and what it names


class Labeller:
    """Labels for the events of one article."""

    def __init__(self, state: Findings, config: EventsConfig) -> None:
        self._config = config
        self._timexes = state.timexes
        self._room = config.max_label_words
        self._made: dict[tuple[int, ...], str] = {}
        self._labels: dict[tuple[int, int], _Label] = {}  # of one telling, by its word and the room that there was
        self._names = {a.id: a.name for a in state.actors}
        named = sorted(((m, a) for a in state.actors for m in a.mentions), key=lambda pair: pair[0].start)
        self._mentions: list[tuple[Mention, Actor]] = named
        self._starts = [m.start for m, _ in named]

    def label(self, drafts: Sequence[EventDraft]) -> str:
        """The label of an event with these tellings, of which an earlier is preferred where a later says no more."""
        key = tuple(d.trigger.i for d in drafts[: self._config.max_labelled_tellings])
        if key not in self._made:
            self._made[key] = self._best_label(drafts[: self._config.max_labelled_tellings])
        return self._made[key]

    def _best_label(self, drafts: Sequence[EventDraft]) -> str:
        self._room = self._config.max_label_words
        labels = [self._label(d) for d in drafts]
        best = max(range(len(labels)), key=lambda n: (labels[n].stands_alone, -n))
        words = self._told_by(drafts[best], self._words(_whole(labels[best].tokens)))
        while len(words.split()) > self._config.max_label_words and self._room > _LEAST_ROOM:
            self._room -= 2  # names that are written out took more room than their words
            words = self._told_by(drafts[best], self._words(_whole(self._label(drafts[best]).tokens)))
        return words

    def _told_by(self, draft: EventDraft, words: str) -> str:
        """The words as a label; where they begin with a pronoun of nobody known, after the name of who says them."""
        first = words.split(" ", 1)[0]
        teller = self._names.get(draft.voice)
        if teller and first.lower() in _OPEN_PRONOUNS:
            return f"{teller}: {words if first == 'I' else words[:1].lower() + words[1:]}"
        return words[:1].upper() + words[1:] if first.islower() else words

    def _label(self, draft: EventDraft) -> _Label:
        key = (draft.trigger.i, self._room)
        if key not in self._labels:
            self._labels[key] = self._new_label(draft)
        return self._labels[key]

    def _new_label(self, draft: EventDraft) -> _Label:
        token = draft.trigger.token
        if draft.trigger.nominal:
            verb = carrying_verb(token)
            if verb is None:
                tokens = self._phrase(token, self._room, draft)
                return _Label(tokens, int(len(tokens) > 2))
            token = verb
        elif token.pos_ == "ADJ" and token.head.pos_ in ("AUX", "VERB"):
            token = token.head
        return self._clause(token, draft)

    # Clauses

    def _clause(self, verb: Token, draft: EventDraft) -> _Label:
        """Who does what: the subject, the verbs with their helpers, then as many whole phrases as there is room for."""
        most = self._room
        chain = [verb, *governors(verb)][::-1]
        subject, moved_object = subject_and_object(chain[0])
        subject = self._of_its_kind(subject, chain[0])
        tokens = self._phrase(subject, _SUBJECT_WORDS, draft) if subject is not None else []
        for link in chain:
            tokens += verb_group(link)
            if link is not verb:
                # "asked the Discovery Channel to cancel": whom the verb above is done to does what stands below
                for child in link.children:
                    if child.dep_ in ("dobj", "dative") and child.i < verb.i:
                        tokens += self._phrase(child, most - len(tokens) - 2, draft)
        if subject is None or subject.i < chain[0].i:
            tokens = sorted(set(tokens), key=lambda t: t.i)
        named = int(subject is not None and (subject.pos_ != "PRON" or self._named(subject)))
        whole = 1 if any(c.dep_ in ("dobj", "attr", "acomp", "agent", "prep", "xcomp") for c in verb.children) else 0
        if moved_object is not None:
            tokens += self._phrase(moved_object, most - len(tokens), draft)
        for child in complements(verb):
            room = most - self._count(tokens)
            if room < 2:
                break
            if child.i < verb.i or self._dates(child, draft):
                continue
            added = self._complement(child, room, draft)
            if added and self._count(tokens + added) <= most:
                tokens += added
        return _Label(tokens, 1 + 2 * named + whole)

    def _complement(self, child: Token, room: int, draft: EventDraft) -> list[Token]:
        if child.dep_ in ("prep", "agent"):
            return self._prepositional(child, room, draft)
        if child.dep_ in ("xcomp", "ccomp"):
            marked = any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in child.children)
            if child.dep_ == "ccomp" and (marked or not any(c.dep_ in SUBJECTS for c in child.children)):
                return []
            inner: list[Token] = []
            for c in child.children:
                if c.dep_ in SUBJECTS and c.i < child.i:
                    inner += self._phrase(c, room - 2, draft)
            inner += verb_group(child)
            for c in complements(child):
                if c.i > child.i and not self._dates(c, draft) and c.dep_ not in ("ccomp", "advmod"):
                    added = self._complement(c, room - len(inner), draft)
                    if added and len(inner) + len(added) <= room:
                        inner += added
            return inner if len(inner) <= room else []
        if child.dep_ == "advmod":
            return [child] if child.i - child.head.i == 1 and not any(True for _ in child.children) else []
        return self._phrase(child, room, draft)

    def _prepositional(self, preposition: Token, room: int, draft: EventDraft) -> list[Token]:
        inner: list[Token] = []
        for child in preposition.children:
            if child.dep_ == "pobj":
                inner = self._phrase(child, room - 1, draft)
            elif child.dep_ == "pcomp" and child.tag_ == "VBG":
                inner = [child]
                for c in complements(child):
                    added = self._complement(c, room - 1 - len(inner), draft) if c.i > child.i else []
                    if added and len(inner) + len(added) < room:
                        inner += added
            elif child.dep_ == "prep":
                inner = self._prepositional(child, room - 1, draft)
            if inner:
                break
        return [preposition, *inner] if inner and len(inner) < room else []

    # Noun phrases

    def _phrase(self, head: Token, room: int, draft: EventDraft) -> list[Token]:
        """The head with what stands before it, then as many of its whole phrases as there is room for."""
        left = [t for c in head.children if c.i < head.i and c.dep_ in _LEFT for t in _light(c)]
        if len(left) + 1 > max(2, room):
            kept = ("poss", "compound", "nummod", "quantmod", "det", "case")
            left = [t for c in head.children if c.i < head.i and c.dep_ in kept for t in _light(c)][-max(1, room - 1) :]
        tokens = [*left, head]
        following = [c for c in head.children if c.i > head.i]
        tokens += [c for c in following if c.dep_ == "case" or (c.dep_ == "punct" and c.text in ("'s", "’s"))]
        for child in sorted((c for c in following if c.dep_ == "prep"), key=_preposition_order):
            if not self._dates(child, draft):
                added = self._prepositional(child, room - self._count(tokens), draft)
                if added and self._count(tokens + added) <= room:
                    tokens += added
        tokens += [c for c in following if c.dep_ == "amod" and c.pos_ == "ADJ"]  # "nothing wrong"
        joined = next((c for c in following if c.dep_ == "conj"), None)
        word = next((c for c in following if c.dep_ == "cc"), None)
        if joined is not None and word is not None and word.i < joined.i:
            added = [word, *self._phrase(joined, room - self._count(tokens) - 1, draft)]
            if self._count(tokens + added) <= room:
                tokens += added
        infinitive = next((c for c in following if c.dep_ in ("acl", "relcl") and c.tag_ == "VB"), None)
        if infinitive is not None and draft.trigger.nominal and head.i == draft.trigger.i:
            added = self._complement_of_noun(infinitive, room - self._count(tokens), draft)
            tokens += added
        return sorted(set(tokens), key=lambda t: t.i)

    def _complement_of_noun(self, verb: Token, room: int, draft: EventDraft) -> list[Token]:
        """What a noun's infinitive says: "the decision to discontinue the investigation"."""
        inner = verb_group(verb)
        for c in complements(verb):
            added = self._complement(c, room - len(inner), draft) if c.i > verb.i and not self._dates(c, draft) else []
            if added and len(inner) + len(added) <= room:
                inner += added
        return inner if len(inner) <= room else []

    def _dates(self, child: Token, draft: EventDraft) -> bool:
        """Whether a phrase is that of the event's date, which stands beside the label."""
        date = draft.date or draft.perhaps_on
        if date is None or date.timex is None or child.dep_ not in _OF_TIME:
            return False
        timex = self._timexes[date.timex]
        within = [t for t in child.subtree if timex.start <= t.idx < timex.end]
        return bool(within) and len(list(child.subtree)) - len(within) <= 3

    # Words

    def _of_its_kind(self, subject: Token | None, verb: Token) -> Token | None:
        """Whom a relative clause is of: "who" is no firm and "which" no person, whatever the parse hangs it on."""
        relative = next((c for c in verb.children if c.dep_ in SUBJECTS and c.tag_ in ("WP", "WDT")), None)
        found = self._actor(subject) if subject is not None else None
        if subject is None or relative is None or relative.i == subject.i or found is None:
            return subject
        kind = found[1].kind
        if relative.lower_ == "who" and kind in ("organisation", "place"):
            above = _noun_above(subject)
            if above is None:
                return subject  # "the police, who …"
            of = self._actor(above)
            return above if of is not None and of[1].kind in ("person", "group") else None
        if relative.lower_ == "which" and kind == "person":
            return subject if subject.lemma_.lower() in BODIES else None
        if relative.lower_ == "that" and kind == "person" and relative.i:
            before = self._actor(relative.nbor(-1))
            return subject if before is None or before[1].id == found[1].id else None
        return subject

    def _named(self, pronoun: Token) -> bool:
        found = self._actor(pronoun)
        return found is not None and is_sure_pronoun(*found)

    def _actor(self, token: Token) -> tuple[Mention, Actor] | None:
        """The shortest mention that holds a word, with its actor."""
        at = bisect_right(self._starts, token.idx)
        around = self._mentions[max(0, at - self._config.max_mentions_around_word) : at]
        holding = [pair for pair in around if pair[0].start <= token.idx < pair[0].end]
        return min(holding, key=lambda pair: pair[0].end - pair[0].start, default=None)

    def _count(self, tokens: Sequence[Token]) -> int:
        return sum(t.dep_ not in _ATTACHED and not t.is_punct for t in tokens)

    def _words(self, tokens: Sequence[Token]) -> str:
        """The tokens as they are told in a label."""
        ordered = sorted(set(tokens), key=lambda t: t.i) if not _is_moved(tokens) else list(tokens)
        return written_out(ordered, self._actor)


def _noun_above(noun: Token) -> Token | None:
    """The noun that a noun's prepositional phrases hang on: "a pupil" of "a pupil from the school"."""
    above = noun
    while above.dep_ == "pobj" and above.head.dep_ == "prep" and above.head.head.pos_ in ("NOUN", "PROPN"):
        above = above.head.head
    return above if above.i != noun.i else None


def _whole(tokens: list[Token]) -> list[Token]:
    """The tokens without words at their end that nothing follows: "sent a letter to"."""
    end = len(tokens)
    while end > 1 and _waits(tokens[end - 1]):
        end -= 1
    return tokens[:end]


def _waits(token: Token) -> bool:
    """Whether something must follow a word: a preposition, an article, "and"; not a particle ("called off")."""
    return token.dep_ in _UNFINISHED or (token.pos_ in ("ADP", "DET", "CCONJ", "SCONJ") and token.dep_ != "prt")


def _is_moved(tokens: Sequence[Token]) -> bool:
    """Whether an object was put behind its verb: the tokens aren't in text order then."""
    return any(a.i > b.i for a, b in itertools.pairwise(tokens))


def _light(token: Token) -> Iterator[Token]:
    """What stands before a noun, without clauses that hang on it."""
    yield from (
        t for t in token.subtree if not any(a.dep_ in _HEAVY and a.text not in _JOINERS for a in _up_to(t, token))
    )


def _up_to(token: Token, top: Token) -> Iterator[Token]:
    while token.i != top.i:
        yield token
        token = token.head


def _preposition_order(preposition: Token) -> tuple[int, int]:
    word = preposition.lower_
    known = _FIRST_PREPOSITIONS.index(word) if word in _FIRST_PREPOSITIONS else len(_FIRST_PREPOSITIONS)
    return (0 if known == 0 else 1, preposition.i)
