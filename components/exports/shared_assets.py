"""Scripts and styles that the pages and the report draw with alike: article, card, lists, claims, marks on charts."""

from __future__ import annotations

import functools
from pathlib import Path

SHARED = Path(__file__).parent / "assets" / "shared"
_ENTRY = "export default function"  # what a page calls to draw a component


@functools.cache
def shared_asset(name: str) -> str:
    """The text of a script or style sheet."""
    return (SHARED / name).read_text("utf-8")


def component_function(name: str) -> str:
    """A component's script as a function of that name, for a page that loads no modules.

    It draws as the component's own entry does; what else the script defines stays inside it.
    """
    script = shared_asset(f"{name}.js")
    if script.count(_ENTRY) != 1:
        raise ValueError(f"{name}.js has no single entry")
    return f"const {name} = (() => {{\n{script.replace(_ENTRY, 'return function')}}})();\n"
