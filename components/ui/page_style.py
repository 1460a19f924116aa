"""The few rules of style that the theme can't give: measure, spacing, the navigation row."""

from __future__ import annotations

import streamlit as st

# A constant: no word of an article ever comes in here.
_CSS = """
<style>
.stMainBlockContainer { max-width: 1180px; padding: 3.25rem 1.5rem 4rem; }
header[data-testid="stHeader"] { background: transparent; height: 2.75rem; pointer-events: none; }
header[data-testid="stHeader"] button, header[data-testid="stHeader"] [role="button"] { pointer-events: auto; }
.st-key-views { gap: 0 !important; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); }
.st-key-views [data-testid="stPageLink"] a {
  border-radius: 0; padding: .45rem .8rem; margin: 0; background: transparent; }
.st-key-views [data-testid="stPageLink"] a p { font-size: .95rem; }
.st-key-views > :first-child [data-testid="stPageLink"] a { padding-left: 0; }
/* What only reads or writes in the browser takes no room. */
.st-key-screen-width, [class*="st-key-"][class*="-ring"] { position: absolute; height: 0; }
.st-key-views [data-testid="stPageLink"] a { color: inherit; }
.st-key-here [data-testid="stPageLink"] a { box-shadow: inset 0 -2px 0 currentColor; }
.st-key-head [data-testid="stHorizontalBlock"] { row-gap: .6rem; }
[data-testid="stPageLink"] a { padding-left: 0; }
@media (min-width: 641px) {
  /* What was picked stays in view however far down the page it was picked: the wrapper scrolls along its column. */
  [data-testid="stColumn"] > [data-testid="stVerticalBlock"] { min-height: 100%; }
  [data-testid="stColumn"] > [data-testid="stVerticalBlock"] > [data-testid="stLayoutWrapper"]:has(
    > .st-key-evidence, > .st-key-evidence-empty, > .st-key-beside) {
    position: sticky; top: 3rem; max-height: calc(100vh - 3.5rem); overflow-y: auto; }
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3rem 1rem 3rem; }
  .st-key-views { flex-wrap: wrap !important; }
  .st-key-views > * { flex: none; }
  .st-key-views [data-testid="stPageLink"] a { padding: .4rem .5rem; white-space: nowrap; }
  .st-key-evidence { position: fixed; z-index: 100; left: 0; right: 0; bottom: 0; top: auto; max-height: 48vh;
    overflow-y: auto; padding: .8rem 1rem 1rem; background: @PAPER@;
    border-top: 1px solid color-mix(in srgb, currentColor 30%, transparent); box-shadow: 0 -6px 24px rgb(0 0 0 / .18); }
}
@media print {
  .stApp, .stApp > *, .stAppViewContainer, .stMain, .stMainBlockContainer, [data-testid="stColumn"],
  [data-testid="stHorizontalBlock"], [data-testid="stVerticalBlock"] { position: static !important;
    display: block !important; overflow: visible !important; height: auto !important; width: auto !important;
    max-width: none !important; }
  .stMainBlockContainer { padding: 0; }
  header[data-testid="stHeader"], [data-testid="stToolbar"], .st-key-views, .st-key-filters, .st-key-zoom-row,
  .st-key-chips, .st-key-evidence, .st-key-evidence-empty, .st-key-take-heading, .st-key-take-ways, .st-key-unsure,
  .st-key-undated-note, .stButton, .stDownloadButton, [data-testid="stExpander"], [data-testid="stPageLink"] {
    display: none !important; }
  [class*="st-key-copy"] { display: none !important; }
  .stPlotlyChart { break-inside: avoid; width: 740px !important; zoom: .8; }
}
</style>
"""


def apply_style() -> None:
    """Put the rules on the page; the one colour they need is the theme's paper."""
    kind = st.context.theme.type or "light"
    st.html(_CSS.replace("@PAPER@", str(st.get_option(f"theme.{kind}.backgroundColor"))))
