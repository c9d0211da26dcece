"""`copydesk review`: what the checks say of a file in two languages; no model."""

from __future__ import annotations

import argparse

import msgspec

from desktop.checks.bitext.catalogue import check_segments, score
from desktop.checks.bitext.pair import SegmentFinding, Surroundings
from desktop.cli.context import Context, read_text
from desktop.cli.translation_inputs import language, memory_file, read_bytes, terms_file
from desktop.core.errors import ErrorKind, UserError
from desktop.core.finding import Severity
from desktop.core.segment import Segment
from desktop.core.words import tr, trn
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.terms_file import read_terms
from desktop.formats.brief_json import read_facts

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`review FILE`."""
    command = commands.add_parser("review", parents=[common], help="check a translated file: XLIFF, TMX, PO or CSV")
    command.add_argument("file", metavar="FILE", help="the file; - is standard input, as XLIFF or TMX")
    command.add_argument(
        "--from", dest="source", metavar="xx", type=language, default="", help="language of the sources"
    )
    command.add_argument(
        "--to", dest="target", metavar="xx", type=language, default="", help="language of the translations"
    )
    command.add_argument("--facts", metavar="FILE", help="facts that the source rests on, as JSON")
    command.add_argument(
        "--terms", metavar="FILE", help="terms: TBX, a table with the columns source and target, or a term base"
    )
    command.add_argument(
        "--memory", metavar="FILE", help="translations that are right: TMX, any bilingual file, or a memory"
    )
    command.add_argument(
        "--brand", metavar="NAME", action="append", default=[], help="a name that stays; may be repeated"
    )
    command.add_argument("--strict", action="store_true", help="exit status 1 when a finding is an error")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the findings of all segments, in the order of the file."""
    file = open_bitext(read_bytes(options.file), options.file, options.source, options.target)
    source, target = options.source or file.languages.source or "en", options.target or file.languages.target
    if not target:
        message = tr("{file} does not say its languages.", file=options.file)
        raise UserError(ErrorKind.INPUT, message, tr("Name them: --from en --to nl."))
    around = Surroundings(
        terms=read_terms(*terms_file(options.terms, context, source, target), source, target) if options.terms else (),
        brands=tuple(options.brand),
        facts=read_facts(read_text(options.facts), options.facts).facts if options.facts else (),
        known=_known(open_bitext(*memory_file(options.memory, context, source, target), source, target))
        if options.memory
        else {},
    )
    findings = check_segments(file.segments, source, target, around)
    words = sum(len(segment.source.words.split()) for segment in file.segments)
    units = units_of(file.segments)
    document = {
        "languages": {"source": source, "target": target},
        "segments": len(file.segments),
        "findings": [msgspec.structs.replace(each, segment=units.get(each.segment, each.segment)) for each in findings],
        "score": score(findings, words),
    }
    context.answer(document, lambda: _text(file, findings, score(findings, words)))
    return int(options.strict and any(each.severity is Severity.ERROR for each in findings))


def _known(memory: Bitext) -> dict[str, str]:
    """The translations of a memory by their sources, without tags; the last one of several counts."""
    return {
        each.source.words.strip(): each.target.words.strip() for each in memory.segments if not each.target.is_empty
    }


def units_of(segments: tuple[Segment, ...]) -> dict[str, str]:
    """Each segment's id with that of its unit, as other programs know it, where only one segment bears it."""
    count: dict[str, int] = {}
    for segment in segments:
        count[segment.unit] = count.get(segment.unit, 0) + 1
    return {segment.id: segment.unit for segment in segments if segment.unit and count[segment.unit] == 1}


def _text(file: Bitext, findings: list[SegmentFinding], points: float) -> str:
    lines = [
        f"{_MARKS[each.severity]} {each.segment} · {each.check}: {each.message}" for each in findings
    ]  # fmt: skip
    count = trn("{n} segment", "{n} segments", len(file.segments))
    told = trn("{n} finding", "{n} findings", len(findings))
    return "\n".join([*lines, f"{count}, {told}, {points:g}/100"])
