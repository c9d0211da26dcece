"""What restoring a backup would change, and restoring one draft out of it."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, UserError
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId
from desktop.core.restoring import Content, Difference, DraftPlan, PlannedDraft, RestorePlan
from desktop.core.words import tr
from desktop.store.landing import Landing
from desktop.store.shelves import ShelfTable
from desktop.store.tables import Tables
from desktop.store.whole_draft import Ask, KeptDraft, draft_ids, read_draft, read_version, version_keys

_CONTENT = {
    Content.TAGS: "SELECT d.id, t.tag FROM draft_tags t JOIN drafts d ON d.number = t.draft",
    Content.TEMPLATES: "SELECT name, brief FROM templates",
    Content.SEARCHES: "SELECT name, body FROM saved_searches",
    Content.COMPARISONS: "SELECT d.id, c.made_at, c.changed_at FROM comparisons c JOIN drafts d ON d.number = c.draft",
    Content.LINES: "SELECT d.id, l.channel, l.body FROM line_lists l JOIN drafts d ON d.number = l.draft",
    Content.DUELS: "SELECT at, round, left_model, right_model, winner, left_version, right_version FROM duels",
    Content.OUTCOMES: "SELECT draft, name, metric, shown, happened, source, at FROM outcomes",
    Content.CALLS: "SELECT id, at, model, prompt_tokens, completion_tokens, cost FROM calls",
    Content.JOBS: "SELECT id, changed FROM jobs",
    Content.UNITS: "SELECT id, changed FROM memory_units",
    Content.TERMS: "SELECT id, changed FROM terms",
}
_DRAFTS = (
    "SELECT id, kind, title, changed_at, folder, archived_at, trashed_at,"
    " (SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM draft_tags WHERE draft = number ORDER BY tag))"
    " FROM drafts ORDER BY changed DESC"
)
_TEXT = "SELECT brief, copy FROM drafts WHERE id = ?"
_KEYS = (
    "SELECT origin, saved_at, digest FROM versions WHERE draft = (SELECT number FROM drafts WHERE id = ?) ORDER BY id"
)
_KINDS = {kind.value for kind in Kind}


class _Row(msgspec.Struct, frozen=True):
    """A draft without its text."""

    kind: str
    title: str
    changed_at: str
    shelf: tuple[object, ...]


def plan_of(there: Ask, here: Ask, name: str, made_at: str) -> RestorePlan:
    """What the history would become if all of a backup were put back."""
    old, new = _rows(there), _rows(here)
    coming = [_planned(each, old[each], there_at=old[each].changed_at) for each in old if each not in new]
    coming = [msgspec.structs.replace(each, versions_coming=len(version_keys(there, each.draft))) for each in coming]
    going = [_planned(each, new[each], here_at=new[each].changed_at) for each in new if each not in old]
    going = [msgspec.structs.replace(each, versions_going=len(version_keys(here, each.draft))) for each in going]
    compared = [_compared(each, old[each], new[each], there, here) for each in old if each in new]
    changing = [each for each in compared if each is not None]
    others = [_difference(content, there, here) for content in _CONTENT]
    return RestorePlan(
        name, made_at, tuple(coming), tuple(going), tuple(changing), len(compared) - len(changing),
        sum(each.versions_coming for each in (*coming, *changing)),
        sum(each.versions_going for each in (*going, *changing)),
        tuple(each for each in others if each.coming or each.going),
    )  # fmt: skip


def cards_of(source: sqlite3.Connection, there: Ask, name: str) -> list[DraftCard]:
    """The drafts in a backup, those that changed last first. Raises `UserError` when they cannot be read."""
    shelves = ShelfTable(source)
    try:
        return [shelves.card(each) for each in reversed(draft_ids(there))]
    except sqlite3.Error as error:
        raise UserError(ErrorKind.INPUT, tr("The backup {name} is damaged.", name=name)) from error


def draft_plan_of(there: Ask, here: Ask, name: str, made_at: str, draft_id: DraftId) -> DraftPlan:
    """What would come of restoring one draft. Raises `UserError` when the backup does not have it."""
    kept, now = _wanted(there, draft_id, name), read_draft(here, draft_id)
    known = set(version_keys(here, draft_id).values())
    coming = sum(key not in known for key in version_keys(there, draft_id).values())
    return DraftPlan(
        name, made_at, kept.draft, now.draft if now is not None else None,
        trashed=now is not None and bool(now.trashed_at), versions_coming=coming,
    )  # fmt: skip


def restore_draft(tables: Tables, there: Ask, name: str, draft_id: DraftId) -> Draft:
    """Bring one draft back, with the versions that are not here; today's text stays as a version.

    Called inside a transaction. Raises `UserError` when the backup does not have it.
    """
    kept = _wanted(there, draft_id, name)
    landing = Landing(tables)
    keys = version_keys(there, draft_id)
    landing.expect(draft_id, keys)
    number = tables.drafts.number(draft_id)
    if number is None:
        number, is_new = landing.add_draft(kept, trashed=False), True
    else:
        is_new = False
        landing.add_belongings(number, kept)
        tables.drafts.set_trashed(draft_id, trashed=False)
    for version_id in keys:
        if landing.is_coming(version_id):
            version = read_version(there, version_id, draft_id)
            if version is not None:
                landing.add_version(number, version)
    return tables.drafts.get(draft_id) if is_new else landing.restore_text(number, kept.draft)


def _wanted(there: Ask, draft_id: DraftId, name: str) -> KeptDraft:
    found = read_draft(there, draft_id)
    if found is None:
        raise UserError(ErrorKind.INPUT, tr("The backup {name} has no draft {id}.", name=name, id=draft_id))
    return found


def _rows(ask: Ask) -> dict[DraftId, _Row]:
    """The drafts, those that changed last first."""
    return {DraftId(row[0]): _Row(row[1], row[2], row[3], tuple(row[4:])) for row in ask(_DRAFTS)}


def _planned(draft_id: DraftId, row: _Row, here_at: str = "", there_at: str = "") -> PlannedDraft:
    kind = Kind(row.kind) if row.kind in _KINDS else Kind.PRODUCT
    return PlannedDraft(draft_id, kind, row.title, here_at, there_at)


def _compared(draft_id: DraftId, old: _Row, new: _Row, there: Ask, here: Ask) -> PlannedDraft | None:
    """A draft that is on both sides; `None` when nothing of it would change."""
    before, after = there(_KEYS, draft_id), here(_KEYS, draft_id)
    text_differs = _text_differs(there(_TEXT, draft_id)[0], here(_TEXT, draft_id)[0])
    if not text_differs and before == after and old.shelf == new.shelf:
        return None
    planned = _planned(draft_id, new, new.changed_at, old.changed_at)
    coming, going = set(before) - set(after), set(after) - set(before)
    return msgspec.structs.replace(
        planned, versions_coming=len(coming), versions_going=len(going), text_differs=text_differs
    )


def _text_differs(old: tuple[str, str], new: tuple[str, str]) -> bool:
    """Compare brief and copy as values where another version of the program wrote the same in other words."""
    if old == new:
        return False
    try:
        return _text_of(*old) != _text_of(*new)
    except (msgspec.MsgspecError, ValueError):
        return True


def _text_of(brief: str, copy: str) -> tuple[Brief, Copy]:
    return msgspec.json.decode(brief, type=Brief), msgspec.json.decode(copy, type=Copy)


def _difference(content: Content, there: Ask, here: Ask) -> Difference:
    old: set[tuple[Any, ...]] = set(there(_CONTENT[content]))
    new: set[tuple[Any, ...]] = set(here(_CONTENT[content]))
    return Difference(content, len(old - new), len(new - old))
