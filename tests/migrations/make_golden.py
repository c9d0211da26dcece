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
from desktop.core.copy import Copy
from desktop.core.draft import Draft, DraftId, Origin, Template, Timing, Usage, Variant
from desktop.core.errors import ErrorKind, Problem
from desktop.core.finding import Claim, Finding, Severity, Verdict
from desktop.core.profile import Profile
from desktop.store import drafts, notes, versions
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


def fill(profile: Profile) -> None:
    """Everything that today's schema can hold, with fixed times and ids."""
    moments = (f"2026-01-0{1 + number // 60 // 24}T00:{number % 60:02}:00.000Z" for number in range(60))
    clock = lambda ago=None: next(moments)  # noqa: E731 - a clock that is read in order
    for module in (drafts, versions, notes):
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
    store.save_draft(Draft(DraftId("d1golden000b"), Kind.MAIL, mail, Copy({"subject": "Rea på får"})))
    gone = store.save_draft(Draft(DraftId("d1golden000c"), copy=Copy({"body": "weg"})))
    store.add_version(gone, Origin.IMPORTED)
    store.delete_draft(gone.id)
    store.save_template(Template("Sokken", SOCK))
    store.add_calls(list(CALLS))
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
