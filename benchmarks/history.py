"""A history of 200,000 versions, made once and kept in the folder for temporary files."""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
from pathlib import Path

from benchmarks.words import Words
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Version
from desktop.core.ids import DraftId, VersionId
from desktop.core.profile import Profile
from desktop.store.connection import Patience, open_writing, transaction
from desktop.store.drafts import now
from desktop.store.entry import FORM
from desktop.store.recovery import new_file
from desktop.store.schema import VERSION
from desktop.store.tables import Tables

VERSIONS = 200_000
OF_ONE_DRAFT = 2_000
"""Versions of the draft that has most of them: the last ones of the history."""

_OF_EACH_DRAFT = 10
_WORDS = 115  # of the description; with title, brief and facts about 130
_AT_ONCE = 2_000
_SEED = 20_250_101
_LANGUAGES = ("en", "nl", "sv")


def big_history(versions: int = VERSIONS) -> Profile:
    """The profile with the history; making it takes some minutes, finding it again nothing."""
    source = b"".join((Path(__file__).parent / name).read_bytes() for name in ("history.py", "words.py"))
    key = hashlib.blake2b(source, digest_size=6).hexdigest()
    folder = Path(tempfile.gettempdir()) / "copydesk-benchmarks" / f"history-{versions}-{VERSION}-{FORM}-{key}"
    profile = Profile(folder, folder / "models")
    if not (folder / "complete").exists():
        _make(profile, versions)
        (folder / "complete").touch()
    return profile


def _make(profile: Profile, versions: int) -> None:
    profile.folder.mkdir(parents=True, exist_ok=True)
    profile.database.unlink(missing_ok=True)
    new_file(profile.database)
    connection = open_writing(profile.database, shared_folder=False)
    connection.execute("PRAGMA synchronous = OFF")
    tables = Tables(connection)
    texts = _Texts()
    for first in range(0, versions, _AT_ONCE):
        with transaction(connection, Patience(10, lambda _: None)):
            of_each = _OF_EACH_DRAFT if first + OF_ONE_DRAFT < versions else OF_ONE_DRAFT
            for place in range(first, min(first + _AT_ONCE, versions), of_each):
                _add_draft(tables, texts, place // _OF_EACH_DRAFT, of_each)
        sys.stderr.write(f"\r{min(first + _AT_ONCE, versions)} versions")
    sys.stderr.write("\n")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


class _Texts:
    """Drafts with texts of their own: no two versions are alike, which is the hardest case for an index."""

    def __init__(self) -> None:
        self.words = Words(_SEED)
        self._random = random.Random(_SEED)  # noqa: S311 - made-up figures

    def brief(self, number: int) -> Brief:
        """A brief with three facts."""
        language = _LANGUAGES[number % len(_LANGUAGES)]
        facts = tuple(
            Fact(f"f{place}", name, str(self._random.randrange(1, 2000)), unit)
            for place, (name, unit) in enumerate((("Weight", "g"), ("Width", "mm"), ("Warranty", "months")), 1)
        )
        channels = ("shop.title", "shop.description")
        return Brief(product=self.words.name(language), language=language, channels=channels, facts=facts)

    def copy(self, brief: Brief) -> Copy:
        """A title and a description."""
        text = self.words.text(brief.language, _WORDS, brief.product)
        return Copy({"title": f"{brief.product} {text.partition(' ')[0]}", "description": text})


def _add_draft(tables: Tables, texts: _Texts, number: int, versions: int) -> None:
    brief = texts.brief(number)
    copies = [texts.copy(brief) for _ in range(versions)]
    row, draft = tables.drafts.save(Draft(DraftId(""), brief=brief, copy=copies[-1]))
    tables.drafts.set_versioned(row)
    for copy in copies:
        version = Version(VersionId(0), draft.id, Origin.TYPED, now(), brief, copy)
        tables.versions.put_back(row, draft.kind, draft.title, version)
