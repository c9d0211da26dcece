"""A translation in the real window, by keyboard only: a file is edited, fixed, confirmed, searched and written."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.core.errors import CopydeskError
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.core.translation import Job, JobFile, MemoryUnit, MemoryUse, RowNote
from desktop.store.client import open_store
from tests.e2e.real_window import Desk, wait

pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="there is no display; `python3 run.py test` starts one"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed"),
]

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="shop" source-language="en" target-language="nl" datatype="plaintext">
    <body>
      <trans-unit id="u1"><source>Add to basket</source></trans-unit>
      <trans-unit id="u2"><source>The tent weighs 980 g.</source><target>De tent weegt 890 g.</target></trans-unit>
      <trans-unit id="u3"><source>Free returns within <g id="1">30 days</g>.</source></trans-unit>
      <trans-unit id="u4"><source>A warm blanket.</source><target>Een warme deken.</target></trans-unit>
    </body>
  </file>
</xliff>
"""


def prepared(profile: Profile) -> Profile:
    """A profile with the file as a job, and a memory that has one of its sentences."""
    profile.settings.write_text(json.dumps({INTERFACE_LANGUAGE.key: "en", COPY_LANGUAGE.key: "en"}), encoding="utf-8")
    return profile


def with_job(profile: Profile) -> None:
    """Put the file and a memory into the profile, as a job."""
    store = open_store(profile)
    try:
        memory = store.new_memory("Shop", "en", "nl")
        unit = MemoryUnit("Free returns within {1}30 days{2}.", "Gratis retour binnen {1}30 dagen{2}.")
        store.add_units(memory.id, [unit])
        job = store.save_job(Job(0, "shop.xlf", "en", "nl", memories=(MemoryUse(memory.id),)))
        file = store.add_job_file(job.id, JobFile(0, "shop.xlf", "xliff 1.2"), FILE.encode())
        store.keep_rows(file.id, [], 4)
    finally:
        store.close()


def notes(profile: Profile) -> dict[str, RowNote]:
    """What the desk keeps of the rows, asked of the window itself."""
    try:
        store = open_store(profile, 5)
    except CopydeskError:
        return {}
    try:
        (job,) = store.jobs()
        (file,) = store.job(job.id).files
        return {note.segment: note for note in store.row_notes(file.id)}
    finally:
        store.close()


class Kept:
    """What the desk keeps, waited for."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile

    def has(self, look: Callable[[dict[str, RowNote]], bool]) -> bool:
        """Whether it is so within some seconds."""
        wait(lambda: look(notes(self._profile)), 20)
        return True

    def target(self, segment: str, text: str | None) -> bool:
        """Whether a row gets this target."""
        return self.has(lambda found: segment in found and found[segment].target == text)

    def state(self, segment: str, state: SegmentState) -> bool:
        """Whether a row gets this state."""
        return self.has(lambda found: segment in found and found[segment].state is state)


def opened(desk: Desk) -> None:
    """The screen, and on it the job that stands first."""
    time.sleep(2)
    desk.keys("ctrl+4")
    time.sleep(2)
    desk.keys("Return")
    time.sleep(3)
    desk.keys("ctrl+j", *["alt+Up"] * 5)  # in the order of the file, and to its first row
    time.sleep(1)


@pytest.fixture
def desk(profile: Profile) -> Iterator[Desk]:
    """The window with the job open, the caret in its first row."""
    with_job(prepared(profile))
    made = Desk(profile)
    try:
        opened(made)
        yield made
    finally:
        made.end()


def test_rows_are_typed_fixed_and_taken_from_the_memory_and_confirmed(desk: Desk) -> None:
    kept = Kept(desk.profile)
    desk.type("In winkelmand")
    assert kept.target("u1", "In winkelmand")
    desk.keys("ctrl+Return")  # confirmed, and on to the next open one
    assert kept.state("u1", SegmentState.REVIEWED)
    time.sleep(4)  # its number is checked
    desk.keys("alt+1")
    assert kept.target("u2", "De tent weegt 980 g.")
    desk.keys("ctrl+Return")
    time.sleep(2)  # the memory is looked into
    desk.keys("ctrl+1")
    assert kept.target("u3", "Gratis retour binnen {1}30 dagen{2}.")
    desk.keys("ctrl+Return")
    assert kept.state("u3", SegmentState.REVIEWED)


def test_words_are_replaced_over_the_rows_undone_and_the_file_keeps_the_rest(desk: Desk, tmp_path: Path) -> None:
    kept = Kept(desk.profile)
    desk.keys("ctrl+h")
    time.sleep(1)
    desk.type("warme")
    desk.keys("Tab")
    desk.type("dikke")
    desk.keys("Return", "Return")  # to the hit, and it is another word
    assert kept.target("u4", "Een dikke deken.")
    desk.keys("Escape", "ctrl+z")
    assert kept.target("u4", None)
    desk.keys("ctrl+shift+z")
    assert kept.target("u4", "Een dikke deken.")
    written = _exported(desk, tmp_path / "shop.nl.xlf")
    assert written.decode() == FILE.replace("Een warme deken.", "Een dikke deken.")


def test_only_the_empty_rows_are_shown_and_one_takes_the_source(desk: Desk) -> None:
    kept = Kept(desk.profile)
    desk.keys("ctrl+alt+4", "Escape")
    time.sleep(1)
    desk.keys("alt+Down", "ctrl+shift+s")  # the second of the two empty rows
    assert kept.target("u3", "Free returns within {1}30 days{2}.")
    desk.keys("ctrl+z")
    desk.keys("ctrl+m")
    time.sleep(1)
    desk.type("Ask the client")
    desk.keys("Return")
    assert kept.has(lambda found: "u3" in found and [each.text for each in found["u3"].comments] == ["Ask the client"])


def _exported(desk: Desk, path: Path) -> bytes:
    desk.keys("ctrl+e")
    time.sleep(1.5)
    desk.keys("ctrl+a")
    desk.type(str(path))
    desk.keys("Return")
    wait(path.exists, 20)
    return path.read_bytes()
