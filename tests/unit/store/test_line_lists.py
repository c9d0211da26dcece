from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from desktop.core.environment import child_environment
from desktop.core.errors import UserError
from desktop.core.finding import Claim, Finding, Measure, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.store.store import Store
from tests.unit.store.samples import draft, opened, outsider

MEASURE = Measure("mail.subject", 10, 60, "characters", fits=True)


def line(text: str) -> Line:
    finding = Finding("style.case", Severity.INFO, "subject", 0, 3, "Får", "Loud")
    return Line(text, MEASURE, (finding,), (Claim("subject", 0, 3, "Får", Verdict.SUPPORTED, ("a",)),), "local/small")


def lines(channel: str, *texts: str) -> LineList:
    return LineList(channel, tuple(map(line, texts)), (0,), "shortest")


def test_lines_come_back_as_they_were_the_list_that_changed_last_first(store: Store) -> None:
    owner, other = store.save_draft(draft()).id, store.save_draft(draft()).id
    subjects, posts = lines("mail.subject", "Får\0\u2028 🧦", "b"), lines("x.post", "c")
    store.save_lines(owner, subjects)
    store.save_lines(owner, posts)
    store.save_lines(other, lines("x.post", "d"))
    assert store.line_lists(owner) == [posts, subjects]
    fewer = msgspec.structs.replace(subjects, lines=subjects.lines[1:], chosen=())
    store.save_lines(owner, fewer)
    assert store.line_lists(owner) == [fewer, posts]
    with outsider(store._file.path) as file:  # noqa: SLF001 - as it lies on the disk
        assert file.execute("SELECT count(*) FROM line_lists").fetchone() == (3,)


def test_they_need_a_draft_and_go_with_it(store: Store) -> None:
    owner = store.save_draft(draft()).id
    store.save_lines(owner, lines("x.post", "c"))
    with pytest.raises(UserError, match="There is no draft"):
        store.save_lines(DraftId("dnone"), lines("x.post", "c"))
    store.forget_draft(owner)
    assert store.line_lists(owner) == []
    with outsider(store._file.path) as file:  # noqa: SLF001 - as it lies on the disk
        assert file.execute("SELECT count(*) FROM line_lists").fetchone() == (0,)


def test_a_damaged_list_does_not_hide_the_others(store: Store) -> None:
    owner = store.save_draft(draft()).id
    store.save_lines(owner, lines("x.post", "c"))
    store.save_lines(owner, lines("mail.subject", "d"))
    with outsider(store._file.path) as file:  # noqa: SLF001 - what no method of the store does
        file.execute("UPDATE line_lists SET body = x'00' WHERE channel = 'mail.subject'")
    assert store.line_lists(owner) == [lines("x.post", "c")]


def test_half_a_character_is_replaced_and_not_refused(store: Store) -> None:
    owner = store.save_draft(draft()).id
    store.save_lines(owner, LineList("x.post", (Line("a \ud83d b", MEASURE),)))
    assert store.line_lists(owner)[0].lines[0].text == "a \ufffd b"


def test_a_recovered_history_has_its_lines(profile: Profile) -> None:
    with opened(profile) as store:
        owner = store.save_draft(draft()).id
        store.save_lines(owner, lines("x.post", "kept"))
        store.backup_now()
        store.save_lines(owner, lines("x.post", "kept", "newer"))
        store.save_lines(owner, lines("mail.subject", "later"))
    with outsider(profile.database) as file:
        root = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'templates'").fetchone()[0]
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with profile.database.open("r+b") as data:  # one page that nothing of this is on: the whole file is read anew
        data.seek((root - 1) * 4096)
        data.write(b"\xff" * 4096)
    with opened(profile) as store:
        store.check()
        assert store.recovery is not None
        assert store.line_lists(owner) == [lines("mail.subject", "later"), lines("x.post", "kept", "newer")]


KEEPER = """
import sys
from pathlib import Path
from desktop.core.draft import Draft
from desktop.core.finding import Measure
from desktop.core.ids import DraftId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.store.store import Store

store = Store(Profile(Path(sys.argv[1]), Path(sys.argv[1])))
draft = store.save_draft(Draft(DraftId("")))
made = ()
while True:
    made = (*made, Line(str(len(made)), Measure("x.post", 1, 280, "characters", True)))
    store.save_lines(draft.id, LineList("x.post", made))
    print(draft.id, len(made), flush=True)
"""


def test_lines_that_were_acknowledged_survive_kill_9(profile: Profile) -> None:
    command = [sys.executable, "-c", KEEPER, str(profile.folder)]
    with subprocess.Popen(command, env=child_environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = ""
        for told in process.stdout:
            if told.split()[1] == "25":
                break
        process.kill()
        rest = process.stdout.read().split("\n")
    told = next((each for each in reversed(rest) if len(each.split()) == 2), told)
    owner, count = told.split()
    with opened(profile) as store:
        (found,) = store.line_lists(DraftId(owner))
    assert len(found.lines) in (int(count), int(count) + 1)
    assert [each.text for each in found.lines] == [str(number) for number in range(len(found.lines))]
