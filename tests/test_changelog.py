"""The changelog: one version everywhere, newest release first, entries that can be read at a glance."""

from __future__ import annotations

import datetime
import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from components.analysis.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
HEAD = re.compile(r"## (\d+)\.(\d+)\.(\d+) \((unreleased|\d{4}-\d\d-\d\d)\)")
Release = tuple[tuple[int, ...], str, list[str]]


@pytest.fixture(scope="module")
def releases() -> list[Release]:
    """Each release's version, its day or “unreleased”, and its entries."""
    found: list[Release] = []
    for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines():
        if line.startswith("#") and not line.startswith("# "):
            head = HEAD.fullmatch(line)
            assert head, f"not a release: {line}"
            found.append((tuple(map(int, head.groups()[:3])), head[4], []))
        elif found and line:
            found[-1][2].append(line)
    return found


def test_the_newest_release_the_project_and_the_analysis_agree(releases: list[Release]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = ".".join(map(str, releases[0][0]))
    assert newest == project == VERSION


def test_releases_are_newest_first_and_only_the_newest_may_be_without_a_day(releases: list[Release]) -> None:
    assert releases[-1][0] == (0, 1, 0)
    assert all(newer > older for (newer, _, _), (older, _, _) in pairwise(releases))
    days = [datetime.date.fromisoformat(day) for _, day, _ in releases if day != "unreleased"]
    assert len(days) >= len(releases) - 1
    assert releases[0][1] == "unreleased" or len(days) == len(releases)
    assert days == sorted(days, reverse=True)


def test_entries_are_single_short_lines_and_few(releases: list[Release]) -> None:
    for version, _, entries in releases:
        assert 1 <= len(entries) <= 14, version
        for entry in entries:
            assert entry.startswith("- ") and len(entry) <= 200, entry
