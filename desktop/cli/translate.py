"""`copydesk translate`: a file into another language, by a memory and a model; what was done is never done twice."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

from desktop.agents.translating_judging import PLACED
from desktop.checks.bitext.catalogue import check_segments
from desktop.checks.language import detect_language
from desktop.cli.context import Context, read_text
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.review import units_of
from desktop.cli.spending import Calls, left_to_spend
from desktop.cli.translate_choice import FileMemory, by_memory, chosen, state_of, wanted_of
from desktop.cli.translate_journal import Journal, Kept, key_of
from desktop.cli.translation_inputs import language, memory_file, read_bytes, terms_file
from desktop.core.errors import Cancelled, CopydeskError, ErrorKind, UserError
from desktop.core.events import Event, Progress, SegmentTranslated
from desktop.core.finding import Severity
from desktop.core.money import read_amount
from desktop.core.segment import Change, Segment, SegmentState
from desktop.core.settings import MODEL
from desktop.core.term import Term
from desktop.core.translation import TranslationBrief
from desktop.core.translation_finding import SegmentFinding, Surroundings
from desktop.core.words import tr, trn
from desktop.engine.jobs import Emit
from desktop.engine.translation_messages import FailedSegment, Translate, Translated
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.terms_file import read_terms
from desktop.formats.brief_json import read_facts
from desktop.formats.export import write_bytes

_NOTHING = 3


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`translate FILE --to xx -o OUT`."""
    command = commands.add_parser("translate", parents=[common], help="translate a file into another language")
    command.add_argument("file", metavar="FILE", help="XLIFF, TMX, PO, CSV, Markdown, HTML, DOCX, text …")
    command.add_argument(
        "--to", dest="target", metavar="xx", type=language, required=True, help="language of the translation"
    )
    command.add_argument("--from", dest="source", metavar="xx", type=language, default="", help="language of the file")
    command.add_argument("-o", dest="output", metavar="OUT", required=True, help="the translated file")
    command.add_argument("--model", metavar="ID", default="", help="the model that translates")
    command.add_argument(
        "--terms", metavar="FILE", help="terms: TBX, a table with the columns source and target, or a term base"
    )
    command.add_argument(
        "--memory", metavar="FILE", help="translations that are right: TMX, any bilingual file, or a memory"
    )
    command.add_argument("--only", metavar="WHICH", nargs="+", default=[], help="empty, all, or: worse-than N")
    command.add_argument(
        "--instruction", metavar="TEXT", default="", help="how to translate, or to rewrite what is there"
    )
    command.add_argument("--register", choices=["formal", "informal"], default="", help="how the reader is addressed")
    command.add_argument("--facts", metavar="FILE", help="facts that the source rests on, as JSON")
    command.add_argument(
        "--brand", metavar="NAME", action="append", default=[], help="a name that stays; may be repeated"
    )
    command.add_argument("--max-cost", metavar="X", help="what all calls may cost together, in US dollars")
    command.add_argument("--strict", action="store_true", help="exit status 1 when a finding is an error")
    command.set_defaults(run=run)


class _Work(NamedTuple):
    """All that a translation needs to know."""

    data: bytes
    file: Bitext
    source: str
    target: str
    pending: tuple[Segment, ...]
    memory: FileMemory
    terms: tuple[Term, ...]
    brief: TranslationBrief
    instruction: str
    model: str
    key: str


def run(options: argparse.Namespace, context: Context) -> int:
    """Translate, write the file, and say what was done; stopped or failed, what there is waits for the next time."""
    limit = _max_cost(options.max_cost)
    work = _work(options, context)
    output = _output(options, context)
    with Journal(output or context.profile.caches / f"translate-{work.key[:24]}", work.key) as journal:
        for name, target in by_memory(work.pending, work.file.segments, work.memory).items():
            journal.know(Kept(name, target))
        failed: tuple[FailedSegment, ...] = ()
        left = tuple(each for each in work.pending if each.id not in journal.kept)
        if left:
            failed = _translated(work, left, journal, context, limit).failed
        changes = _changes(work, journal)
        _write(output, work.file.written(changes, work.target))
        journal.remove()
    placed = [each for name in changes for each in journal.kept[name].findings]
    return _answer(work, changes, failed, placed, options, context)


def _output(options: argparse.Namespace, context: Context) -> Path | None:
    """Where the file goes; `None` is standard output."""
    if options.output == "-":
        if context.as_json:
            raise UserError(ErrorKind.USAGE, tr("With --json the file cannot go to standard output."))
        context.profile.caches.mkdir(parents=True, exist_ok=True)
        return None
    output = Path(options.output)
    if output.is_dir() or not output.absolute().parent.is_dir():
        raise UserError(ErrorKind.INPUT, tr("{file} cannot be written there.", file=output))
    return output


def _write(output: Path | None, data: bytes) -> None:
    if output is not None:
        write_bytes(output, data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.flush()


def _work(options: argparse.Namespace, context: Context) -> _Work:
    if not options.target.strip():
        raise UserError(
            ErrorKind.USAGE, tr("The languages of the file are not known."), tr("Name them: --from en --to nl.")
        )
    data = read_bytes(options.file)
    file = open_bitext(data, options.file, options.source, options.target)
    source, target = _languages(file, options)
    terms, terms_name = terms_file(options.terms, context, source, target) if options.terms else (b"", "")
    memory, memory_name = memory_file(options.memory, context, source, target) if options.memory else (b"", "")
    facts = read_text(options.facts) if options.facts else ""
    wanted = wanted_of(options.only)
    found_terms = read_terms(terms, terms_name, source, target) if terms else ()
    ledger = read_facts(facts, options.facts).facts if facts else ()
    rewrites = wanted.all or wanted.worse is not None
    brief = TranslationBrief(
        register=options.register,
        notes="" if rewrites else options.instruction,
        brands=tuple(options.brand),
        facts=ledger,
    )
    around = Surroundings(found_terms, brief.brands, ledger, brief.register)
    model = options.model or context.settings.get(MODEL)
    settings = (options.only, options.instruction, options.register, options.brand)
    key = key_of((data, source, target, model, terms, memory, facts, repr(settings)))
    return _Work(
        data,
        file,
        source,
        target,
        chosen(file.segments, wanted, source, target, around),
        FileMemory(open_bitext(memory, memory_name, source, target).segments if memory else ()),
        found_terms,
        brief,
        options.instruction if rewrites else "",
        model,
        key,
    )


def _languages(file: Bitext, options: argparse.Namespace) -> tuple[str, str]:
    """The languages of the work. Raises `UserError` for a file whose targets are in another language."""
    named = file.languages.target
    if named and _plain(named) != _plain(options.target):
        wanted = options.target
        message = tr(
            "{file} is translated into “{there}”, not “{wanted}”.", file=options.file, there=named, wanted=wanted
        )
        raise UserError(ErrorKind.INPUT, message, tr("Name the language of the file with --to, or take another file."))
    source = options.source or file.languages.source
    if not source:
        source = detect_language("\n".join(each.source.words for each in file.segments[:50])) or "en"
    return source, options.target


def _plain(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]


def _translated(
    work: _Work, left: tuple[Segment, ...], journal: Journal, context: Context, max_cost: float | None
) -> Translated:
    """Have the rest translated, each segment kept as it comes. Raises what ended it before its end."""
    limits = [each for each in (max_cost, left_to_spend(context, work.model)) if each is not None]
    request = Translate(
        left,
        work.source,
        work.target,
        _around(work, journal),
        work.brief,
        work.terms,
        work.memory.matches(left),
        work.model,
        work.instruction,
        max_cost=min(limits, default=None),
    )
    calls = Calls()

    def hear(event: Event) -> None:
        if isinstance(event, SegmentTranslated):
            journal.add(_kept(event))
        elif isinstance(event, Progress) and not context.as_json and sys.stderr.isatty():
            context.say(f"{event.message} {event.done:.0f}/{event.total:.0f}" if event.total else event.message)

    try:
        made, stopped = asyncio.run(_ask(request, context, calls.hearing(hear)))
    finally:
        calls.keep(context)
    if stopped:
        raise Cancelled
    if made.error is not None:
        raise CopydeskError.from_problem(made.error)
    return made


def _kept(event: SegmentTranslated) -> Kept:
    """What is kept of a translation: what the checks say of it they will say again, except of what a rule put in."""
    placed = tuple(each for each in event.findings if each.check == PLACED and each.severity is Severity.WARNING)
    return Kept(event.segment, event.target, event.model, event.draft, event.repairs, placed)


async def _ask(request: Translate, context: Context, hear: Emit) -> tuple[Translated, bool]:
    async with engine_session(context) as engine:
        task = asyncio.ensure_future(engine.translating.translate(request, hear))
        with interrupted_by(task) as interruption:
            try:
                made = await task
            except asyncio.CancelledError:
                raise Cancelled from None
        return made, interruption.happened


def _around(work: _Work, journal: Journal) -> tuple[Segment, ...]:
    """The file with what is translated by now."""
    return tuple(
        msgspec.structs.replace(each, target=kept.target, state=SegmentState.TRANSLATED)
        if (kept := journal.kept.get(each.id)) is not None and not kept.draft
        else each
        for each in work.file.segments
    )


def _changes(work: _Work, journal: Journal) -> dict[str, Change]:
    names = {each.id for each in work.pending}
    return {
        name: Change(kept.target, state_of(draft=kept.draft)) for name, kept in journal.kept.items() if name in names
    }


def _answer(
    work: _Work,
    changes: dict[str, Change],
    failed: tuple[FailedSegment, ...],
    placed: list[SegmentFinding],
    options: argparse.Namespace,
    context: Context,
) -> int:
    done = [
        msgspec.structs.replace(each, target=changes[each.id].target) if each.id in changes else each
        for each in work.file.segments
    ]
    around = Surroundings(work.terms, work.brief.brands, work.brief.facts, work.brief.register, work.memory.known)
    order = {each.id: place for place, each in enumerate(done)}
    found = [*check_segments(done, work.source, work.target, around), *placed]
    findings = sorted(found, key=lambda each: order[each.segment])
    units = units_of(work.file.segments)
    document = {
        "segments": len(done),
        "translated": len(changes),
        "skipped": len(done) - len(changes) - len(failed),
        "failed": [msgspec.structs.replace(each, segment=units.get(each.segment, each.segment)) for each in failed],
        "findings": [msgspec.structs.replace(each, segment=units.get(each.segment, each.segment)) for each in findings],
        "output": options.output,
    }
    if options.output == "-":
        context.say(_text(changes, failed, findings, options.output))
    else:
        context.answer(document, lambda: _text(changes, failed, findings, options.output))
    if failed and not changes:
        return _NOTHING
    return int(options.strict and any(each.severity is Severity.ERROR for each in findings))


def _text(
    changes: dict[str, Change], failed: tuple[FailedSegment, ...], findings: list[SegmentFinding], output: str
) -> str:
    lines = [f"✗ {each.segment}: {each.reason}" for each in failed]
    count = trn("{n} segment translated", "{n} segments translated", len(changes))
    told = trn("{n} finding", "{n} findings", len(findings))
    return "\n".join([*lines, f"{count}, {told} → {output}"])


def _max_cost(text: str | None) -> float | None:
    amount = read_amount(text) if text is not None else None
    if text is not None and amount is None:
        raise UserError(ErrorKind.USAGE, tr("--max-cost is an amount in US dollars, such as 0.05."))
    return amount
