"""Who a visitor is and what each kind of visitor may do: the one table; whatever it doesn't name is refused."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["editor", "corrector", "reader", "stranger"]
Action = Literal["read", "export", "correct", "library", "add", "details", "delete", "share", "organise"]

# What each kind of visitor may do: with the articles that its link opens (of the editor: with all).
TABLE: dict[Kind, frozenset[Action]] = {
    "editor": frozenset(("read", "export", "correct", "library", "add", "details", "delete", "share", "organise")),
    "corrector": frozenset(("read", "export", "correct", "details")),
    "reader": frozenset(("read", "export")),
    "stranger": frozenset(),
}


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """A visitor; ``articles`` are the ids that its link opens, ``share`` that link's own id.

    ``collection`` is the one whose name and note that link shows. ``name`` is what its corrections are filed under.
    """

    kind: Kind
    articles: frozenset[str] = frozenset()
    share: str | None = None
    collection: str | None = None
    name: str = ""

    def may(self, action: Action, article: str | None = None) -> bool:
        """Whether the visitor may do it, with that article where it is done with one."""
        if action not in TABLE[self.kind]:
            return False
        return self.kind == "editor" or (article is not None and article in self.articles)


EDITOR = Visitor(kind="editor", name="owner")
STRANGER = Visitor(kind="stranger")
