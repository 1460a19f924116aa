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

from components.analysis.clause_arguments import antecedent
from components.analysis.events.config import EventsConfig
from components.analysis.events.event_draft import EventDraft
from components.analysis.events.lexicon import carrying_verbs, event_words
from components.analysis.events.name_forms import is_sure_pronoun, written_out
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
_HELPERS = frozenset(("aux", "auxpass", "neg"))
_OBJECTS = ("dobj", "attr", "acomp", "oprd", "dative", "agent", "prep", "xcomp", "advmod", "npadvmod", "ccomp")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_FIRST_PREPOSITIONS = ("of", "on", "in", "with", "against", "between", "to", "for", "by", "from", "into", "at", "over")
_CHAINS = frozenset(("xcomp",))
_SUBJECT_WORDS = 6  # of who does it
_GOVERNOR_STEPS = 3  # verbs above an infinitive: "plans to try to leave"


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
        token = draft.trigger.token
        if draft.trigger.nominal:
            verb = _carrying_verb(token)
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
        chain = [verb, *_governors(verb)][::-1]
        subject, moved_object = _subject_and_object(chain[0])
        tokens = self._phrase(subject, _SUBJECT_WORDS, draft) if subject is not None else []
        for link in chain:
            tokens += _verb_group(link)
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
        for child in _complements(verb):
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
            if child.dep_ == "ccomp" and (marked or not any(c.dep_ in _SUBJECTS for c in child.children)):
                return []
            inner: list[Token] = []
            for c in child.children:
                if c.dep_ in _SUBJECTS and c.i < child.i:
                    inner += self._phrase(c, room - 2, draft)
            inner += _verb_group(child)
            for c in _complements(child):
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
                for c in _complements(child):
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
        inner = _verb_group(verb)
        for c in _complements(verb):
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


def _complements(verb: Token) -> list[Token]:
    """What follows a verb, in text order."""
    return sorted((c for c in verb.children if c.dep_ in _OBJECTS), key=lambda c: c.i)


def _verb_group(verb: Token) -> list[Token]:
    """The verb with its helpers, negation, hedges before it, "to", and its particle."""
    hedges = event_words().hedges | event_words().falsehoods
    before = [
        c for c in verb.children
        if c.i < verb.i and (c.dep_ in _HELPERS or (c.dep_ == "advmod" and c.lower_ in hedges))
    ]  # fmt: skip
    after = [c for c in verb.children if c.dep_ == "prt" or (c.dep_ == "neg" and c.i > verb.i)]
    return [*before, verb, *after]


def _governors(verb: Token) -> Iterator[Token]:
    """The verbs above an infinitive: "plans to call", "is scheduled to begin", "asked the channel to cancel"."""
    for _ in range(_GOVERNOR_STEPS):
        above = verb.head
        if verb.dep_ in _CHAINS and above.pos_ == "ADJ" and above.dep_ == "acomp" and above.head.pos_ == "AUX":
            yield above  # "is due to reopen"
            yield above.head
            return
        if verb.dep_ not in _CHAINS or above.i == verb.i or above.pos_ not in ("VERB", "AUX"):
            return
        if any(c.dep_ in _SUBJECTS for c in verb.children):
            return
        yield above
        verb = above


def _subject_and_object(verb: Token) -> tuple[Token | None, Token | None]:
    """Who does it, and what a relative clause says it is done to ("the show that he made")."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS and child.i < verb.i:
            subject = antecedent(child, verb)
            if subject.i != child.i:
                return (_something if child.lower_ == "which" else _somebody)(subject, child), None
            return subject, verb.head if verb.dep_ == "relcl" and _lacks_object(verb) else None
    if verb.lemma_.lower() in event_words().reporting:  # "…”, said the mayor"
        after = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > verb.i), None)
        if after is not None:
            return after, None
    clause = verb
    for _ in range(_GOVERNOR_STEPS):
        if clause.dep_ == "acl" and clause.lemma_.lower() in event_words().delivering:
            return None, None  # "the message, delivered on Monday" is called by its noun
        if clause.dep_ in ("acl", "relcl"):
            return clause.head, None
        if clause.dep_ not in ("conj", "advcl") or clause.head.i == clause.i:
            return None, None
        clause = clause.head
        found = next((c for c in clause.children if c.dep_ in _SUBJECTS and c.i < clause.i), None)
        if found is not None:
            return antecedent(found, clause), None
    return None, None


def _somebody(head: Token, relative: Token) -> Token:
    """What a relative clause is of: "who" is somebody, not the firm that the parse hangs it on."""
    while relative.lower_ == "who" and head.ent_type_ not in ("", "PERSON"):
        above = next((a for a in head.ancestors if a.pos_ in ("NOUN", "PROPN")), None)
        if above is None:
            break
        head = above
    return head.head if head.dep_ == "appos" and head.head.ent_type_ == "PERSON" else head


def _something(head: Token, relative: Token) -> Token | None:
    """What a relative clause is of: "which" is no person, but what stands right before it; None where that is one."""
    if head.ent_type_ != "PERSON":
        return head
    before = relative.nbor(-2 if relative.i > 1 and relative.nbor(-1).is_punct else -1) if relative.i else head
    return before if before.pos_ in ("NOUN", "PROPN") and before.ent_type_ != "PERSON" else None


def _lacks_object(verb: Token) -> bool:
    """Whether a relative clause is of what its verb is done to: "the show that he made", "a pledge he made"."""
    if any(c.dep_ == "dobj" and c.tag_ in ("WDT", "WP") for c in verb.children):
        return True
    adverbs = any(c.tag_ in ("WRB", "WP$", "IN") and c.i < verb.i for c in verb.children)
    objects = any(c.dep_ in ("dobj", "attr", "acomp", "xcomp", "ccomp", "auxpass") for c in verb.children)
    return not adverbs and not objects and verb.lemma_.lower() in event_words().transitive_verbs


def _carrying_verb(noun: Token) -> Token | None:
    """The verb that only carries a noun's event, or says that it is to come: "held talks", "the hearing begins"."""
    words, verb = event_words(), noun.head
    if verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    has_subject = any(c.dep_ in _SUBJECTS for c in verb.children)
    if noun.dep_ == "dobj":
        return verb if lemma in words.delivering | words.light_verbs and has_subject else None
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return verb if lemma in carrying_verbs() else None
    return None
