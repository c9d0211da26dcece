"""`copydesk check`: what the checks and the fact ledger say of texts; a model only where one is named."""

from __future__ import annotations

import argparse

import msgspec

from desktop.checks.grammar.proofread import proofread_copy
from desktop.checks.language import language_of_copy
from desktop.checks.policies.load import require_packs
from desktop.checks.report import in_order
from desktop.cli.context import Context
from desktop.cli.input_files import add_text_options, load_copy, with_options
from desktop.cli.judging import judge
from desktop.cli.mail_files import MailFile, load_mail
from desktop.cli.post_files import load_post
from desktop.core.brief import LANGUAGES, Brief, Kind
from desktop.core.checking import CheckOptions, chosen_options
from desktop.core.copy import Copy
from desktop.core.errors import EXIT_STATUS, CopydeskError
from desktop.core.finding import CheckReport, Severity
from desktop.core.settings import GRAMMAR
from desktop.core.words import tr
from desktop.engine.mail_checking import check_draft, spam_findings

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_SHOWN = ("findings", "claims", "forgotten", "metrics")
"""What of a report is printed; the rest is for a window."""
_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


class _Wanted(msgspec.Struct, frozen=True):
    """What every file of one call is checked by."""

    brief: Brief
    options: CheckOptions
    grammar: bool
    judge: str


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`check product|mail|blog FILE …`."""
    command = commands.add_parser("check", parents=[common], help="check texts against facts, channels and policies")
    command.add_argument("kind", choices=[Kind.PRODUCT.value, Kind.MAIL.value, Kind.BLOG.value])
    command.add_argument("files", metavar="FILE", nargs="+", help="a copy as JSON, or a text; - is standard input")
    command.add_argument("--policy", metavar="ID", action="append", default=[], help="a policy pack; may be repeated")
    command.add_argument("--judge", metavar="MODEL", default="", help="a model for what the rules leave open")
    command.add_argument("--keyphrase", metavar="TEXT", default="", help="what a post should be found by")
    add_text_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Check each file; several are answered together, and the exit status is the highest of them."""
    brief = with_options(Brief(kind=Kind(options.kind), keyphrase=options.keyphrase), options, any_language=True)
    chosen = chosen_options(context.settings, context.profile)
    chosen = msgspec.structs.replace(chosen, policies=tuple(dict.fromkeys(options.policy)))
    require_packs(chosen.policies, chosen.packs_folder)
    wanted = _Wanted(brief, chosen, context.settings.get(GRAMMAR), options.judge)
    if brief.language and brief.language not in LANGUAGES:
        context.say(tr("{language}: only the checks that do not depend on the language.", language=brief.language))
    if len(options.files) == 1:
        text = _load(options.files[0], brief)
        report = _report(text, wanted, context)
        context.answer(_document(report, text), lambda: as_text(report))
        return status_of(report, strict=options.strict)
    documents: list[dict[str, object]] = []
    texts: list[str] = []
    status = 0
    for name in options.files:
        try:
            text = _load(name, brief)
            report = _report(text, wanted, context)
        except CopydeskError as error:
            problem = error.problem
            found = {"kind": problem.kind.value, "message": problem.message, "hint": problem.hint}
            documents.append({"file": name, "error": found})
            texts.append(f"{name}: {problem.message}")
            status = max(status, EXIT_STATUS[problem.kind])
            continue
        documents.append({"file": name, **_document(report, text)})
        texts.append(f"{name}\n{as_text(report)}")
        status = max(status, status_of(report, strict=options.strict))
    context.answer({"files": documents}, lambda: "\n\n".join(texts))
    return status


def _load(name: str, brief: Brief) -> MailFile:
    if brief.kind is Kind.MAIL:
        return load_mail(name, brief)
    return load_post(name, brief) if brief.kind is Kind.BLOG else MailFile(brief, load_copy(name))


def _document(report: CheckReport, text: MailFile) -> dict[str, object]:
    document = {part: msgspec.to_builtins(getattr(report, part)) for part in _SHOWN}
    return {**document, "fields": msgspec.to_builtins(text.copy.fields)} if text.is_read else document


def _report(text: MailFile, wanted: _Wanted, context: Context) -> CheckReport:
    brief, copy = text.brief, text.copy
    if brief.facts and not brief.language and not language_of_copy(copy):
        context.say(
            tr("The language is not known, so no claim was compared with the facts. Name it with --lang: en, nl or sv.")
        )
    if wanted.judge:
        brief = judge(copy, brief, wanted.judge, context)
    if brief.kind is Kind.BLOG:
        return _report_of_post(copy, brief, wanted)
    report = check_draft(copy, brief, channels=brief.channels, options=wanted.options, sent=text.sent)
    slower = spam_findings(copy, brief, wanted.options, sent=text.sent)
    if wanted.grammar:
        slower += proofread_copy(copy, brief, wanted.options)
    return msgspec.structs.replace(report, findings=in_order((*report.findings, *slower), copy))


def _report_of_post(copy: Copy, brief: Brief, wanted: _Wanted) -> CheckReport:
    """The report of a post, within the time that its length needs; `UserError` (input) for one that needs more."""
    from desktop.cli.bounded import bounded
    from desktop.engine.engine import PROOFREAD_S, check_seconds
    from desktop.engine.post_messages import CheckPost

    seconds = check_seconds(copy, len(brief.facts)) + (PROOFREAD_S if wanted.grammar else 0)
    return bounded("post.check", CheckPost(copy, brief, wanted.options, wanted.grammar), CheckReport, seconds=seconds)


def status_of(report: CheckReport, *, strict: bool) -> int:
    """1 when strictness was asked for and a finding is an error, else 0."""
    return int(strict and any(finding.severity is Severity.ERROR for finding in report.findings))


def as_text(report: CheckReport) -> str:
    """The report for people, worst first."""
    lines = []
    for finding in sorted(report.findings, key=lambda each: _ORDER.index(each.severity)):
        quoted = f" “{finding.text[:60]}”" if finding.text else ""
        lines.append(f"{_MARKS[finding.severity]} {finding.field}{quoted}: {finding.message}")
    if report.forgotten:
        lines.append(tr("Must be mentioned and is not: {facts}", facts=", ".join(report.forgotten)))
    return "\n".join(lines) or tr("Nothing to remark.")
