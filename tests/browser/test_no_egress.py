"""Nothing calls out: a whole session on a machine without a way out, where every attempt to leave is counted."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from components.cli.main import _parser
from tests.browser import alone

pytestmark = pytest.mark.browser

_WHY_NOT = alone.why_not()
on_a_machine_of_its_own = pytest.mark.skipif(_WHY_NOT is not None, reason=str(_WHY_NOT))


def session(folder: Path, what: str, *flags: str) -> dict[str, Any]:
    """What ``tests/browser/session.py`` found: what was sent, and the commands that were run."""
    (folder / "work").mkdir()
    (folder / "home").mkdir()
    told = alone.run(
        "tests.browser.session", what, str(folder / "work"), *flags, home=folder / "home", seconds=240
    )  # fmt: skip
    found: dict[str, Any] = json.loads(told)
    return found


def left_behind(home: Path) -> list[str]:
    """What packages keep in the home folder to know this computer again."""
    return [str(p.relative_to(home)) for p in home.rglob("*") if p.name.lower() in {"deviceid", "machine_id_v4"}]


@on_a_machine_of_its_own
def test_what_would_leave_is_counted(tmp_path: Path) -> None:
    found = session(tmp_path, "control")
    assert "UDP to 203.0.113.53 port 53 asking for telemetry.example" in found["heard"]
    assert "TCP to 192.0.2.7 port 443" in found["heard"]
    assert found["sent"] >= 2


@pytest.mark.slow
@on_a_machine_of_its_own
def test_a_whole_session_sends_nothing(tmp_path: Path) -> None:
    found = session(tmp_path, "whole")
    assert found["heard"] == [] and found["sent"] == 0
    commands = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    assert set(found["commands"]) == set(commands.choices), "a command that session.py doesn't run"
    assert left_behind(tmp_path / "home") == []


@pytest.mark.slow
@on_a_machine_of_its_own
def test_a_server_that_is_open_to_the_network_sends_nothing(tmp_path: Path) -> None:
    found = session(tmp_path, "quiet", "--server.address", "0.0.0.0")
    assert found["heard"] == [] and found["sent"] == 0
    assert left_behind(tmp_path / "home") == []
