"""``make``: a virtual environment for each Python, packages by locks alone, one list of checks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if make were called from a shell, not by the make that may run these tests."""
    for name in ("MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "PYTHON", "VENV", "OCR", "UPGRADE"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


def python(folder: Path, version: str) -> Path:
    """A Python of another version, as far as make asks it."""
    path = folder / f"python{version}"
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return path


def make(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("outside")
class TestEnvironments:
    def test_the_default_python_has_the_default_environment(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        python(tmp_path, "3.12").rename(tmp_path / "python3")
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        assert "\n.venv/bin/python -m streamlit run app.py" in make("-n", "run").stdout
        again = make("-n", "run", f"PYTHON={python(tmp_path, '3.12')}")
        assert "\n.venv/bin/python -m streamlit run app.py" in again.stdout

    def test_another_python_has_an_environment_of_its_own(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        python(tmp_path, "3.12").rename(tmp_path / "python3")
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        told = make("-n", "test", f"PYTHON={python(tmp_path, '3.13')}").stdout
        assert "\n.venv-3.13/bin/python -m pytest tests " in told
        assert ".venv/" not in told

    def test_an_environment_of_another_python_is_refused(self, tmp_path: Path) -> None:
        inside = tmp_path / "venv" / "bin"
        inside.mkdir(parents=True)
        python(tmp_path, "3.11").rename(inside / "python")
        (tmp_path / "venv" / "pyvenv.cfg").write_text("version = 3.11.7\n")
        done = make("run", f"PYTHON={python(tmp_path, '3.12')}", f"VENV={tmp_path / 'venv'}")
        assert done.returncode != 0
        assert "was made with another Python than 3.12: delete it (make clean)" in done.stderr
        assert sorted(path.name for path in (tmp_path / "venv").iterdir()) == ["bin", "pyvenv.cfg"]

    def test_a_python_that_dateline_does_not_run_on_is_refused(self, tmp_path: Path) -> None:
        done = make("run", f"PYTHON={python(tmp_path, '3.10')}", f"VENV={tmp_path / 'venv'}")
        assert done.returncode != 0 and "Dateline needs Python 3.11, 3.12 or 3.13" in done.stderr
        assert not (tmp_path / "venv").exists()


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    ("words", "locks"),
    [
        (("run",), ["requirements.txt"]),
        (("run", "OCR=1"), ["requirements.txt", "requirements-ocr.txt"]),
        (("test",), ["requirements-dev.txt"]),
    ],
)
def test_packages_are_installed_from_locks_with_their_hashes(
    words: tuple[str, ...], locks: list[str], tmp_path: Path
) -> None:
    told = make("-n", *words, f"VENV={tmp_path / 'venv'}").stdout.splitlines()
    installs = [line for line in told if "pip install" in line]
    assert [line.split()[-1] for line in installs] == locks
    assert all("--require-hashes -r " in line for line in installs)


@pytest.mark.usefixtures("outside")
def test_a_commit_that_changes_code_runs_make_lint_and_nothing_else(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".pre-commit-config.yaml", tmp_path)
    (tmp_path / "Makefile").write_text("lint:\n\t@echo checked the code; false\nother:\n\t@echo other\n")

    def hook() -> subprocess.CompletedProcess[str]:
        subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
        command = [sys.executable, "-m", "pre_commit", "run", "--verbose"]
        home = {"PRE_COMMIT_HOME": str(tmp_path.parent / "pre-commit")}
        return subprocess.run(command, cwd=tmp_path, env=os.environ | home, capture_output=True, text=True, check=False)

    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "code.py").write_text("x = 1\n")
    done = hook()
    assert done.returncode == 1 and "checked the code" in done.stdout, done.stdout + done.stderr
    assert done.stdout.count("hook id:") == 1
    (tmp_path / "code.py").unlink()
    (tmp_path / "Makefile").rename(tmp_path / "notes.md")
    assert hook().returncode == 0
