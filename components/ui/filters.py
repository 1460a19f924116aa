"""Filters that pages share; each stands in the address under a plain name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T", bound=str)


def choice(none: str, options: Sequence[T], names: Mapping[T, str], *, key: str) -> T | None:
    """A narrow list of which one may be chosen; ``none`` is what it says when nothing is."""
    if len(options) < 2:
        return None
    picked: T | None = st.selectbox(
        none,
        options,
        index=None,
        placeholder=none,
        format_func=lambda option: names[option],
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        width=168,
    )
    return picked


def one_of(label: str, options: Sequence[T], names: Mapping[T, str], *, key: str) -> T | None:
    """A row of pills of which one may be picked; nothing to pick where there is but one option."""
    if len(options) < 2:
        return None
    picked: T | None = st.pills(
        label,
        options,
        format_func=lambda option: names[option],
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )
    return picked
