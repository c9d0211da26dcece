"""`copydesk history`: everything that was ever written."""

from __future__ import annotations

import argparse

import msgspec

from desktop.checks.difference import difference
from desktop.cli.context import Context
from desktop.cli.history_order import add_filters, add_verbs, filters_of, start_of, version_id
from desktop.cli.table import table
from desktop.core.calls import CallRecord, Spent
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin, Version
from desktop.core.ids import DraftId, VersionId
from desktop.core.money import money
from desktop.core.words import tr, trn
from desktop.store.protocol import StoreLike

_HIT_MARKS = str.maketrans({"\x02": "«", "\x03": "»"})


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`history list|search|show|diff|restore|calls`, and what changes the order among drafts."""
    command = commands.add_parser("history", parents=[common], help="drafts and their versions")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", parents=[common], help="the drafts, newest first")
    listing.add_argument("--limit", type=int, default=50)
    add_filters(listing)
    listing.set_defaults(run=run_list)
    search = verbs.add_parser("search", parents=[common], help="search all versions")
    search.add_argument("query", metavar="QUERY", nargs="+")
    search.add_argument("--limit", type=int, default=50)
    add_filters(search)
    search.set_defaults(run=run_search)
    show = verbs.add_parser("show", parents=[common], help="a draft with its versions, or one version")
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=run_show)
    diff = verbs.add_parser("diff", parents=[common], help="the difference of two versions or drafts, by word")
    diff.add_argument("old", metavar="ID")
    diff.add_argument("new", metavar="ID")
    diff.set_defaults(run=run_diff)
    restore = verbs.add_parser("restore", parents=[common], help="make a version the current text of its draft")
    restore.add_argument("id", metavar="ID")
    restore.set_defaults(run=run_restore)
    calls = verbs.add_parser("calls", parents=[common], help="the calls to models: where, when and for what money")
    calls.add_argument("--since", metavar="DATE", default="", help="from this day on, as 2026-11-01")
    calls.add_argument("--limit", type=int, default=50)
    calls.set_defaults(run=run_calls)
    add_verbs(verbs, common)


def run_list(options: argparse.Namespace, context: Context) -> int:
    """The drafts that changed last."""
    with context.store() as store:
        drafts = store.search("", limit=max(0, options.limit), filters=filters_of(options))
    rows = [(each.draft, each.kind.value, each.language, each.saved_at, each.title) for each in drafts]
    heads = ("draft", "kind", "language", "saved_at", "title")
    document = {"drafts": [dict(zip(heads, row, strict=True)) for row in rows]}
    context.answer(document, lambda: table(heads, rows) if rows else tr("Nothing has been written yet."))
    return 0


def run_search(options: argparse.Namespace, context: Context) -> int:
    """Versions that hold all words of the query, best first."""
    with context.store() as store:
        hits = store.search(
            " ".join(options.query), ranked=True, limit=max(0, options.limit), filters=filters_of(options)
        )
        waiting = store.unsearchable()
    if waiting:
        context.say(
            trn("{n} old version cannot be found yet.", "{n} old versions cannot be found yet.", waiting)
            + " "
            + tr("Their turn comes while the window is open and idle.")
        )
    results = [
        {**msgspec.to_builtins(hit), "version": str(hit.version), "snippet": hit.snippet.translate(_HIT_MARKS)}
        for hit in hits
    ]
    rows = [
        (str(each["version"]), hit.kind.value, hit.saved_at, hit.title, str(each["snippet"]))
        for each, hit in zip(results, hits, strict=True)
    ]
    heads = ("version", "kind", "saved_at", "title", "snippet")
    context.answer({"results": results}, lambda: table(heads, rows) if rows else tr("Nothing found."))
    return 0


def run_show(options: argparse.Namespace, context: Context) -> int:
    """A version when the id is a number, else a draft with its versions."""
    with context.store() as store:
        if options.id.isdecimal():
            version = store.version(VersionId(int(options.id)))
            document = _version_document(version)
        else:
            draft = store.draft(DraftId(options.id))
            document = _draft_document(draft, store)
    context.answer(document, lambda: _fields_text(document))
    return 0


def run_diff(options: argparse.Namespace, context: Context) -> int:
    """Field by field what was added and deleted."""
    with context.store() as store:
        old, new = _copy_of(options.old, store), _copy_of(options.new, store)
    names = [*new.fields, *(name for name in old.fields if name not in new.fields)]
    pieces = {name: difference(old.text(name), new.text(name)) for name in names}
    marks = {"same": "{}", "add": "{{+{}+}}", "delete": "[-{}-]"}

    def text() -> str:
        return "\n\n".join(
            f"[{name}]\n" + "".join(marks[piece.op].format(piece.text) for piece in found)
            for name, found in pieces.items()
        )

    context.answer({"fields": {name: msgspec.to_builtins(found) for name, found in pieces.items()}}, text)
    return 0


def run_restore(options: argparse.Namespace, context: Context) -> int:
    """Restoring is itself a version, so nothing is lost by it."""
    with context.store() as store:
        version = store.version(version_id(options.id))
        draft = store.draft(version.draft)
        store.add_version(draft, Origin.TYPED, "", None)
        brought = msgspec.structs.replace(draft, brief=version.brief, copy=version.copy, sources=version.sources)
        restored = store.save_draft(brought)
        made = store.add_version(restored, Origin.RESTORED, "", None)
    context.answer({"draft": restored.id, "version": str(made.id)}, lambda: tr("Restored."))
    return 0


def run_calls(options: argparse.Namespace, context: Context) -> int:
    """The calls to models, newest first, and what all of them cost by provider; unknown is not nothing."""
    since = start_of(options.since)
    with context.store() as store:
        calls, spent = store.calls(since, max(0, options.limit)), store.spent(since)
    rows = [
        (
            each.at,
            each.model,
            each.host,
            each.purpose.value,
            str(each.prompt_tokens),
            str(each.completion_tokens),
            ("~" if each.estimated and each.cost else "") + money(each.cost, each.currency),
            each.outcome,
        )
        for each in calls
    ]
    heads = ("at", "model", "host", "for", "asked", "answered", "cost", "outcome")
    document = {"calls": [_call_document(each) for each in calls], "spent": msgspec.to_builtins(spent)}
    context.answer(document, lambda: _calls_text(table(heads, rows), spent) if rows else tr("No model was called."))
    return 0


def _calls_text(listed: str, spent: list[Spent]) -> str:
    lines = [f"{each.provider}: {_spent_text(each)}" for each in spent]
    return "\n".join((listed, "", *lines))


def _spent_text(spent: Spent) -> str:
    known = trn("{n} call, {cost}", "{n} calls, {cost}", spent.calls, cost=money(spent.cost))
    if not spent.unknown:
        return known
    return ", ".join((known, trn("and {n} of unknown cost", "and {n} of unknown cost", spent.unknown)))


def _call_document(call: CallRecord) -> dict[str, object]:
    return {each: getattr(call, each) for each in call.__struct_fields__}


def _copy_of(text: str, store: StoreLike) -> Copy:
    return store.version(VersionId(int(text))).copy if text.isdecimal() else store.draft(DraftId(text)).copy


def _version_document(version: Version) -> dict[str, object]:
    return {
        "draft": version.draft,
        "version": str(version.id),
        "kind": version.brief.kind.value,
        "language": version.brief.language,
        "origin": version.origin.value,
        "name": version.name,
        "saved_at": version.saved_at,
        "brief": msgspec.to_builtins(version.brief),
        "fields": msgspec.to_builtins(version.copy.fields),
        "variant": msgspec.to_builtins(version.variant) if version.variant else None,
    }


def _draft_document(draft: Draft, store: StoreLike) -> dict[str, object]:
    return {
        "draft": draft.id,
        "kind": draft.kind.value,
        "language": draft.brief.language,
        "title": draft.title,
        "saved_at": draft.changed_at,
        "brief": msgspec.to_builtins(draft.brief),
        "fields": msgspec.to_builtins(draft.copy.fields),
        "versions": [{**msgspec.to_builtins(each), "id": str(each.id)} for each in store.versions(draft.id)],
    }


def _fields_text(document: dict[str, object]) -> str:
    fields = document["fields"]
    parts = [f"{document['draft']} · {document['saved_at']}"]
    for name, value in fields.items() if isinstance(fields, dict) else ():
        parts.append(f"[{name}]\n" + (value if isinstance(value, str) else "\n".join(f"• {item}" for item in value)))
    versions = document.get("versions")
    if isinstance(versions, list):
        parts += [
            f"{each['id']}  {each['saved_at']}  {each['origin']}  {each['name'] or each['model']}" for each in versions
        ]
    return "\n\n".join(parts)
