"""Whether a judgement is turned round, or the text doesn't say that it was made: negations, hedges, wishes, charges."""

from __future__ import annotations

from spacy.tokens import Token

from components.analysis.clause_arguments import has_not
from components.analysis.tone.lexicon import JudgementLexicon


def is_negated(word: Token, lexicon: JudgementLexicon) -> bool:
    """Whether a negation holds for a word: its own, or that of what it is the infinitive of ("failed to praise")."""
    if any(c.dep_ == "neg" or (c.lower_ in lexicon.negators and c.i < word.i) for c in word.children):
        return True
    if any(c.lower_ in ("less", "least", "enough") and c.dep_ == "advmod" for c in word.children):
        return True  # "less corrupt"; "can't thank her enough" is no less a doubt
    if word.i > word.sent.start and word.nbor(-1).lower_ == "nothing":
        return True  # "nothing wrong"
    clause = word if word.dep_ in ("ccomp", "relcl") else word.head
    above = clause.head
    if clause.dep_ == "ccomp" and above.lemma_.lower() in lexicon.believing_verbs:
        subjects = [c for c in above.children if c.dep_ == "nsubj"]
        if has_not(above) or any(c.lower_ in ("nobody", "no") for c in subjects):
            return True  # "I don't think Moe is stupid"
    if word.dep_ in ("xcomp", "pcomp") and word.head.i != word.i:
        above = word.head.head if word.head.dep_ == "prep" else word.head
        if {above.lemma_.lower(), above.lower_} & lexicon.negators or has_not(above):
            return True
    # "far from being a bully", "anything but corrupt"
    return word.i >= 2 and word.nbor(-1).lower_ in ("from", "but", "being") and any(
        word.doc[k].lower_ in ("far", "anything") for k in range(max(0, word.i - 4), word.i)
    )  # fmt: skip


def is_hedged(word: Token, lexicon: JudgementLexicon) -> bool:
    """Whether it is doubted or only wished or charged that it was so: "may be", "if he lied", "urged to condemn"."""
    if any(c.lower_ in lexicon.hedges and c.dep_ in ("aux", "advmod", "mark") for c in word.children):
        return True
    above = word.head
    if word.dep_ in ("xcomp", "ccomp", "advcl", "acl", "pcomp") and any(c.lower_ == "to" for c in word.children):
        return above.lemma_.lower() in lexicon.wishing_verbs or word.dep_ == "acl"
    if word.dep_ == "pcomp" and above.dep_ == "prep" and above.head.lemma_.lower() in lexicon.act_verbs:
        return above.head.i != word.i and above.lower_ in ("of", "for") and word.pos_ == "VERB"
    return above.lemma_.lower() in ("regret", "apologise", "apologize", "use") and word.dep_ in ("xcomp", "pcomp")
