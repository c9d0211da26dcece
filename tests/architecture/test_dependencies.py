"""What is imported is declared, so that no library is there by the grace of another."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from tests.architecture.tree import ROOT, imports_of, python_files

OUR_OWN = {"benchmarks", "bootstrap", "desktop", "tests"}
WITH_ANOTHER = {"shiboken6": "pyside6-essentials"}
"""Halves of one library in two distributions of the same version."""
ELSEWHERE = {"PyQt6", "novelwriter"}
"""What a probe imports in an environment of its own."""


def _declared(*, development: bool) -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [*settings["project"]["dependencies"], *settings["project"]["optional-dependencies"]["local"]]
    if development:
        lines += settings["dependency-groups"]["dev"]
    return {_normal(Requirement(line).name) for line in lines}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("folders", "development"), [(("desktop",), False), (("tests", "benchmarks", "packaging", "bootstrap"), True)]
)
def test_every_imported_library_is_declared(folders: tuple[str, ...], *, development: bool) -> None:
    distributions = packages_distributions()
    declared = _declared(development=development)
    imported = {name for path in python_files(*folders) for name in imports_of(path)}
    libraries = imported - OUR_OWN - ELSEWHERE - set(sys.stdlib_module_names)
    undeclared = {
        name: found
        for name in libraries
        if not declared
        & (found := {WITH_ANOTHER.get(each, each) for each in map(_normal, distributions.get(name, ()))})
    }
    assert undeclared == {}
