"""`copydesk convert` between files in two languages, lists of terms, and tables for people without the program."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.context import Context
from desktop.cli.translation_inputs import read_bytes
from desktop.core.errors import ErrorKind, UserError
from desktop.core.segment import Change, SegmentState
from desktop.core.words import tr, trn
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.opening import BILINGUAL, open_bitext

_XLIFF = (".xlf", ".xliff")
_NEW = (*_XLIFF, ".tmx", ".po", ".xlsx")
_TERMS = ".tbx"


def is_bitext(name: str, out: str, beside: str | None = None) -> bool:
    """Whether these are files of translations or terms; everything else is a post, unless a translation lies beside."""
    if beside:
        return True
    given, wanted = Path(name).suffix.lower(), Path(out).suffix.lower()
    return given in BILINGUAL or _TERMS in (given, wanted) or wanted in _NEW or (given == ".txt" and wanted == ".csv")


def convert(options: argparse.Namespace, context: Context) -> int:
    """Write the file whole or not at all. Raises `UserError` for what cannot be."""
    from desktop.formats.export import write_bytes

    given, path = Path(options.input), Path(options.output)
    if given.exists() and path.exists() and given.samefile(path):
        raise UserError(ErrorKind.INPUT, tr("A file is not written over itself."), tr("Name another file."))
    data = _read(given)
    notes: list[str] = []
    if _TERMS in (given.suffix.lower(), path.suffix.lower()):
        content, count = _terms(options, data, given, path)
        told = trn("{n} term", "{n} terms", count)
    else:
        bitext = open_bitext(data, given.name, options.source, options.target, _mapping(options.columns))
        if options.beside:
            bitext = _aligned(options, bitext, notes)
        count = len(bitext.segments)
        told = trn("{n} segment", "{n} segments", count)
        content = (
            _changed(options, bitext, given, path, notes)
            if options.changes
            else _written(options, bitext, given, path, notes)
        )
    write_bytes(path, content)
    for note in notes:
        context.say(note)
    answer = {"output": str(path), "files": [str(path)], "count": count, "notes": notes}
    context.answer(answer, lambda: tr("Exported to {file}: {what}.", file=path, what=told))
    return 0


def _read(path: Path) -> bytes:
    return read_bytes(str(path))


def _aligned(options: argparse.Namespace, source: Bitext, notes: list[str]) -> Bitext:
    """The file beside its translation, segment by segment."""
    from desktop.formats.bitext.aligned import AlignedPair

    target = open_bitext(_read(Path(options.beside)), Path(options.beside).name, options.target)
    pair = AlignedPair(
        source, target, (options.source or source.languages.source, options.target or target.languages.source)
    )
    alone = sum(not each.source or not each.target for each in pair.pairs)
    if alone:
        notes.append(
            trn("{n} segment stands in one of the files only.", "{n} segments stand in one of the files only.", alone)
        )
    return pair


def _mapping(columns: str) -> dict[str, str]:
    """`source=B,target=C` as a mapping. Raises `UserError` for what is none."""
    mapping = {}
    for part in (each for each in columns.split(",") if each.strip()):
        what, sign, column = part.partition("=")
        if not sign or what.strip() not in ("source", "target", "id", "state", "note", "sheet", "heads"):
            raise UserError(
                ErrorKind.USAGE,
                tr("“{part}” does not say which column holds what.", part=part.strip()),
                tr("Write it as source=B,target=C,id=A."),
            )
        mapping[what.strip()] = column.strip()
    return mapping


def _written(options: argparse.Namespace, bitext: Bitext, given: Path, path: Path, notes: list[str]) -> bytes:
    """The segments as a file of the kind that the name of `path` says; of the same kind it goes out as it came in."""
    from desktop.formats.bilingual_table import rows_of, table_docx, table_html
    from desktop.formats.bitext.new_po import po_of
    from desktop.formats.bitext.new_table import csv_of, xlsx_of
    from desktop.formats.bitext.new_tmx import tmx_of_bitext
    from desktop.formats.bitext.new_xliff import xliff_of

    kinds = [".xlf" if each.suffix.lower() == ".xliff" else each.suffix.lower() for each in (given, path)]
    if kinds[0] == kinds[1] and not options.xliff and not options.beside:
        return bitext.written({})
    source = options.source or bitext.languages.source
    target = options.target or bitext.languages.target
    pair = (source, target)
    makers: dict[str, Callable[[], bytes]] = {
        **dict.fromkeys(_XLIFF, lambda: xliff_of(bitext, source, target, options.xliff or "2.1", given.name)),
        ".tmx": lambda: tmx_of_bitext(bitext, *_both(pair)),
        ".po": lambda: po_of(bitext, *_both(pair)),
        ".csv": lambda: csv_of(bitext),
        ".xlsx": lambda: xlsx_of(bitext),
        ".docx": lambda: table_docx(rows_of(bitext.segments), pair, given.name),
        ".html": lambda: table_html(rows_of(bitext.segments), pair, given.name),
    }
    maker = makers.get(path.suffix.lower())
    if maker is None:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("A translation cannot be written as {kind}.", kind=path.suffix or tr("a file without an ending")),
            tr("Known are {names}.", names=", ".join(makers)),
        )
    empty = sum(each.target.is_empty for each in bitext.segments)
    if path.suffix.lower() == ".tmx" and empty:
        notes.append(
            trn(
                "{n} segment has no translation and is left out.",
                "{n} segments have no translation and are left out.",
                empty,
            )
        )
    return maker()


def _both(pair: tuple[str, str]) -> tuple[str, str]:
    if not all(pair):
        raise UserError(
            ErrorKind.INPUT, tr("The languages of the file are not known."), tr("Name them: --from en --to nl.")
        )
    return pair


def _changed(options: argparse.Namespace, bitext: Bitext, given: Path, path: Path, notes: list[str]) -> bytes:
    """The file itself, with what came back in a table."""
    from desktop.formats.bilingual_table_reading import bring_back, read_returned

    if given.suffix.lower() != path.suffix.lower():
        raise UserError(
            ErrorKind.USAGE,
            tr("With changes a file stays of its kind: {kind}.", kind=given.suffix),
            tr("Convert it afterwards."),
        )
    came = bring_back(read_returned(_read(Path(options.changes)), Path(options.changes).name), bitext.segments)
    notes += [*came.notes, *(f"{name}: {words}" for name, words in came.comments.items())]
    states = {each.id: each.state for each in bitext.segments}
    changes = {name: Change(text, _state(states[name], empty=text.is_empty)) for name, text in came.targets.items()}
    notes.append(trn("{n} target changed.", "{n} targets changed.", len(changes)))
    return bitext.written(changes, options.target)


def _state(state: SegmentState, *, empty: bool) -> SegmentState:
    if empty:
        return SegmentState.UNTRANSLATED
    return SegmentState.TRANSLATED if state is SegmentState.UNTRANSLATED else state


def _terms(options: argparse.Namespace, data: bytes, given: Path, path: Path) -> tuple[bytes, int]:
    from desktop.formats.bitext.new_table import terms_csv
    from desktop.formats.bitext.new_tbx import tbx_of
    from desktop.formats.bitext.terms_file import read_terms

    source, target = _both((options.source, options.target))
    terms = read_terms(data, given.name, source, target)
    if not terms:
        raise UserError(ErrorKind.INPUT, tr("{file} holds no terms of these languages.", file=given.name))
    if path.suffix.lower() == _TERMS:
        return tbx_of(terms, source, target), len(terms)
    if path.suffix.lower() == ".csv":
        return terms_csv(terms), len(terms)
    raise UserError(
        ErrorKind.UNSUPPORTED, tr("Terms cannot be written as {kind}.", kind=path.suffix), tr("Known are TBX and CSV.")
    )
