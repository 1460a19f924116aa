"""Sets a denial beside what it denies: "three drones struck a depot" and "no such attack took place"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from components.analysis.eventing.drafts import Draft
from components.analysis.eventing.tellings import Group

_POINTING = frozenset("such any the this that these those".split())
_TOLD = frozenset(("happened", "ongoing", "claimed"))


def denials(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """(the denial, what it denies) where two tellers say the opposite of one doing; groups in text order.

    What is denied is of the same family of words. Where the denial doesn't point to it ("no such attack"), the
    doer must be the same; one teller who tells both tells of two things ("didn't sign in May, signed in June").
    """
    told = [g for g in groups if g.lead.status in _TOLD and g.lead.trigger.kind != "reporting"]
    for group in groups:
        denial = group.lead
        if denial.status != "denied":
            continue
        fitting = [g for g in told if _denies(denial, g.lead)]
        before = [g for g in fitting if g.lead.trigger.i < denial.trigger.i]
        if fitting:
            yield group, before[-1] if before else fitting[0]


def _denies(denial: Draft, other: Draft) -> bool:
    if denial.family != other.family or (denial.voice, denial.quote) == (other.voice, other.quote):
        return False
    if denial.dated and other.dated and (denial.earliest, denial.latest) != (other.earliest, other.latest):
        return False
    if denial.trigger.nominal and any(
        c.lower_ in _POINTING or c.lower_ == "no" for c in denial.trigger.token.children if c.i < denial.trigger.i
    ):
        return True
    same = denial.trigger.token.lemma_.lower() == other.trigger.token.lemma_.lower()
    return same and bool(denial.doer) and denial.doer == other.doer
