"""The faults of storage and fidelity that no room's own tests prove, and the list of which test proves what.

`docs/storage-faults.md` is written from that list with COPYDESK_WRITE_DOCS=1, and must be what it gives.
"""

from __future__ import annotations

import ast
import os
import random
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest

from desktop.checks.check import Subject
from desktop.checks.hidden import HiddenCharacters
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.formats.export import export_draft, render_draft
from desktop.store import opening
from desktop.store.place import SharedPlace
from desktop.store.schema import VERSION
from desktop.store.store import Store
from desktop.store.values import CharactersReplaced, StoreEvent, Warned
from tests.conftest import REPOSITORY
from tests.faults.storage_faults import FAULTS, Fault
from tests.unit.store.samples import draft, opened, outsider, start_python

PAGE = REPOSITORY / "docs" / "storage-faults.md"
KILLS = 10

HEAD = """# What the writer sees when disk, file or system fail

Written by the tests (`tests/faults/test_storage.py`): the faults 1–18 and 48–52 of the list in the threat table, each
with how it ends, what is read, and the tests that make it happen. What a provider can do wrong is in
[faults.md](faults.md).

| no. | what happens | how it ends | what the writer reads | proved by |
|--:|---|---|---|---|
"""

OPENER = """
import sys
from pathlib import Path
from desktop.core.profile import Profile
from desktop.store.store import Store

print("go")
Store(Profile(Path(sys.argv[1]), Path(sys.argv[1])))
print("opened")
sys.stdin.read()
"""

BACKER = """
import sys
from pathlib import Path
from desktop.core.profile import Profile
from desktop.store.store import Store

store = Store(Profile(Path(sys.argv[1]), Path(sys.argv[1])))
print("go")
while True:
    print(store.backup_now().name)
    store.save_draft(store.latest_drafts(1)[0])
"""


def killed(code: str, profile: Profile, wait_s: float) -> list[str]:
    """Run a program, kill it some time after it said that it goes, and return what it said then."""
    process = start_python(code, str(profile.folder))
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "go\n"
    time.sleep(wait_s)
    process.kill()
    told = [line.strip() for line in process.stdout if line.endswith("\n")]
    process.wait()
    process.stdin.close()
    process.stdout.close()
    return told


@pytest.mark.timeout(240)
def test_a_kill_in_a_migration_leaves_the_old_history_or_the_new_one(profile: Profile) -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    golden = REPOSITORY / "tests" / "migrations" / "schema-1.db"
    in_the_middle = 0
    for _ in range(KILLS):
        shutil.rmtree(profile.folder)
        profile.folder.mkdir()
        shutil.copyfile(golden, profile.database)
        in_the_middle += "opened" not in killed(OPENER, profile, chance.uniform(0, 0.25))
        with closing(sqlite3.connect(profile.database)) as other:
            assert other.execute("PRAGMA user_version").fetchone()[0] in {1, VERSION}
            assert other.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        events: list[StoreEvent] = []
        with opened(profile, events) as store:
            assert len(store.latest_drafts()) == 2
            assert store.check()
            assert len(store.backups()) >= 1, "the old one was kept first"
        assert [event for event in events if not isinstance(event, Warned)] == events
    assert in_the_middle > 0


@pytest.mark.timeout(240)
def test_a_kill_in_a_backup_lists_no_half_one(profile: Profile) -> None:
    chance = random.Random(4)  # noqa: S311 - no secret
    with opened(profile) as store:
        for number in range(300):
            store.add_version(draft(f"tekst {number} " * 200), Origin.TYPED)
    left_over = 0
    for _ in range(KILLS):
        told = killed(BACKER, profile, chance.uniform(0.02, 0.4))
        left_over += any(profile.backups.glob("*.tmp*"))
        with opened(profile) as store:
            listed = [info.name for info in store.backups()]
            assert set(told) <= set(listed)
            assert all(store.verify_backup(name) for name in listed)
    assert left_over > 0, "at least one was cut short"


def test_a_newer_history_can_be_exported_and_no_byte_of_it_changes(profile: Profile, tmp_path: Path) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft("merino"))
    with outsider(profile.database) as other:
        other.execute("PRAGMA user_version = 99")
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = profile.database.read_bytes()
    with opened(profile) as store:
        export_draft(store.draft(kept.id), tmp_path / "text.md")
        store.export_workspace(str(tmp_path / "all.zip"))
        assert store.version_count() == 0
    assert "merino" in (tmp_path / "text.md").read_text(encoding="utf-8")
    assert profile.database.read_bytes() == before
    other_profile = Profile(tmp_path / "other", tmp_path)
    with opened(other_profile) as store:
        store.import_workspace(str(tmp_path / "all.zip"))
        assert [each.copy for each in store.latest_drafts()] == [kept.copy]


def test_a_shared_folder_is_warned_of_before_the_first_byte_is_written(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "shared_place", lambda _: SharedPlace("OneDrive"))
    told: list[tuple[str, bool]] = []

    def tell(event: StoreEvent) -> None:
        assert isinstance(event, Warned)
        told.append((event.message, profile.database.exists()))

    Store(profile, tell).close()
    message = "The history lies in a folder that OneDrive copies or shares: it can be damaged there."
    assert told == [(message, False)]


def test_a_text_that_no_file_can_hold_is_saved_all_the_same(profile: Profile) -> None:
    strange = "NUL\0 half \ud83d end \ufdd0"
    events: list[StoreEvent] = []
    with opened(profile, events) as store:
        kept = store.save_draft(Draft(DraftId(""), copy=Copy({"body": strange})))
    with opened(profile) as store:
        assert store.draft(kept.id).copy.text("body") == "NUL\0 half \ufffd end \ufdd0"
    assert [event.count for event in events if isinstance(event, CharactersReplaced)] == [1]


RIGHT_TO_LEFT = "שלום \u202eabc\u202c \u2067عربي\u2069"
HIDDEN_LETTERS = "Wollen sok\U000e0069\U000e0067\U000e006e, warm"


def findings_in(text: str) -> list[tuple[str, int, int, tuple[str, ...]]]:
    found = HiddenCharacters().find(Subject(Copy({"body": text}), draft().brief, "en"))
    return [(each.message, each.start, each.end, each.fixes) for each in found]


def test_text_from_right_to_left_and_its_marks_are_shown_and_exported_intact(profile: Profile, tmp_path: Path) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft(RIGHT_TO_LEFT))
    with opened(profile) as store:
        again = store.draft(kept.id)
    assert again.copy.text("body") == RIGHT_TO_LEFT
    for ending in (".md", ".html"):
        assert RIGHT_TO_LEFT in render_draft(again, ending)
        export_draft(again, tmp_path / f"text{ending}")
        assert RIGHT_TO_LEFT in (tmp_path / f"text{ending}").read_text(encoding="utf-8")
    assert msgspec.json.decode(render_draft(again, ".json"))["fields"]["body"] == RIGHT_TO_LEFT
    shown = [(message, RIGHT_TO_LEFT[start:end]) for message, start, end, _ in findings_in(RIGHT_TO_LEFT)]
    assert shown == [
        ("A hidden mark turns the direction of writing here.", mark)
        for mark in ("\u202e", "\u202c", "\u2067", "\u2069")
    ]


def test_hidden_letters_are_flagged_and_go_when_the_writer_says_so(profile: Profile) -> None:
    with opened(profile) as store:
        kept = store.save_draft(draft(HIDDEN_LETTERS))
        assert store.draft(kept.id).copy.text("body") == HIDDEN_LETTERS, "nothing goes unasked"
    ((message, start, end, fixes),) = findings_in(HIDDEN_LETTERS)
    assert message == "Hidden letters stand here; a machine reads them, a person does not."
    assert fixes == ("",)
    assert HIDDEN_LETTERS[:start] + fixes[0] + HIDDEN_LETTERS[end:] == "Wollen sok, warm"


# The list


@lru_cache
def _sentences() -> frozenset[str]:
    """Every text in the program's source, its names left as they are."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (REPOSITORY / "desktop").rglob("*.py"))
    constants = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(node.value for node in constants if isinstance(node.value, str))


@lru_cache
def _tests_of(path: str) -> frozenset[str]:
    tree = ast.parse((REPOSITORY / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def _rows() -> Iterator[str]:
    for fault in FAULTS:
        seen = "<br>".join(f"“{sentence}”" for sentence in fault.seen) or "–"
        proofs = "<br>".join(f"`{proof.removeprefix('tests/')}`" for proof in fault.proofs)
        yield f"| {fault.number} | {fault.what} | {fault.ends} | {seen} | {proofs} |\n"


def test_every_fault_of_storage_and_fidelity_is_in_the_list() -> None:
    assert [fault.number for fault in FAULTS] == [*range(1, 19), *range(48, 53)]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.number))
def test_the_tests_that_the_list_names_are_there_and_so_are_its_sentences(fault: Fault) -> None:
    assert fault.proofs
    for proof in fault.proofs:
        path, _, name = proof.partition("::")
        assert name in _tests_of(path), proof
    for sentence in fault.seen:
        assert sentence in _sentences() or re.sub(r"^\d+", "{n}", sentence) in _sentences(), sentence


def test_the_page_in_docs_is_what_the_list_gives() -> None:
    text = HEAD + "".join(_rows())
    if os.environ.get("COPYDESK_WRITE_DOCS") == "1":
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == text, "COPYDESK_WRITE_DOCS=1 writes it anew"
