"""What a session's page shows: the elements that came back, kept and cleared as a browser does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# A store that failed says one of these (components/store); any other alert is an answer.
FAILURES = ("The library could not be", "The library is very busy", "The library’s file", "The library's file")
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@dataclass(frozen=True)
class Node:
    """An element (``kind``: its field in Element, or "block") as it was last drawn, by which run."""

    kind: str
    value: Any
    run: str
    fragment: str

    @property
    def id(self) -> str:
        """Its widget id, "" without one."""
        return str(getattr(self.value, "id", ""))

    @property
    def key(self) -> str:
        """The key that the page gave it."""
        return self.id.split("-", 2)[2] if self.id.startswith("$$ID-") and self.id.count("-") >= 2 else ""

    @property
    def data(self) -> Any:
        """What a component of the house was given."""
        return json.loads(self.value.json) if self.kind == "bidi_component" and self.value.json else {}


class PageTree:
    """The page as far as it has come: elements by their place, where the page is, what it asks to be asked again."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[int, ...], Node] = {}
        self.query = ""
        self.script_hash = ""
        self._run = ""
        self.errors: list[str] = []

    def take(self, message: ForwardMsg) -> None:
        """Take in a message of the server."""
        what = message.WhichOneof("type")
        if what == "new_session":
            self.script_hash = message.new_session.page_script_hash
            self._run = message.metadata.run.script_run_id
        elif what == "navigation":
            self.script_hash = message.navigation.page_script_hash
        elif what == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif what == "delta":
            self._draw(message)
        elif what == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self.errors.append("the script could not be compiled")
            elif message.script_finished in DONE:
                self._clear(self._run, set(message.metadata.run.fragment_ids))

    def _draw(self, message: ForwardMsg) -> None:
        place, delta = tuple(message.metadata.delta_path), message.delta
        what = delta.WhichOneof("type")
        if what == "add_block":
            self.nodes[place] = Node("block", delta.add_block, self._run, delta.fragment_id)
            return
        if what != "new_element":
            return
        kind = delta.new_element.WhichOneof("type") or ""
        # An element in the place of a block takes what was in that away.
        for inner in [p for p in self.nodes if len(p) > len(place) and p[: len(place)] == place]:
            del self.nodes[inner]
        node = Node(kind, getattr(delta.new_element, kind) if kind else None, self._run, delta.fragment_id)
        self.nodes[place] = node
        if kind == "exception":
            self.errors.append(f"{node.value.type}: {node.value.message}"[:300])
        elif (words := _words(node)).startswith(FAILURES):
            self.errors.append(words[:300])

    def _clear(self, run: str, fragments: set[str]) -> None:
        """Take away what the run that is over would have drawn anew and didn't, with all that is in it."""
        gone = {
            place
            for place, node in self.nodes.items()
            if node.run != run and (not fragments or node.fragment in fragments)
        }
        for place in list(self.nodes):
            if any(place[:n] in gone for n in range(1, len(place) + 1)):
                del self.nodes[place]

    def all(self, kind: str = "") -> Iterator[Node]:
        """The elements of a kind, or all, in the page's order."""
        return (self.nodes[p] for p in sorted(self.nodes) if not kind or self.nodes[p].kind == kind)

    def find(self, key: str, kind: str = "") -> Node | None:
        """The element with a key; without one of that key the one with it as its label."""
        found = [n for n in self.all(kind) if n.kind != "block" and n.id]
        labelled = (n for n in found if getattr(n.value, "label", None) == key)
        return next((n for n in found if n.key == key), None) or next(labelled, None)

    def data(self, key: str) -> Any:
        """What a component of the house with that key was given, {} where it isn't on the page."""
        node = self.find(key, "bidi_component")
        return node.data if node else {}

    def words(self) -> list[str]:
        """The words of the page's own texts, in order: ``draw_text``, Markdown, code, progress."""
        return [words for node in self.all() if (words := _words(node))]

    def says(self, words: str) -> bool:
        """Whether the page says these words."""
        return any(words in told for told in self.words())

    def widget_ids(self) -> set[str]:
        """The ids of everything that can have a state."""
        return {node.id for node in self.nodes.values() if node.id}


def _words(node: Node) -> str:
    if node.kind == "bidi_component":
        return str(node.data.get("text", "")) if node.value.component_name.endswith("dateline_say") else ""
    if node.kind == "markdown":
        return str(node.value.body)
    if node.kind == "code":
        return str(node.value.code_text)
    if node.kind == "progress":
        return str(node.value.text)
    return ""
