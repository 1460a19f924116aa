"""What the report's file carries beside its words: styles, fonts, scripts, and the policy that lets no other run."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from pathlib import Path
from typing import Any

import jinja2

from components.exports.shared_assets import component_function, shared_asset

ASSETS = Path(__file__).parent / "assets"
# Family, file: whole and unaltered, as their licence (fonts/OFL.txt) lets nobody else's version bear their name.
FONTS = {
    "Source Sans": "SourceSans3VF-Upright.woff2",
    "Source Serif": "SourceSerif4Variable-Roman.woff2",
}
FONT_NOTICE = (
    "Source Sans 3 and Source Serif 4: © 2014 - 2023 Adobe, with Reserved Font Name ‘Source’; SIL Open Font License 1.1"
)
HELPERS = ("clipboard", "dom", "pick_state")
COMPONENTS = ("article", "card", "list", "claims", "chart_marks")
STYLES = ("article", "card", "card_box", "list", "claims", "chart_marks")


@functools.cache
def asset(name: str) -> str:
    """A file of the report's own."""
    return (ASSETS / name).read_text("utf-8")


@functools.cache
def template(name: str) -> jinja2.Template:
    """A page of the report's own; what both kinds of report begin and end with is report_page.html."""
    return _pages().get_template(name)


@functools.cache
def _pages() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def style() -> str:
    """All style sheets, the fonts in them."""
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: 200 900; src: url(data:font/woff2;base64,{_font(file)}) '
        'format("woff2"); }\n'
        for family, file in FONTS.items()
    )
    return "\n".join((f"/* {FONT_NOTICE} */", faces, *(shared_asset(f"{s}.css") for s in STYLES), asset("report.css")))


def _font(file: str) -> str:
    return base64.b64encode((ASSETS / "fonts" / file).read_bytes()).decode()


@functools.cache
def script() -> str:
    """One script of what is shared with the pages and of the report's own."""
    shared = [*(shared_asset(f"{h}.js") for h in HELPERS), *(component_function(c) for c in COMPONENTS)]
    return "(() => {\n" + "\n".join((*shared, asset("report_charts.js"), asset("report.js"))) + "})();\n"


def policy(*scripts: str) -> str:
    """A Content-Security-Policy under which these scripts run, and no other; nothing is fetched or sent."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'"
    )


def inert(data: dict[str, Any]) -> str:
    """JSON that can stand in a script element: nothing in it ends the element or begins a comment."""
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, written in (
        ("<", "\\u003c"),
        (">", "\\u003e"),
        ("&", "\\u0026"),
        ("\u2028", "\\u2028"),
        ("\u2029", "\\u2029"),
    ):
        words = words.replace(sign, written)
    return words
