"""Where syntax keeps a date from a word: the date belongs to another clause, to what is compared, or to what is said.

"said on Sunday that he had lied": only the saying is on Sunday. "the woman, who once sang, died on Monday": she sang
some other day. "fell to 9 from 12 a year earlier": it fell now. TimeML's guidelines, too, link a date to the event that
it modifies (TLINK).
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from components.analysis.events.lexicon import event_words, statement_verbs

_DEGREES = frozenset(("JJS", "RBS"))
_ORDINALS = frozenset(("first", "second", "third", "only"))
_RELATIVE = frozenset(("relcl", "acl"))
_REASONS = frozenset(("for", "of", "about", "against", "over", "with"))
_BEFORE_SINCE = 9  # tokens before "since" in which a degree stands: "its worst fall since 1987"
_CHANGES = frozenset(
    "advance change climb decline decrease difference drop fall gain increase jump rise slide slip up down".split()
)


def keeps_apart(doc: Doc, token: Token, first: int, last: int, owner: Token | None) -> bool:
    """Whether a date (its first and last token) is of something else than a word of its sentence.

    ``owner`` is the act of saying that it stands beside, whatever the parse hangs it on: "said on Monday he had lied".
    """
    if owner is not None and owner.i != token.i and _is_said_by(token, owner):
        return True
    root = _root(doc, first, last)
    above_date = [root, *root.ancestors]
    places = {t.i for t in above_date}
    path = []
    at = token
    while at.i not in places:
        path.append(at)
        if at.head.i == at.i:
            return False
        at = at.head
    words = event_words()
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in words.charge_nouns:
        return True  # "arrested on Monday on suspicion of murder"
    for word in path:
        dep, head = word.dep_, word.head
        if dep in _RELATIVE:
            return True
        if dep == "advcl" and any(
            c.dep_ == "mark" and c.lower_ in words.separating_conjunctions for c in word.children
        ):
            return True
        if dep in ("ccomp", "parataxis") and _says(head):
            return True
        if dep == "pcomp" and head.lower_ in _REASONS and _says(head.head):
            return True
        if dep in ("xcomp", "advcl") and word.tag_ == "VB" and not _arranges(head):
            return True
        if dep in ("dobj", "pobj") and word.pos_ == "NOUN" and _says(_verb_above(word)) and word.i == token.i:
            return True
    compared = root.head
    if compared.lower_ == "than" or (compared.lower_ == "from" and compared.head.lemma_.lower() in _CHANGES):
        return True  # "an increase of 54 points from Monday"
    if any(t.dep_ == "neg" for t in doc[max(token.sent.start, first - 2) : first]) and token.i < first:
        return True  # "not on 2 March"
    since = doc[first - 1] if first else None
    if since is not None and since.lower_ == "since":
        before = doc[max(token.sent.start, first - _BEFORE_SINCE) : first - 1]
        if any(t.tag_ in _DEGREES or t.lower_ in _ORDINALS or t.dep_ == "neg" for t in before):
            return True
    return token.lemma_.lower() in words.never_dated


def _is_said_by(token: Token, saying: Token) -> bool:
    at = token
    while at.i != saying.i and at.head.i != at.i:
        if at.dep_ in ("ccomp", "parataxis") and at.head.i == saying.i:
            return True
        at = at.head
    return False


def _root(doc: Doc, first: int, last: int) -> Token:
    return next(
        (doc[i] for i in range(last, first - 1, -1) if not first <= doc[i].head.i <= last and not doc[i].is_punct),
        doc[last],
    )


def _says(verb: Token | None) -> bool:
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    return lemma in statement_verbs() or lemma in event_words().accusing_verbs


def _arranges(verb: Token) -> bool:
    """Whether what stands below a verb is on the verb's date: "plans on Monday to call", "began to rise in May"."""
    words = event_words()
    return verb.lemma_.lower() in words.planning | words.begin | words.awaiting_verbs | words.achieving_verbs


def _verb_above(word: Token) -> Token | None:
    for above in word.ancestors:
        if above.pos_ in ("VERB", "AUX"):
            return above
        if above.pos_ not in ("ADP",):
            return None
    return None
