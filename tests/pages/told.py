"""Reads what a page shows in Dateline's own components."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def components(test: AppTest, name: str) -> list[dict[str, Any]]:
    """The data of every component of that name on the page."""
    found = []
    for element in test.get("bidi_component"):
        proto = element.proto
        if proto.component_name == f"dateline_{name}":
            found.append(json.loads(proto.json))
    return found


def said(test: AppTest) -> list[str]:
    """Every sentence said on the page."""
    return [c["text"] for c in components(test, "say")]


def shown(test: AppTest) -> str:
    """The words of every passage on the page."""
    blocks = (block for c in components(test, "passage") for block in c["blocks"])
    return " ".join("".join(segment[0] for segment in block["segments"]) for block in blocks)


def field(test: AppTest, label: str) -> Any:
    """The text field with that label."""
    return next(i for i in test.text_input if i.label == label)
