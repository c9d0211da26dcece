"""`copydesk terms`: term bases: what there are, TBX and tables in and out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from desktop.cli.context import Context
from desktop.cli.memory import written
from desktop.cli.table import table
from desktop.cli.translation_inputs import language, term_base_named
from desktop.core.errors import ErrorKind, UserError
from desktop.core.term import Term
from desktop.core.words import tr, trn
from desktop.formats.bitext.terms_file import read_terms


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`terms list|import|export|delete`."""
    command = commands.add_parser("terms", parents=[common], help="term bases: TBX and tables in and out")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", parents=[common], help="the term bases, or the terms of one")
    listing.add_argument("base", metavar="ID", nargs="?", default="", help="id or name")
    listing.set_defaults(run=run_list)
    bring = verbs.add_parser("import", parents=[common], help="the terms of a file into a term base")
    bring.add_argument("file", metavar="FILE", help="TBX, or a table with the columns source and target")
    bring.add_argument("--base", metavar="ID", default="", help="id or name; without it one named as the file")
    bring.add_argument(
        "--from", dest="source", metavar="xx", type=language, required=True, help="language of the sources"
    )
    bring.add_argument(
        "--to", dest="target", metavar="xx", type=language, required=True, help="language of the translations"
    )
    bring.set_defaults(run=run_import)
    out = verbs.add_parser("export", parents=[common], help="a term base as TBX or as a table")
    out.add_argument("base", metavar="ID", help="id or name")
    out.add_argument(
        "-o", "--output", metavar="FILE", default="-", help=".tbx or .csv; without it TBX to standard output"
    )
    out.add_argument("--from", dest="source", metavar="xx", type=language, default="", help="language of the sources")
    out.add_argument(
        "--to", dest="target", metavar="xx", type=language, default="", help="language of the translations"
    )
    out.set_defaults(run=run_export)
    delete = verbs.add_parser("delete", parents=[common], help="delete a term base with all its terms")
    delete.add_argument("base", metavar="ID", help="id or name")
    delete.set_defaults(run=run_delete)


def run_list(options: argparse.Namespace, context: Context) -> int:
    """The bases, or the terms of one of them."""
    with context.store() as store:
        bases = store.term_bases()
        terms = store.terms(term_base_named(store, options.base).id) if options.base else []
    if options.base:
        heads = ("source", "target", "forbidden", "definition")
        rows = [(each.source, each.target, " | ".join(each.forbidden), each.definition) for each in terms]
        context.answer({"terms": terms}, lambda: table(heads, rows) if rows else tr("There are no terms in it."))
        return 0
    lines = [(str(each.id), each.name, str(each.terms)) for each in bases]
    context.answer(
        {"term_bases": bases},
        lambda: table(("id", "name", "terms"), lines) if lines else tr("There is no term base yet."),
    )
    return 0


def run_import(options: argparse.Namespace, context: Context) -> int:
    """Keep the terms that are new."""
    path = Path(options.file)
    if not path.is_file():
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=options.file))
    found = read_terms(path.read_bytes(), options.file, options.source, options.target)
    terms = [_with_languages(each, options.source, options.target) for each in found]
    with context.store() as store:
        named = [each for each in store.term_bases() if each.name.casefold() == path.stem.casefold()]
        if options.base:
            base = term_base_named(store, options.base)
        else:
            base = named[0] if named else store.new_term_base(path.stem)
        kept = store.put_terms(base.id, terms)
    document = {"term_base": base.id, "name": base.name, "read": len(terms), "kept": kept}
    context.answer(
        document, lambda: trn("{n} term came into “{name}”.", "{n} terms came into “{name}”.", kept, name=base.name)
    )
    return 0


def _with_languages(term: Term, source: str, target: str) -> Term:
    return msgspec.structs.replace(
        term, source_language=term.source_language or source, target_language=term.target_language or target
    )


def run_export(options: argparse.Namespace, context: Context) -> int:
    """A base as TBX, or as a table where the file is called so."""
    from desktop.formats.bitext.new_table import terms_csv

    with context.store() as store:
        base = term_base_named(store, options.base)
        terms = store.terms(base.id, options.source, options.target)
    source = options.source or next((each.source_language for each in terms if each.source_language), "")
    target = options.target or next((each.target_language for each in terms if each.target_language), "")
    if options.output.lower().endswith(".csv"):
        data = terms_csv(terms)
    else:
        from desktop.formats.bitext.new_tbx import tbx_of

        data = tbx_of(terms, source or "und", target or "und")
    if options.output == "-":
        sys.stdout.buffer.write(data)
        return 0
    written(Path(options.output), data)
    document = {"term_base": base.id, "output": options.output, "terms": len(terms)}
    context.answer(document, lambda: tr("Exported to {file}.", file=options.output))
    return 0


def run_delete(options: argparse.Namespace, context: Context) -> int:
    """Delete for good; only backups still have it."""
    with context.store() as store:
        base = term_base_named(store, options.base)
        store.delete_term_base(base.id)
    context.answer({"deleted": base.id, "terms": base.terms}, lambda: tr("“{name}” was deleted.", name=base.name))
    return 0
