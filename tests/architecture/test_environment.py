"""Files that Python runs at every start: malware in a package index once came as one of these."""

from __future__ import annotations

import site
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

KNOWN = {
    "distutils-precedence.pth",  # setuptools
    "_virtualenv.pth",  # virtualenv and uv
}
CHECKOUT = "copydesk-checkout.pth"


def _path_files() -> list[Path]:
    folders = [Path(folder) for folder in site.getsitepackages() if Path(folder).is_relative_to(sys.prefix)]
    return [path for folder in folders for path in folder.glob("*.pth")]


def test_no_package_brought_a_path_file_of_its_own() -> None:
    assert {path.name for path in _path_files()} <= KNOWN | {CHECKOUT}


def test_the_path_file_of_the_checkout_holds_its_folder_only() -> None:
    for path in _path_files():
        if path.name == CHECKOUT:
            assert path.read_text(encoding="utf-8") == f"{ROOT}\n"
