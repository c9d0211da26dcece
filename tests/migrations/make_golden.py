"""Makes the golden history of today's schema, once, when it is released: `python -m tests.migrations.make_golden`.

The file is never made again for a schema that is released: it stands for what users have on their disks. It is
committed, small, and `test_golden.py` opens it with today's program.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

from desktop.core.brief import Brief, Fact, Kind, Length
from desktop.core.calls import CallRecord, Purpose
from desktop.core.checking import CheckOptions
from desktop.core.comparison import Choice, Column, ColumnKey, ColumnState, Comparison, ComparisonId, Grid
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template, Variant
from desktop.core.duels import Contender, Duel, Winner
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import Claim, Finding, Measure, Severity, Verdict
from desktop.core.history import Filters, SavedSearch, Shelf
from desktop.core.ids import DraftId, VersionId
from desktop.core.lines import Line, LineList
from desktop.core.making import Exchange, Making, Mending
from desktop.core.outcomes import Metric, Outcome
from desktop.core.profile import Profile
from desktop.core.prompt import Message, Role
from desktop.core.provenance import Source
from desktop.core.segment import SegmentState
from desktop.core.term import Term
from desktop.core.translation import (
    Comment,
    Dimension,
    ErrorSeverity,
    Job,
    JobFile,
    MatchKind,
    MemoryUnit,
    MemoryUse,
    OriginKind,
    Reshaping,
    RowNote,
    TranslationBrief,
    TranslationError,
)
from desktop.core.translation import Origin as TargetOrigin
from desktop.core.usage import Timing, Usage
from desktop.store import (
    comparisons,
    drafts,
    notes,
    shelves,
    translation_jobs,
    translation_memory,
    versions,
)
from desktop.store.schema import VERSION
from desktop.store.store import Store

FOLDER = Path(__file__).parent
STRANGE = "NUL\0 NBSP\u00a0 LS\u2028 👩\u200d👧 e\u0301 \ufdd0 \U000e0041 får coördinatie"

SOCK = Brief(
    Kind.PRODUCT, "Merino sock", "hikers", "dry", "nl", ("shop.title", "shop.description"), "wollen sok", Length.SHORT,
    "warm", "No adjectives.", ("geweldig",), (Fact("f1", "Weight", "98", "g", "sheet", must_mention=True),),
)  # fmt: skip
VARIANT = Variant(
    "v1", "local/small", "product/3", Copy({"title": "Sok"}),
    (Finding("length.limit", Severity.ERROR, "title", 0, 3, "Sok", "Too short", ("f1",), ("Sokken",)),),
    (Claim("title", 0, 3, "Sok", Verdict.SUPPORTED, ("f1",)),), ("f1",), 2, False,
    Usage(10, 20, 0.25, "USD"), Timing(0.1, 2.5), Problem(ErrorKind.NETWORK, "Offline."),
)  # fmt: skip
CALLS = (
    CallRecord(
        "2026-01-01T00:00:00.000Z", "openai", "openai/gpt-4o", "api.openai.com", Purpose.WRITE, 1200, 300, 0.006, "USD",
        "ok", 2, DraftId("d1golden000a"), "user: Skriv på svenska.",
    ),
    CallRecord("2026-01-02T00:00:00.000Z", "box", "box/x", "10.0.0.2:80", Purpose.JUDGE, 5, outcome="timeout"),
    CallRecord("2026-01-02T00:00:01.000Z", "local", "local/x", "127.0.0.1:1", Purpose.EXTRACT, cost=0, estimated=True),
)  # fmt: skip
SOURCES = (
    Source("subject", "Rea", "local/small", "mail/3", "warm", VersionId(5), "B", "2026-01-03T00:00:00.000Z"),
    Source("subject", STRANGE, "local/small", "mail/3", version=VersionId(5), column="AA", whole=True),
)
MADE = Variant(
    "v2", "local/small", "mail/3", Copy({"subject": "Rea på får!"}), repairs=1, tone="warm",
    made=Making(
        ("subject",), Copy({"subject": "Rea"}), 1, True, 7,
        CheckOptions(("own",), ("style.cliche",), ("Mån",), today="2026-01-03"),
        (Exchange("subject", (Message(Role.USER, "Skriv på svenska."),), '{"subject": "Rea"}', 0.2, 64, 7, 1),),
        (Mending("subject", "Rea", "Rea på får!", "Too short."),),
    ),
)  # fmt: skip
_BOX = Choice("local/small", "warm", "Short.")
COMPARISON = Comparison(
    draft=DraftId("d1golden000b"),
    grid=Grid(("local/small", "openai/gpt-4o"), ("", "warm"), ("", "Short."), 2, (Choice("openai/gpt-4o"),)),
    columns=(
        Column(ColumnKey("a"), _BOX, version=VersionId(5), pinned=True),
        Column(ColumnKey("b"), _BOX, 2, copy=Copy({"subject": STRANGE, "list": ("x", "y")}), state=ColumnState.WRITING),
        Column(
            ColumnKey("c"), Choice("openai/gpt-4o"), state=ColumnState.FAILED,
            error=Problem(ErrorKind.QUOTA, "Too many.", retry_after=2.5),
        ),
        Column(ColumnKey("d"), copy=Copy({"subject": "Ours"}), title="Last year"),
    ),
    shown=(ColumnKey("a"), ColumnKey("b")),
    base=ColumnKey("a"),
    widths={"a": 2, "b": 1},
)  # fmt: skip
LINES = LineList(
    "mail.subject",
    (
        Line("Rea på får", Measure("mail.subject", 10, 60, "characters", True), model="local/small"),
        Line(STRANGE, Measure("mail.subject", 61, 60, "characters", False),
             (Finding("style.case", Severity.INFO, "subject", 0, 3, "NUL", "Loud"),),
             (Claim("subject", 0, 3, "NUL", Verdict.UNSUPPORTED),)),
    ),
    (1,),
    "shortest",
)  # fmt: skip
KEPT_COMPARISON = ComparisonId(1)
_LEFT, _RIGHT = Contender("local/small", "mail/3", "warm"), Contender("openai/gpt-4o", "mail/3")
DUELS = (
    Duel("2026-01-03T00:00:00.000Z", "r1", "mail:subject", "sv", _LEFT, _RIGHT, Winner.LEFT, VersionId(5), VersionId(6),
         DraftId("d1golden000b")),
    Duel("2026-01-03T00:00:01.000Z", "r1", "mail:subject", "sv", _RIGHT, _LEFT, Winner.TIE),
    Duel("2026-01-03T00:00:02.000Z", "r2", "product:title", "nl", _RIGHT, _LEFT, Winner.RIGHT),
)  # fmt: skip
OUTCOMES = (
    Outcome("B", Metric.CLICKS, 1000, 31, version=VersionId(5), draft=DraftId("d1golden000b"), source="maj.csv",
            at="2026-01-04T00:00:00.000Z"),
    Outcome("ä", Metric.SALES, 500, 4, 99.5, "SEK", draft=DraftId("d1golden000b"), source="maj.csv"),
    Outcome("elsewhere", Metric.OPENS, 10, 2),
)  # fmt: skip
UNDO = b'{"steps": [], "strange": "f\xc3\xa5r \x00"}'
SEARCH = SavedSearch("Får", "wollen sok*", Filters((Kind.MAIL,), ("sv",), tags=("får",), folder="Winter"), ranked=True)

JOB = Job(
    0, "Får", "en", "nl-NL", TranslationBrief("hikers", "warm", "informal", "mail.subject", STRANGE, ("Copydesk",)),
    memories=(MemoryUse(1, 5, read_only=True),), term_bases=(1,),
)  # fmt: skip
JOB_FILE = JobFile(
    0, "mån.xlf", "xliff", "d1golden000a", 3, "", {"A": "source"}, (Reshaping("1", (5,)), Reshaping("2", joined=1))
)
JOB_DATA = b"\xff\xfe\x00 bytes of no text" + bytes(range(256)) * 4
ROWS = (
    RowNote("1", "Sok", SegmentState.TRANSLATED, TargetOrigin(OriginKind.MODEL, model="local/small", prompt="t/1")),
    RowNote(
        "2", STRANGE, SegmentState.APPROVED, TargetOrigin(OriginKind.TYPED, "Anna"), "Sokken", TargetOrigin(), 87,
        MatchKind.FUZZY, 71.5, "Long.", (Comment("Klopt dit?", "Anna", "2026-01-04T00:00:00.000Z"),),
        (TranslationError(Dimension.ACCURACY, ErrorSeverity.MAJOR, start=0, end=3, note="No."),), "Socks", "Anna",
        "2026-01-04T00:00:00.000Z",
    ),
)  # fmt: skip
UNITS = (
    MemoryUnit("Press {1}OK{2} 3 times.", "Druk 3 keer op {1}OK{2}.", "Before.", "After.", "Anna", "2026-01-04"),
    MemoryUnit("Warm socks.", STRANGE),
)
TERMS = (
    Term("sock", "sok", ("kous",), case=True, note="n", definition="worn", source_language="en", target_note="m"),
    Term("wool", "wol"),
)


def _fill_translation(store: Store) -> None:
    memory, base = store.new_memory("Får", "en", "nl"), store.new_term_base("Wol")
    store.add_units(memory.id, list(UNITS))
    for term in TERMS:
        store.put_term(base.id, term)
    job = store.save_job(JOB)
    file = store.add_job_file(job.id, JOB_FILE, JOB_DATA)
    store.keep_rows(file.id, [RowNote("1", "Kous", SegmentState.DRAFT), ROWS[1]], 7)
    store.keep_rows(file.id, [ROWS[0]])
    store.trash_job(store.save_job(Job(0, "Gone", "sv", "de")).id)


def fill(profile: Profile) -> None:
    """Everything that today's schema can hold, with fixed times and ids."""
    moments = (f"2026-01-0{1 + number // 60 // 24}T00:{number % 60:02}:00.000Z" for number in range(60))
    clock = lambda ago=None: next(moments)  # noqa: E731 - a clock that is read in order
    for module in (drafts, versions, notes, comparisons, shelves, translation_jobs, translation_memory):
        module.now = clock  # type: ignore[attr-defined] # golden files bear no moment of their making
    store = Store(profile)
    store.begin_session()
    sock = store.save_draft(
        Draft(DraftId("d1golden000a"), Kind.PRODUCT, SOCK, Copy({"title": "Sok", "bullets": ("a", "b")}))
    )
    store.add_version(sock, Origin.TYPED)
    store.add_version(sock, Origin.WRITTEN, "", VARIANT)
    store.add_version(
        Draft(sock.id, sock.kind, sock.brief, Copy({"title": "Sok 2", "body": STRANGE}), sock.created_at),
        Origin.NAMED,
        "Mån",
    )
    mail = Brief(Kind.MAIL, "Vårrea", language="sv")
    store.save_draft(Draft(DraftId("d1golden000b"), Kind.MAIL, mail, Copy({"subject": "Rea på får"}), sources=SOURCES))
    gone = store.save_draft(Draft(DraftId("d1golden000c"), copy=Copy({"body": "weg"})))
    store.add_version(gone, Origin.IMPORTED)
    store.delete_draft(gone.id)
    store.save_template(Template("Sokken", SOCK))
    store.add_calls(list(CALLS))
    written = store.add_variant(DraftId("d1golden000b"), mail, MADE.copy, Origin.VARIANT, "", MADE)
    store.add_variant(
        written.draft, mail, Copy({"subject": "Rea, 50 %\0\u2028"}), Origin.EDITED, "Anna", sources=SOURCES
    )
    store.save_comparison(COMPARISON)
    store.save_comparison(Comparison(draft=sock.id))
    store.save_lines(DraftId("d1golden000b"), LINES)
    store.add_duels(list(DUELS))
    store.add_outcomes(list(OUTCOMES))
    store.save_draft(Draft(DraftId("d1golden000d"), copy=Copy({"title": "Old", "body": "archived words"})))
    store.archive_draft(DraftId("d1golden000d"))
    store.set_folder(sock.id, "Winter/Sokken")
    store.set_tags(sock.id, ("wol", "får"))
    store.pin_version(VersionId(1), pinned=True)
    store.keep_undo(sock.id, UNDO)
    store.save_search(SEARCH)
    store.save_search(SavedSearch("Old", filters=Filters(shelf=Shelf.ARCHIVE)))
    _fill_translation(store)
    store.note_open(sock.id, '{"screen": "product"}')
    store.close()


def main() -> None:
    """Write the file, unless it is there."""
    target = FOLDER / f"schema-{VERSION}.db"
    if target.exists():
        sys.exit(f"{target.name} is there: a golden file is never made again.")
    with tempfile.TemporaryDirectory() as folder:
        profile = Profile(Path(folder), Path(folder))
        fill(profile)
        source = sqlite3.connect(profile.database)
        source.execute(f"VACUUM INTO '{target.as_posix()}'")
        source.close()


if __name__ == "__main__":
    main()
