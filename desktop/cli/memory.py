"""`copydesk memory`: translation memories: what there are, new ones, TMX in and out."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.context import Context
from desktop.cli.table import table
from desktop.cli.translation_inputs import language, memory_named, units_in
from desktop.core.errors import ErrorKind, UserError
from desktop.core.translation import MemoryInfo, MemoryUnit, MemoryUse
from desktop.core.words import tr, trn

if TYPE_CHECKING:
    from desktop.store.protocol import StoreLike

_AT_ONCE = 200  # units in one save: others save in between
_TELL_EVERY = 20_000
_HEADS = ("id", "name", "source", "target", "units", "changed_at")


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`memory list|create|import|export|search|rename|delete`."""
    command = commands.add_parser("memory", parents=[common], help="translation memories: TMX in and out")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", parents=[common], help="the memories by name")
    listing.set_defaults(run=run_list)
    create = verbs.add_parser("create", parents=[common], help="an empty memory")
    create.add_argument("name", metavar="NAME")
    create.add_argument(
        "--from", dest="source", metavar="xx", type=language, required=True, help="language of the sources"
    )
    create.add_argument(
        "--to", dest="target", metavar="xx", type=language, required=True, help="language of the translations"
    )
    create.set_defaults(run=run_create)
    bring = verbs.add_parser("import", parents=[common], help="the translations of a file into a memory")
    bring.add_argument("file", metavar="FILE", help="TMX, or any file in two languages")
    bring.add_argument("--memory", metavar="ID", default="", help="id or name; without it a new one named as the file")
    bring.add_argument("--from", dest="source", metavar="xx", type=language, default="", help="language of the sources")
    bring.add_argument(
        "--to", dest="target", metavar="xx", type=language, default="", help="language of the translations"
    )
    bring.set_defaults(run=run_import)
    out = verbs.add_parser("export", parents=[common], help="a memory as TMX")
    out.add_argument("memory", metavar="ID", help="id or name")
    out.add_argument("-o", "--output", metavar="FILE", default="-", help="where to; without it standard output")
    out.set_defaults(run=run_export)
    search = verbs.add_parser("search", parents=[common], help="where words stand, in any form")
    search.add_argument("query", metavar="WORD", nargs="+")
    search.add_argument("--memory", metavar="ID", default="", help="id or name; without it all of them")
    search.add_argument("--limit", type=int, default=50)
    search.set_defaults(run=run_search)
    rename = verbs.add_parser("rename", parents=[common], help="give a memory another name")
    rename.add_argument("memory", metavar="ID", help="id or name")
    rename.add_argument("name", metavar="NAME")
    rename.set_defaults(run=run_rename)
    delete = verbs.add_parser("delete", parents=[common], help="delete a memory with all its units")
    delete.add_argument("memory", metavar="ID", help="id or name")
    delete.set_defaults(run=run_delete)


def run_list(options: argparse.Namespace, context: Context) -> int:
    """The memories by name."""
    del options
    with context.store() as store:
        found = store.memories()
    rows = [tuple(str(getattr(each, head)) for head in _HEADS) for each in found]
    context.answer(
        {"memories": found}, lambda: table(_HEADS, rows) if rows else tr("There is no translation memory yet.")
    )
    return 0


def run_create(options: argparse.Namespace, context: Context) -> int:
    """An empty memory."""
    with context.store() as store:
        made = store.new_memory(options.name, options.source, options.target)
    context.answer(made, lambda: tr("The memory “{name}” has the id {id}.", name=made.name, id=made.id))
    return 0


def run_import(options: argparse.Namespace, context: Context) -> int:
    """Keep the units of a file, a few at a time."""
    path = Path(options.file)
    with context.store() as store:
        known = memory_named(store, options.memory) if options.memory else None
        units, source, target = units_in(path, _pair(options, known))
        memory = known or store.new_memory(_free_name(store, path.stem), source, target)
        read, kept = _keep(store, memory, units, context)
    document = {"memory": memory.id, "name": memory.name, "read": read, "kept": kept}
    context.answer(
        document,
        lambda: trn(
            "{n} unit came or changed in “{name}”.", "{n} units came or changed in “{name}”.", kept, name=memory.name
        ),
    )
    return 0


def _keep(store: StoreLike, memory: MemoryInfo, units: Iterator[MemoryUnit], context: Context) -> tuple[int, int]:
    """How many units there were, and how many of them came or changed."""
    read = kept = 0
    while some := list(islice(units, _AT_ONCE)):
        kept += store.add_units(memory.id, some)
        read += len(some)
        if read % _TELL_EVERY == 0:
            context.say(trn("{n} unit …", "{n} units …", read))
    return read, kept


def _pair(options: argparse.Namespace, known: MemoryInfo | None) -> tuple[str, str]:
    source, target = (known.source, known.target) if known else ("", "")
    return options.source or source, options.target or target


def _free_name(store: StoreLike, name: str) -> str:
    taken = {each.name.casefold() for each in store.memories()}
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name} {number}"
    return found


def run_export(options: argparse.Namespace, context: Context) -> int:
    """A memory as TMX, whole or not at all."""
    from desktop.formats.bitext.new_tmx import tmx_of

    with context.store() as store:
        memory = memory_named(store, options.memory)
        data = tmx_of(all_units(store, memory.id), memory.source, memory.target)
    if options.output == "-":
        sys.stdout.buffer.write(data)
        return 0
    written(Path(options.output), data)
    document = {"memory": memory.id, "output": options.output, "units": memory.units}
    context.answer(document, lambda: tr("Exported to {file}.", file=options.output))
    return 0


def all_units(store: StoreLike, memory: int) -> Iterator[MemoryUnit]:
    """All units of a memory, a thousand at a time."""
    start = 0
    while some := store.memory_units(memory, start, 1000):
        yield from some
        start += len(some)


def written(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises `UserError` for a folder that is not there, `EnvironmentProblem`."""
    from desktop.formats.export import write_bytes

    if not path.absolute().parent.is_dir():
        reason = os.strerror(errno.ENOENT)
        raise UserError(ErrorKind.INPUT, tr("{file} was not written: {reason}.", file=path, reason=reason))
    write_bytes(path, data)


def run_search(options: argparse.Namespace, context: Context) -> int:
    """The units that hold all the words."""
    with context.store() as store:
        memories = [memory_named(store, options.memory)] if options.memory else store.memories()
        uses = [MemoryUse(each.id) for each in memories]
        found = store.concordance(uses, " ".join(options.query), max(0, options.limit))
    rows = [(each.memory, each.source, each.target) for each in found]
    context.answer(
        {"results": found}, lambda: table(("memory", "source", "target"), rows) if rows else tr("Nothing found.")
    )
    return 0


def run_rename(options: argparse.Namespace, context: Context) -> int:
    """Another name."""
    with context.store() as store:
        renamed = store.rename_memory(memory_named(store, options.memory).id, options.name)
    context.answer(renamed, lambda: tr("The memory “{name}” has the id {id}.", name=renamed.name, id=renamed.id))
    return 0


def run_delete(options: argparse.Namespace, context: Context) -> int:
    """Delete for good; only backups still have it."""
    with context.store() as store:
        memory = memory_named(store, options.memory)
        store.delete_memory(memory.id)
    context.answer({"deleted": memory.id, "units": memory.units}, lambda: tr("“{name}” was deleted.", name=memory.name))
    return 0
