from __future__ import annotations

from pathlib import Path

import pytest

from desktop.store.place import shared_place


@pytest.mark.parametrize(
    ("folder", "what"),
    [
        ("/home/a/OneDrive/copydesk", "OneDrive"),
        ("/home/a/OneDrive - Winkel BV/x", "OneDrive"),
        ("/home/a/Dropbox (Personal)", "Dropbox"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/x", "Google Drive"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/home/a/Nextcloud/x", "a cloud"),
    ],
)
def test_folders_that_clouds_keep_in_step_are_known_by_name(folder: str, what: str) -> None:
    place = shared_place(Path(folder))
    assert place is not None
    assert place.what == what
    assert what in place.message
    assert place.hint


@pytest.mark.parametrize("folder", ["/home/a/.local/share/copydesk", "/home/dropbox-user/x", "/srv/onedriver"])
def test_other_folders_are_this_computers_own(folder: str) -> None:
    assert shared_place(Path(folder)) is None


def test_a_folder_of_this_test_is_not_on_a_network(tmp_path: Path) -> None:
    assert shared_place(tmp_path) is None
