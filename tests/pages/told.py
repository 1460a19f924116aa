"""Reads what a page shows in Dateline's own components, and does what the browser does with them."""

from __future__ import annotations

import json
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest


def components(test: AppTest, name: str) -> list[dict[str, Any]]:
    """The data of every component of that name on the page."""
    return [json.loads(proto.json) for proto in _protos(test) if proto.component_name == f"dateline_{name}"]


def _protos(test: AppTest) -> list[Any]:
    return [element.proto for element in test.get("bidi_component")]


def _of_key(test: AppTest, key: str) -> list[Any]:
    return [proto for proto in _protos(test) if _key(proto) == key]


def _key(proto: Any) -> str:
    """The key of a component, which its id ends with: "$$ID-hash-key"."""
    return str(proto.id.split("-", 2)[2])


def said(test: AppTest) -> list[str]:
    """Every sentence said on the page."""
    return [c["text"] for c in components(test, "say")]


def keyed(test: AppTest, key: str) -> list[dict[str, Any]]:
    """The rows of the component with that key; none where it isn't on the page."""
    return [row for proto in _of_key(test, key)[:1] for row in json.loads(proto.json)["rows"]]


def groups(test: AppTest, key: str) -> list[dict[str, Any]]:
    """The groups of the list with that key; none where it isn't on the page."""
    return [g for proto in _of_key(test, key)[:1] for g in json.loads(proto.json)["groups"]]


def rows(test: AppTest, key: str) -> list[dict[str, Any]]:
    """The rows of the list with that key, in its order."""
    return [row for group in groups(test, key) for row in group["rows"]]


def listed(test: AppTest, key: str) -> list[str]:
    """The marks that the list with that key leads to, in its order."""
    return [row["id"] for row in rows(test, key)]


def lists(test: AppTest) -> dict[str, list[str]]:
    """Every list on the page by its key: the marks that it leads to."""
    keys = [_key(proto) for proto in _protos(test) if proto.component_name == "dateline_list"]
    return {key: listed(test, key) for key in keys}


def article(test: AppTest) -> dict[str, Any]:
    """What the browser draws of the article."""
    return components(test, "article")[0]


def marked(test: AppTest) -> dict[str, list[str]]:
    """The words marked in the article, by the mark that they lead to."""
    found: dict[str, list[str]] = {}
    for block in article(test)["blocks"]:
        for start, end, _, _, mark in block["layers"]:
            found.setdefault(mark, []).append(block["text"][start:end])
    return found


def layers(test: AppTest) -> set[str]:
    """What the words in the article are marked as."""
    data = article(test)
    return {data["names"][layer[2]] for block in data["blocks"] for layer in block["layers"]}


def card(test: AppTest) -> dict[str, Any]:
    """What the card of what is picked holds; its ``id`` is empty where nothing is."""
    return components(test, "card")[0]


def passage(test: AppTest) -> str:
    """The words of the passage that is lit."""
    start, end = card(test)["passage"]
    block = next(b for b in article(test)["blocks"] if b["start"] <= start < b["start"] + len(b["text"]))
    return str(block["text"][start - block["start"] : end - block["start"]])


def buttons(test: AppTest) -> list[str]:
    """What the card's buttons ask for."""
    return [act["what"] for act in card(test).get("acts", [])]


def tell(test: AppTest, key: str, event: str, value: object) -> AppTest:
    """Tell the server what a component of the page does in the browser, and draw the page anew."""
    proto = _of_key(test, key)[0]
    states = test._tree.get_widget_states()
    state = states.widgets.add()
    state.id = _make_trigger_id(proto.id, "events")
    state.json_trigger_value = json.dumps([{"event": event, "value": value}])
    done = test._run(states)
    assert not done.exception
    return done


def pick(test: AppTest, mark: str) -> AppTest:
    """Pick a mark, as a click on a row, a chart or the article does; none where it is empty."""
    return tell(test, "mark-card", "picked", {"id": mark, "turn": card(test)["turn"] + 1})


def act(test: AppTest, what: str) -> AppTest:
    """Press a button of the card."""
    assert what in buttons(test), f"the card has no button for “{what}”"
    asked = "unright" if what == "right" and card(test)["checked"] else what  # as the browser says it
    return tell(test, "mark-card", "act", {"what": asked, "id": card(test)["id"]})


def field(test: AppTest, label: str) -> Any:
    """The text field with that label."""
    return next(i for i in test.text_input if i.label == label)
