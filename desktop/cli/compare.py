"""`copydesk compare`: texts from elsewhere side by side: what differs, what all say, and what the checks say."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from desktop.checks.comparison_page import comparison_page
from desktop.checks.difference import difference
from desktop.checks.ease import ease_of
from desktop.checks.language import detect_language
from desktop.checks.measured import measured
from desktop.checks.report import check_copy
from desktop.checks.shared import shared
from desktop.cli.context import Context
from desktop.cli.input_files import add_text_options, load_copy, with_options
from desktop.core.brief import Brief, Kind
from desktop.core.checking import CheckOptions, chosen_options
from desktop.core.comparison import ColumnKey, Compared, letter_of
from desktop.core.errors import ErrorKind, UserError
from desktop.core.finding import Severity, Verdict
from desktop.core.moment import timestamp
from desktop.core.words import tr
from desktop.formats.ads_sheet import SHEETS, ads_sheet
from desktop.formats.comparison_html import comparison_html
from desktop.formats.comparison_sheet import comparison_sheet
from desktop.formats.comparison_text import comparison_csv, comparison_markdown
from desktop.formats.export import write_bytes, write_whole

_LEAST = 2


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`compare FILE FILE …`."""
    command = commands.add_parser("compare", parents=[common], help="put texts side by side")
    command.add_argument("files", metavar="FILE", nargs="+", help="a copy as JSON, or plain text; - is standard input")
    command.add_argument("--kind", choices=[Kind.PRODUCT.value, Kind.MAIL.value, Kind.BLOG.value], default="product")
    command.add_argument("--base", metavar="N", type=int, default=1, help="the file that the others are compared with")
    command.add_argument("--ads", choices=SHEETS, help="with -o: a table of advertisements instead of a page")
    command.add_argument("-o", "--output", metavar="FILE", help="ends in .html, .md, .csv or .xlsx")
    add_text_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Compare the files; with `-o` the comparison is written to a file as well."""
    if len(options.files) < _LEAST:
        raise UserError(ErrorKind.USAGE, tr("There is nothing to compare with."), tr("Name two files or more."))
    if not 1 <= options.base <= len(options.files):
        raise UserError(ErrorKind.USAGE, tr("--base is the number of a file, from 1 to {n}.", n=len(options.files)))
    brief = with_options(Brief(kind=Kind(options.kind)), options, any_language=True)
    chosen = msgspec.structs.replace(chosen_options(context.settings, context.profile), policies=())
    columns = [_column(place, name, brief, chosen) for place, name in enumerate(options.files)]
    base = columns[options.base - 1]
    document: dict[str, object] = {
        "base": base.letter,
        "texts": [_text(each, name) for each, name in zip(columns, options.files, strict=True)],
        "differences": {each.letter: _differences(base, each) for each in columns if each is not base},
        "shared": _shared(columns),
    }
    if options.output:
        document["output"] = options.output
        document["remarks"] = _write(columns, base, Path(options.output), options.ads or "")
    context.answer(document, lambda: _for_people(columns, base))
    errors = any(column.findings(Severity.ERROR) for column in columns)
    return int(options.strict and errors)


def _column(place: int, name: str, brief: Brief, options: CheckOptions) -> Compared:
    copy = load_copy(name)
    if not brief.language:
        language = detect_language("\n".join(text for _, text in copy.addressed()))
        brief = msgspec.structs.replace(brief, language=language)
    report = check_copy(copy, brief, channels=brief.channels, options=options)
    letter = letter_of(place)
    measures = measured(copy, brief.channels)
    return Compared(ColumnKey(letter), letter, name, copy, brief, report=report, measures=measures)


def _text(column: Compared, name: str) -> dict[str, object]:
    report = column.report
    found: dict[str, object] = {
        "letter": column.letter,
        "file": name,
        "language": column.brief.language,
        "fields": msgspec.to_builtins(column.copy.fields),
        "words": column.words,
        "measures": msgspec.to_builtins(column.measures),
    }
    if report is not None:
        for part in ("findings", "claims", "forgotten", "metrics"):
            found[part] = msgspec.to_builtins(getattr(report, part))
        found["ease"] = msgspec.to_builtins(ease_of(report.metrics))
    return found


def _differences(base: Compared, other: Compared) -> dict[str, object]:
    names = dict.fromkeys([*base.copy.fields, *other.copy.fields])
    return {name: msgspec.to_builtins(difference(base.copy.text(name), other.copy.text(name))) for name in names}


def _shared(columns: list[Compared]) -> dict[str, list[str]]:
    """What all of them say, by field."""
    found = {}
    for name in columns[0].copy.fields:
        texts = [column.copy.text(name) for column in columns]
        found[name] = [texts[0][start:end] for start, end in shared(texts)[0]]
    return found


def _write(columns: list[Compared], base: Compared, path: Path, ads: str) -> list[str]:
    """Write the file by its ending; returns what was left out of it, as sentences."""
    page = comparison_page(columns, path.stem, base=base.key, made_at=timestamp()[:10])
    ending = path.suffix.lower()
    if ads:
        if ending != ".csv":
            raise UserError(ErrorKind.USAGE, tr("A table of advertisements is a .csv file."))
        sheet = ads_sheet(page, ads)
        write_whole(path, sheet.csv)
        return list(sheet.remarks)
    texts = {".html": comparison_html, ".md": comparison_markdown, ".csv": comparison_csv}
    if ending == ".xlsx":
        write_bytes(path, comparison_sheet(page))
    elif ending in texts:
        write_whole(path, texts[ending](page))
    else:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("Files ending in {ending} cannot be written.", ending=path.suffix or tr("nothing")),
            tr("These can: {endings}.", endings=", ".join([*texts, ".xlsx"])),
        )
    return []


def _for_people(columns: list[Compared], base: Compared) -> str:
    """A line of figures for each text, then what is different from the base."""
    lines = []
    for column in columns:
        counts = [
            tr("{n} supported", n=column.claims(Verdict.SUPPORTED)),
            tr("{n} contradicted", n=column.claims(Verdict.CONTRADICTED)),
            tr("{n} unsupported", n=column.claims(Verdict.UNSUPPORTED)),
            tr("{n} errors", n=column.findings(Severity.ERROR)),
        ]
        lines.append(f"{column.letter}  {column.label}  {column.words}  {', '.join(counts)}")
    for column in columns:
        if column is base:
            continue
        lines.append(f"\n── {base.letter} → {column.letter}")
        for name in dict.fromkeys([*base.copy.fields, *column.copy.fields]):
            marks = {"same": "{}", "add": "[+{}+]", "delete": "[-{}-]"}
            pieces = difference(base.copy.text(name), column.copy.text(name))
            text = "".join(marks[piece.op].format(piece.text) for piece in pieces)
            lines.append(f"[{name}] {text}")
    return "\n".join(lines)
