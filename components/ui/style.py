"""The few rules of style that the theme can't give: measure, spacing, the navigation row."""

from __future__ import annotations

import streamlit as st

# A constant: no word of an article ever comes in here.
_CSS = """
<style>
.stMainBlockContainer { max-width: 1180px; padding: 3.25rem 1.5rem 4rem; }
header[data-testid="stHeader"] { background: transparent; height: 2.75rem; pointer-events: none; }
header[data-testid="stHeader"] button, header[data-testid="stHeader"] [role="button"] { pointer-events: auto; }
.st-key-views { gap: 0 !important; border-bottom: 1px solid var(--st-border-color); row-gap: 0 !important; }
.st-key-views [data-testid="stPageLink"] a { border-radius: 0; padding: .45rem .85rem; margin: 0; }
.st-key-views [data-testid="stPageLink"] a p { font-size: .95rem; text-decoration: none; }
.st-key-views [data-testid="stPageLink"] a[aria-current="page"],
.st-key-views .st-key-here a { background: transparent; box-shadow: inset 0 -2px 0 var(--st-primary-color); }
.st-key-views .st-key-here a p { color: var(--st-primary-color); font-weight: 600; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3rem 1rem 3rem; }
  .st-key-views [data-testid="stPageLink"] a { padding: .4rem .55rem; }
}
</style>
"""


def apply_style() -> None:
    """Put the rules on the page."""
    st.html(_CSS)
