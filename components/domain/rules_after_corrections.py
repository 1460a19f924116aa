"""Rules of what readers overruled: they say so first, each way once, then what the machine's rule was."""

from __future__ import annotations

from components.domain.record import Event

BY_READER = "set by a reader"
DATED = f"the date was {BY_READER}"


def overruling_rule(old: str, mark: str = BY_READER) -> str:
    """The rule of what a reader corrected, where ``old`` was its rule; ``mark`` is what to say first."""
    marks, rest = _marks(old)
    return "; ".join([mark, *(m for m in marks if m != mark), *([rest] if rest else [])])


def _marks(rule: str) -> tuple[list[str], str]:
    marks: list[str] = []
    while (first := rule.partition("; ")) and first[0] in (BY_READER, DATED):
        marks.append(first[0])
        rule = first[2]
    return list(dict.fromkeys(marks)), rule


def dated_by_reader(event: Event) -> bool:
    """Whether a reader put the event on its date."""
    return DATED in _marks(event.rule)[0]
