"""A full history, ways to damage its file, and what came back held against what was there.

`python -m tests.unit.store.damaging 200` damages a history in 200 random ways and says what each cost.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sys
import tempfile
from pathlib import Path

import msgspec

from desktop.core.calls import CallRecord, Purpose
from desktop.core.copy import Copy
from desktop.core.draft import Origin, Template
from desktop.core.errors import EnvironmentProblem
from desktop.core.finding import Measure
from desktop.core.history import Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MemoryUnit, RowNote, TranslationBrief
from desktop.store.store import Store
from desktop.store.values import Recovered, RecoveryReport, StoreEvent
from tests.unit.store.comparing import DUEL, OUTCOME, SOURCE, VARIANT, comparison
from tests.unit.store.samples import SOCK, draft, opened

DRAFTS = 45
PAGE = 4096
SHORT = Measure("mail.subject", 61, 60, "characters", fits=False)
WORDS = ["wol", "sok", "warm", "licht", "zacht", "sterk", "winter", "voet", "garen", "breed", "dun", "dik"]


Key = tuple[str, str]
Truth = dict[Key, bytes]
"""Everything in a history by kind and id, as the program reads it."""


def fill(profile: Profile, chance: random.Random, backup_after: int = 0) -> None:
    """A history of everything there is; with a backup after so many drafts."""
    with opened(profile) as store:
        for number in range(DRAFTS):
            size = chance.choice((20, 120, 120, 900))
            kept = store.save_draft(draft(_text(chance, size), f"Sok {number}"))
            for origin in (Origin.TYPED, Origin.NAMED, Origin.TYPED)[: chance.randrange(4)]:
                kept = store.save_draft(msgspec.structs.replace(kept, copy=Copy({"body": _text(chance, size)})))
                made = store.add_version(kept, origin, "Eén" if origin is Origin.NAMED else "")
                store.pin_version(made.id, pinned=chance.random() < 0.3)
            written = store.add_variant(kept.id, kept.brief, VARIANT.copy, Origin.VARIANT, "", VARIANT, (SOURCE,))
            store.set_tags(kept.id, (f"label {number % 5}", "zomer")[: chance.randrange(3)])
            store.set_folder(kept.id, chance.choice(("", "Winter/Sokken")))
            store.save_comparison(comparison(kept.id, _text(chance, 60)))
            store.save_lines(kept.id, LineList("mail.subject", (Line(_text(chance, 40), SHORT),)))
            store.add_duels([msgspec.structs.replace(DUEL, draft=kept.id, left_version=written.id)] * 2)
            store.add_outcomes([msgspec.structs.replace(OUTCOME, draft=kept.id, name=f"naam {number}")])
            store.add_calls([CallRecord("2026-01-01T00:00:00Z", "a", "a/b", "a.b", Purpose.WRITE, draft=kept.id)] * 2)
            if number % 9 == 4:
                (store.delete_draft if number % 2 else store.archive_draft)(kept.id)
            if number % 6 == 0:
                store.save_template(Template(f"sjabloon {number}", SOCK))
                store.save_search(SavedSearch(f"zoek {number}", "wol"))
            _translate(store, chance, number)
            if number + 1 == backup_after:
                store.backup_now()


def _translate(store: Store, chance: random.Random, number: int) -> None:
    """A job every seven drafts, and something in a memory and a term base each time."""
    if number == 0:
        for name in "abcdef":
            store.new_memory(f"geheugen {name}", "en", "nl")
            store.new_term_base(f"termen {name}")
    units = [MemoryUnit(_text(chance, 9), _text(chance, 9), str(number), by="Anna") for _ in range(4)]
    store.add_units(1, units)
    store.put_term(1, Term(f"word {number}", f"woord {number}", note=_text(chance, 3)))
    if number % 7 == 0:
        job = store.save_job(Job(0, f"klus {number}", "en", "nl", TranslationBrief(notes=_text(chance, 20))))
        store.add_job_file(job.id, JobFile(0, f"bestand {number}.xlf"), chance.randbytes(3 * PAGE))
    file = number // 7 + 1
    states = (SegmentState.DRAFT, SegmentState.TRANSLATED)
    notes = [RowNote(f"{number}-{place}", _text(chance, 12), states[place % 2]) for place in range(5)]
    store.keep_rows(file, notes, 45)


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) + str(chance.randrange(1000)) for _ in range(words))


def truth_of(profile: Profile) -> tuple[Truth, RecoveryReport | None]:
    """What the program reads of a history, and what it says of its recovery."""
    events: list[StoreEvent] = []
    found: Truth = {}
    with opened(profile, events) as store:
        store.check()  # as an idle moment does; it recovers what no start looks for
        archived = store.search("", limit=1000, filters=Filters(shelf=Shelf.ARCHIVE))
        ids = {each.id for each in store.latest_drafts(1000)} | {each.draft for each in archived}
        for draft_id in ids | {card.draft for card in store.trashed()}:
            _read_draft(store, draft_id, found)
        values: dict[str, list[msgspec.Struct]] = {
            "duel": [*store.duels()],
            "outcome": [*store.outcomes()],
            "call": [*store.calls(limit=10_000)],
            "template": [*store.templates()],
            "search": [*store.saved_searches()],
        }
        _read_translations(store, found)
        for kind, all_of_it in values.items():
            for each in all_of_it:
                found[kind, str(getattr(each, "id", "") or getattr(each, "name", ""))] = msgspec.json.encode(each)
        assert store.check()
    reports = [event.report for event in events if isinstance(event, Recovered)]
    assert len(reports) <= 1
    return found, reports[0] if reports else None


def _read_translations(store: Store, found: Truth) -> None:
    for card in store.jobs():
        job = store.job(card.id)
        found["job", str(card.id)] = msgspec.json.encode((job.name, job.source, job.target, job.brief))
        for file in job.files:
            found["job file", str(file.id)] = msgspec.json.encode(file)
            with contextlib.suppress(EnvironmentProblem):
                found["bytes", str(file.id)] = store.job_file_bytes(file.id)
            for note in store.row_notes(file.id):
                found["segment", note.segment] = msgspec.json.encode(note)
    for number, row in ((number, f"{number}-{place}") for number in range(DRAFTS) for place in range(5)):
        for place, before in enumerate(reversed(store.row_history(number // 7 + 1, row))):
            found["earlier", f"{row} {place}"] = msgspec.json.encode(before)
    for memory in store.memories():
        found["memory", str(memory.id)] = memory.name.encode()
        for unit in store.memory_units(memory.id, 0, 10_000):
            found["unit", unit.source] = msgspec.json.encode(unit)
    for base in store.term_bases():
        found["term base", str(base.id)] = base.name.encode()
        for term in store.terms(base.id):
            found["term", str(term.id)] = msgspec.json.encode(term)


def _read_draft(store: Store, draft_id: DraftId, found: Truth) -> None:
    kept, card = store.draft(draft_id), store.card(draft_id)
    found["draft", draft_id] = msgspec.json.encode((kept.kind, kept.brief, kept.copy, kept.sources))
    found["place", draft_id] = msgspec.json.encode((card.folder, card.archived_at, card.trashed_at))
    found["tags", draft_id] = msgspec.json.encode(card.tags)
    for header in store.versions(draft_id):
        version = store.version(header.id)
        found["version", str(header.id)] = msgspec.json.encode((draft_id, version.brief, version.copy))
        mark = (version.origin, version.name, version.saved_at, version.variant, version.sources, header.pinned)
        found["mark", str(header.id)] = msgspec.json.encode(mark)
    for lines in store.line_lists(draft_id):
        found["lines", f"{draft_id} {lines.channel}"] = msgspec.json.encode(lines)
    for shown in store.comparisons(1000, draft_id):
        kept_comparison = msgspec.structs.replace(store.comparison(shown.id), changed_at="")
        found["comparison", str(shown.id)] = msgspec.json.encode(kept_comparison)


def lost_of(before: Truth, after: Truth) -> dict[str, set[str]]:
    """What is gone or not as it was, by kind."""
    found: dict[str, set[str]] = {}
    for (kind, name), value in before.items():
        if after.get((kind, name)) != value:
            found.setdefault(kind, set()).add(name)
    return found


def untold(before: Truth, after: Truth, report: RecoveryReport) -> list[str]:
    """What is lost and not in the report, and what is in the report and not lost."""
    lost = lost_of(before, after)
    said = report.lost
    wrong = [
        f"{kind} {name} has a text that it never had"
        for kind, name in after.keys() & before.keys()
        if kind == "version" and after[kind, name] != before[kind, name]
    ]
    gone = {name for name in lost.get("version", ()) if ("version", name) not in after}
    named = {what.split()[1] for what in said if what.startswith("version ")} | {
        name for what in said if what.endswith(" versions") for name in gone if what == f"{len(gone)} versions"
    }
    wrong += [f"version {name}, lost and not told or told and not lost" for name in sorted(gone ^ named)]
    drafts = [
        what for what in said if what.startswith(("the draft ", "what was typed", "the text of draft", "the form"))
    ]
    if len(drafts) < len(lost.get("draft", ())):
        wrong.append(f"{len(lost['draft'])} drafts are lost or older, {len(drafts)} told")
    for kind, word in _WORDS.items():
        count = sum(kind != "tags" or ("draft", name) in after for name in lost.get(kind, ()))
        told = [what for what in said if word in what]
        exact = sum(int(what.split()[0]) for what in told if what[0].isdigit())
        if (exact != count and kind in _COUNTED) or (count and not told):
            wrong.append(f"{count} of {kind} are lost, told is {told}")
    nameless = sum(int(what.split()[-2]) for what in said if what.startswith("the name"))
    marks = lost.get("mark", set()) - gone
    if len(marks) > nameless + len(drafts):
        wrong.append(f"{len(marks)} versions lost their names, {nameless} told")
    return wrong


_WORDS = {
    "duel": "duel", "outcome": "result", "call": "log of calls", "template": "templates", "search": "searches",
    "tags": "tags", "lines": "short lines", "segment": "translated segment", "earlier": "earlier state",
    "unit": "translation memor", "term": "term", "job": "translation job", "job file": "translation job",
    "bytes": "translation job", "memory": "name and languages", "term base": "name and languages",
}  # fmt: skip
_COUNTED = {"duel", "outcome", "call", "lines"}


def overwrite_a_page(path: Path, chance: random.Random) -> str:
    """Break a random page, or a part of one, as a bad disk does; says what was done."""
    page = chance.randrange(path.stat().st_size // PAGE)
    length = chance.choice((512, PAGE, PAGE, 2 * PAGE))
    fills = (bytes(length), chance.randbytes(length), b"Z" * length)
    content = chance.choice(fills if length >= PAGE else fills[:2])  # letters among letters nobody can tell from text
    with path.open("rb+") as file:
        file.seek(page * PAGE + (chance.randrange(8) * 512 if length == 512 else 0))
        file.write(content)
    return f"{length} bytes of {content[:1]!r} on page {page + 1}"


def main(rounds: int) -> None:
    """Damage one history in many ways, each time from the whole."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bad = 0
        for with_backup in (False, True):
            profile = Profile(folder / f"whole-{with_backup}", folder)
            fill(profile, random.Random(1), 30 if with_backup else 0)  # noqa: S311 - no secret
            before, _ = truth_of(profile)
            for seed in range(rounds // 2):
                damaged = Profile(folder / "damaged", folder)
                shutil.rmtree(damaged.folder, ignore_errors=True)
                shutil.copytree(profile.folder, damaged.folder)
                what = overwrite_a_page(damaged.database, random.Random(seed))  # noqa: S311 - no secret
                after, report = truth_of(damaged)
                lost = {kind: len(names) for kind, names in lost_of(before, after).items()}
                wrong = untold(before, after, report) if report else [*lost]
                bad += bool(wrong)
                print(
                    f"{seed} {what}: lost {lost} of {len(before)}, told {len(report.lost) if report else '-'} {wrong}"
                )
        print(f"{bad} of {rounds} not told as they were")


if __name__ == "__main__":
    main(int(sys.argv[1]))
