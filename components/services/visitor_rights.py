"""What a visitor may do: asked before everything that a page does for it."""

from __future__ import annotations

from components.domain.errors import NotAllowed, NotFound
from components.domain.permissions import Action, Visitor
from components.services.analysis_queue import AnalysisQueue
from components.services.library import GONE


class VisitorRights:
    """A visitor before the library; each part of what it can reach (visitor_library.py) asks here."""

    def __init__(self, queue: AnalysisQueue, visitor: Visitor) -> None:
        self._queue, self.visitor = queue, visitor

    def may(self, action: Action, article_id: str | None = None) -> bool:
        """Whether the visitor may do it: pages ask before they offer it."""
        return self.visitor.may(action, article_id)

    def _need(self, action: Action, article_id: str | None = None) -> None:
        if self.may(action, article_id):
            return
        if article_id is not None and not self.may("read", article_id):
            raise NotFound(GONE)
        raise NotAllowed("This link doesn't allow that. Ask whoever sent it for one that does.")

    def _name(self) -> str:
        return self.visitor.name or "a colleague"
