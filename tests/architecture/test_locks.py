"""The locks agree with pyproject.toml, bear hashes, name no address, and hold no known malware."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.architecture.tree import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("run", "dev", "preview")
MALWARE = {"litellm": {"1.82.7", "1.82.8"}}


def _pins(name: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for found in re.finditer(r"^([a-z0-9._-]+)==([^ \\;]+)", _text(name), re.MULTILINE):
        pins.setdefault(found[1], set()).add(found[2])
    return pins


def _text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def _asked(name: str) -> list[Requirement]:
    project = PROJECT["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["local"]]
    more = {"dev": PROJECT["dependency-groups"]["dev"], "preview": project["optional-dependencies"]["preview"]}
    return [Requirement(line) for line in lines + more.get(name, [])]


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_pinned_within_its_bounds(name: str) -> None:
    pins = _pins(name)
    for asked in _asked(name):
        versions = pins.get(re.sub(r"[-_.]+", "-", asked.name).lower(), set())
        assert versions, f"{asked.name} is not in requirements/{name}.txt: see CONTRIBUTING.md, locks"
        assert all(Version(version) in asked.specifier for version in versions), asked


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_a_pin_or_a_hash(name: str) -> None:
    pin = r"[a-z0-9._-]+==[^ \\;]+( ; [^\\]+)? \\"
    hashed = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
    strange = [line for line in _text(name).splitlines() if not re.fullmatch(f"{pin}|{hashed}", line)]
    assert strange == []


@pytest.mark.parametrize("name", LOCKS[1:])
def test_every_lock_has_the_versions_that_users_get(name: str) -> None:
    run, other = _pins("run"), _pins(name)
    assert {each: other.get(each) for each in run} == run


def test_the_preview_is_of_the_very_version_of_qt() -> None:
    preview = _pins("preview")
    assert preview["pyside6-addons"] == preview["pyside6-essentials"] == preview["shiboken6"]


def test_versions_that_held_malware_are_not_there() -> None:
    for name in LOCKS:
        assert not any(_pins(name).get(package, set()) & versions for package, versions in MALWARE.items())


def test_qt_is_below_the_version_that_aborts_on_python_3_11() -> None:
    assert all(Version(version) < Version("6.12") for version in _pins("run")["pyside6-essentials"])
