"""The real program, killed at random points of typing, streaming, saving, backing up, migrating and restoring.

After each kill: what was acknowledged is there, at most two seconds of what was typed or streamed are missing, and the
database is whole. `python -m benchmarks.kills --points 200` prints the losses, each with its evidence.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks.figure import Figure, machine
from benchmarks.loopback import loopback
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.store.backup_checks import opened_backup
from desktop.store.store import Store
from desktop.store.values import Recovered, StoreEvent

FIELD = "description"
MOST_MISSING_S = 2.0
_ROOT = Path(__file__).resolve().parent.parent
_PROBE = Path(__file__).parent / "probes" / "kill_copydesk.py"
_GOLDEN = _ROOT / "tests" / "migrations"
_OLD_SCHEMAS = (1, 2, 3, 4)
_WORDS_PER_SECOND = 60
_START_S = 240.0
_POINTS = 60


class Scene(NamedTuple):
    """What the program does when it is killed: from the first line that begins so, after at most so many seconds."""

    name: str
    begins: str
    longest_s: float
    share: int


SCENES = (
    Scene("typing", "typed", 4.0, 4),
    Scene("streaming", "typed", 5.0, 2),
    Scene("saving", "version", 3.0, 3),
    Scene("backing_up", "backup", 3.0, 3),
    Scene("migrating", "opening", 0.12, 4),
    Scene("restoring", "restoring", 3.0, 4),
)


class Run(NamedTuple):
    """A program that was killed: what it had said, and when that was."""

    lines: list[list[str]]
    killed_at: float
    log: str

    def numbers(self, word: str, at: int = 1) -> list[int]:
        """The figure in each line of a kind."""
        return [int(line[at]) for line in self.lines if line[0] == word]


class Outcome(NamedTuple):
    """What was found after a kill: what was lost, and how long the newest word that is missing had been there."""

    scene: str
    losses: tuple[str, ...]
    missing_s: float
    acknowledged: int


def kill_at_some_moment(scene: Scene, folder: Path, address: str, chance: random.Random) -> Run:
    """Start the program, let it begin what it does, and kill it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT), "COPYDESK_PROFILE": ""}
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [sys.executable, str(_PROBE), str(folder), scene.name, address],
            env=environment, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        lines: list[list[str]] = []
        begun = threading.Event()
        reader = threading.Thread(target=_read, args=(process, scene.begins, lines, begun), daemon=True)
        reader.start()
        if begun.wait(_START_S):
            time.sleep(chance.uniform(0, scene.longest_s))
        killed_at = time.monotonic()
        process.send_signal(signal.SIGKILL)
        process.wait()
        reader.join(10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        log.seek(0)
        return Run(lines, killed_at, log.read())


def _read(process: subprocess.Popen[str], begins: str, lines: list[list[str]], begun: threading.Event) -> None:
    if process.stdout is None:
        return
    for line in process.stdout:
        if line.endswith("\n"):
            lines.append(line.split())
        if line.startswith(begins):
            begun.set()
    begun.set()  # it ended by itself: the check says so


def check(scene: Scene, run: Run, folder: Path, before: dict[str, str]) -> Outcome:
    """Open the history as the next window would and hold it against what the killed one had said."""
    losses = [] if any(line[0] == scene.begins for line in run.lines) else [f"it never began: {run.log[-600:]}"]
    losses += [f"it could not save: {' '.join(line[1:])}" for line in run.lines if line[0] == "failed"]
    losses += _damage(folder)
    events: list[StoreEvent] = []
    missing_s, acknowledged = 0.0, 0
    try:
        with _opened(folder, events) as store:
            losses += [f"it was recovered: {each.report.message}" for each in events if isinstance(each, Recovered)]
            losses += [f"the backup {each.name} is broken" for each in store.backups() if not _whole(store, each.name)]
            if scene.name == "migrating":
                losses += [
                    f"{key} is not what it was" for key, text in before.items() if _texts(store).get(key) != text
                ]
                acknowledged = len(before)
            elif not losses:
                missing_s, acknowledged, found = _held_against(store, scene, run, Profile.at(folder).backups)
                losses += found
            if not store.check():
                losses.append("the thorough check found damage")
    except CopydeskError as error:
        losses.append(f"it does not open: {error} {error.problem.details}")
    return Outcome(scene.name, tuple(losses), missing_s, acknowledged)


def _held_against(store: Store, scene: Scene, run: Run, folder: Path) -> tuple[float, int, list[str]]:
    """How long the newest missing word was there, how many words were acknowledged, and what is lost."""
    losses = []
    kept = [line for line in run.lines if line[0] == "kept"]
    safe = max([*run.numbers("kept", 2), *run.numbers("saved")], default=0)
    draft_id = DraftId(kept[-1][1]) if kept else DraftId("")
    texts = _words_of(store, draft_id, folder if scene.name == "restoring" else None)
    there = max((len(words) for words in texts), default=0)
    if there < safe and scene.name != "streaming":
        losses.append(f"{safe} words were acknowledged, {there} are there")
    if scene.name != "streaming":
        losses += [
            f"the text is not as it was typed: {words[:5]}…{words[-5:]}"
            for words in texts
            if words != [str(number) for number in range(1, len(words) + 1)]
        ]
        losses += _versions_missing(store, run)
    elif there < max(run.numbers("kept", 2)[-1:], default=0):
        losses.append(f"{run.numbers('kept', 2)[-1]} words were kept last, {there} are there")
    return _missing_s(run, there, streaming=scene.name == "streaming"), safe, losses


def _missing_s(run: Run, there: int, *, streaming: bool) -> float:
    """How old the oldest word was that is not there; a text that is written anew begins again with its first word."""
    typed = [(int(line[1]), float(line[2])) for line in run.lines if line[0] == "typed"]
    if streaming:
        last = next((at for at in range(len(typed) - 1, 0, -1) if typed[at][0] < typed[at - 1][0]), 0)
        typed = typed[last:] if typed and there <= typed[-1][0] else []
    return max((run.killed_at - at for number, at in typed if number > there), default=0.0)


def _versions_missing(store: Store, run: Run) -> list[str]:
    if any(line[0] == "restoring" for line in run.lines):
        return []  # the history is an older one on purpose; what it was is a backup
    losses = []
    for line in run.lines:
        if line[0] == "version":
            try:
                words = store.version(VersionId(int(line[1]))).copy.text(FIELD).split()
            except CopydeskError as error:
                losses.append(f"version {line[1]}: {error}")
            else:
                losses += [] if len(words) == int(line[2]) else [f"version {line[1]} has {len(words)} words"]
    return losses


def _words_of(store: Store, draft_id: DraftId, folder: Path | None) -> list[list[str]]:
    """The text of the draft; with the folder of the backups, also as each of them has it."""
    texts: list[list[str]] = []
    if not draft_id:
        return texts  # it was killed before the first save
    try:
        texts.append(store.draft(draft_id).copy.text(FIELD).split())
    except CopydeskError:
        if folder is None:
            raise
    for info in store.backups() if folder is not None else ():
        with opened_backup((folder or Path()) / info.name) as connection:
            row = connection.execute("SELECT copy FROM drafts WHERE id = ?", (draft_id,)).fetchone()
        if row is not None:
            texts.append(msgspec.json.decode(row[0], type=Copy).text(FIELD).split())
    return texts


def _damage(folder: Path) -> list[str]:
    """What SQLite itself finds wrong, on a copy: nothing of ours may have mended anything before."""
    with tempfile.TemporaryDirectory() as copy:
        for path in folder.glob("*.db*"):
            shutil.copy(path, copy)
        found = []
        for path in Path(copy).glob("*.db"):
            try:
                with closing(sqlite3.connect(path)) as connection:
                    found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            except sqlite3.DatabaseError as error:
                found.append(str(error))
    return [f"integrity_check: {each}" for each in found if each != "ok"]


def _whole(store: Store, name: str) -> bool:
    return store.verify_backup(name)


def _texts(store: Store) -> dict[str, str]:
    """Every draft and version, as one text each."""
    found: dict[str, str] = {}
    for draft in store.latest_drafts(1000):
        found[draft.id] = repr((draft.brief, draft.copy, draft.sources))
        for header in store.versions(draft.id):
            version = store.version(header.id)
            found[f"version {header.id}"] = repr((version.brief, version.copy, version.origin, version.name))
    return found


@contextmanager
def _opened(folder: Path, events: list[StoreEvent] | None = None) -> Iterator[Store]:
    store = Store(Profile.at(folder), (events if events is not None else []).append)
    try:
        yield store
    finally:
        store.close()


def _prepare(scene: Scene, folder: Path, chance: random.Random) -> dict[str, str]:
    """A profile for the scene; for a migration an old history, and what today's program reads of it."""
    folder.mkdir(parents=True)
    if scene.name != "migrating":
        return {}
    golden = _GOLDEN / f"schema-{chance.choice(_OLD_SCHEMAS)}.db"
    other = folder.parent / f"{folder.name}-read"
    other.mkdir()
    shutil.copy(golden, Profile.at(other).database)
    with _opened(other) as store:
        texts = _texts(store)
    shutil.rmtree(other)
    shutil.copy(golden, Profile.at(folder).database)
    return texts


def play(points: int, seed: int = 9) -> Iterator[Outcome]:
    """Kill so many programs, of every scene its share."""
    chance = random.Random(seed)  # noqa: S311 - moments, no secret
    order = [scene for scene in SCENES for _ in range(scene.share)]
    with loopback() as server, tempfile.TemporaryDirectory() as base:
        for number in range(points):
            scene = order[number % len(order)] if points >= len(order) else SCENES[number % len(SCENES)]
            folder = Path(base) / f"point-{number}"
            before = _prepare(scene, folder, chance)
            run = kill_at_some_moment(scene, folder, server.base_url(_WORDS_PER_SECOND), chance)
            yield check(scene, run, folder, before)
            shutil.rmtree(folder, ignore_errors=True)


def run(points: int = _POINTS) -> list[Figure]:
    """Kill the program so often; the figures are what was lost, and the most that was missing."""
    outcomes = list(play(points))
    losses = sum(bool(outcome.losses) for outcome in outcomes)
    worst = max(outcome.missing_s for outcome in outcomes)
    words = sum(outcome.acknowledged for outcome in outcomes)
    scenes = ", ".join(f"{sum(each.scene == name for each in outcomes)} {name}" for name in {s.name: 0 for s in SCENES})
    note = f"{machine()}; {len(outcomes)} kills ({scenes}), {words} words or texts acknowledged"
    return [
        Figure("kills after which something acknowledged was missing", losses, "", "0", None, losses == 0, note),
        Figure("typing missing after a kill, most", worst, "s", "≤ 2 s", None, worst <= MOST_MISSING_S, note),
    ]


def main(arguments: Sequence[str]) -> int:
    """Kill, and print each loss with its evidence; the status says whether there was any."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9)
    options = parser.parse_args(arguments)
    losses, worst, done = 0, 0.0, {scene.name: 0 for scene in SCENES}
    for outcome in play(options.points, options.seed):
        done[outcome.scene] += 1
        late = outcome.missing_s > MOST_MISSING_S
        worst = max(worst, outcome.missing_s)
        losses += bool(outcome.losses) or late
        if sum(done.values()) % 20 == 0:
            sys.stdout.write(f"{sum(done.values())} kills, {losses} losses, at most {worst:.2f} s missing\n")
        if outcome.losses or late:
            sys.stdout.write(f"{outcome.scene}: {'; '.join(outcome.losses)} missing {outcome.missing_s:.2f} s\n")
        sys.stdout.flush()
    scenes = ", ".join(f"{name} {count}" for name, count in done.items())
    sys.stdout.write(
        f"{sum(done.values())} kills ({scenes}): {losses} losses, at most {worst:.2f} s of typing missing\n"
    )
    return int(losses > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
