"""A history in which everything is that a workspace file holds."""

from __future__ import annotations

import msgspec

from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Template
from desktop.core.finding import Measure
from desktop.core.history import Filters, SavedSearch
from desktop.core.ids import VersionId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.core.segment import SegmentState
from desktop.core.settings import LANGUAGE_TOOL, TEXT_SIZE, THEME, WATCHED_FOLDER
from desktop.core.term import Term
from desktop.core.translation import Job, JobFile, MemoryUnit, MemoryUse, Reshaping, RowNote
from desktop.store.pictures import keep_picture
from desktop.store.settings_file import save_settings
from desktop.store.store import Store
from tests.unit.store.comparing import DUEL, OUTCOME, SOURCE, VARIANT, comparison
from tests.unit.store.samples import SOCK, draft

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"
STRANGE = "NUL\0 NBSP\u00a0 LS\u2028 👩\u200d👧 e\u0301 \ufdd0 \U000e0041 får"


def translate(store: Store) -> None:
    """Jobs with files and rows, memories, terms."""
    for name, target in (("Får", "nl"), ("Ander", "sv")):
        store.add_units(store.new_memory(name, "en", target).id, [MemoryUnit(STRANGE, "wol", "a", "b", "Anna")])
    store.put_terms(store.new_term_base("Wol").id, [Term("wool", "wol", ("katoen",)), Term("sock", "sok")])
    job = store.save_job(Job(0, "Klus", "en", "nl", memories=(MemoryUse(2, 5), MemoryUse(1)), term_bases=(1,)))
    for data in (bytes(range(256)) * 20, b""):
        file = store.add_job_file(job.id, JobFile(0, "a.xlf", reshaped=(Reshaping("1", (3,)),)), data)
        store.keep_rows(file.id, [RowNote("1", "een"), RowNote("2", STRANGE, SegmentState.APPROVED)], 9)
        store.keep_rows(file.id, [RowNote("1", "twee")])
    store.trash_job(store.save_job(Job(0, "Weg", "en", "nl")).id)


def fill(profile: Profile, store: Store) -> Draft:
    """A history in which everything is that a workspace holds; returns the draft with most of it."""
    plain = store.draft(store.add_version(draft("eerste tekst", "Sok"), Origin.TYPED).draft)
    first = store.draft(store.add_version(draft(STRANGE, "Får"), Origin.NAMED, "Approved", VARIANT).draft)
    beside = store.add_variant(first.id, SOCK, Copy({"title": "Naast"}), Origin.VARIANT, "", VARIANT, (SOURCE,))
    first = store.save_draft(
        msgspec.structs.replace(first, sources=(msgspec.structs.replace(SOURCE, version=beside.id),))
    )
    store.pin_version(beside.id, True)
    store.set_tags(first.id, ("winter", "får"))
    store.set_folder(first.id, "Sokken/Wol")
    store.save_comparison(comparison(first.id, "under way"))
    store.save_lines(
        first.id, LineList("mail.subject", (Line("Warm!", Measure("mail.subject", 5, 60, "characters", True)),))
    )
    trashed, archived = store.save_draft(draft("weg")), store.save_draft(draft("oud"))
    store.delete_draft(trashed.id)
    store.archive_draft(archived.id)
    store.branch(store.versions(plain.id)[0].id, "Tak")
    store.save_template(Template("Mine", SOCK))
    store.save_search(SavedSearch("Wol", "wol", Filters(tags=("winter",))))
    duel = msgspec.structs.replace(DUEL, draft=first.id, left_version=beside.id, right_version=VersionId(999))
    store.add_duels([duel, duel])
    store.add_outcomes([msgspec.structs.replace(OUTCOME, draft=first.id, version=beside.id)])
    translate(store)
    keep_picture(profile.pictures, PNG)
    save_settings(
        profile.settings,
        {THEME.key: "dark", TEXT_SIZE.key: 18, LANGUAGE_TOOL.key: "http://x", WATCHED_FOLDER.key: "/home/me", "odd": 1},
    )
    return first
