"""`copydesk check`: what the checks say of texts, without a model."""

from __future__ import annotations

import argparse

import msgspec

from desktop.checks.report import check_copy
from desktop.cli.context import Context
from desktop.cli.input_files import add_text_options, load_copy, with_options
from desktop.core.brief import LANGUAGES, Brief, Kind
from desktop.core.errors import EXIT_STATUS, CopydeskError
from desktop.core.finding import CheckReport, Severity
from desktop.core.words import tr


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`check product|mail|blog FILE …`."""
    command = commands.add_parser("check", parents=[common], help="check texts against channels and facts")
    command.add_argument("kind", choices=[Kind.PRODUCT.value, Kind.MAIL.value, Kind.BLOG.value])
    command.add_argument("files", metavar="FILE", nargs="+", help="a copy as JSON, or plain text; - is standard input")
    add_text_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Check each file; several are answered together, and the exit status is the highest of them."""
    brief = with_options(Brief(kind=Kind(options.kind)), options, any_language=True)
    if brief.language and brief.language not in LANGUAGES:
        context.say(tr("{language}: only the checks that do not depend on the language.", language=brief.language))
    if len(options.files) == 1:
        report = check_copy(load_copy(options.files[0]), brief, channels=brief.channels)
        context.answer(report, lambda: as_text(report))
        return status_of(report, strict=options.strict)
    documents: list[dict[str, object]] = []
    texts: list[str] = []
    status = 0
    for name in options.files:
        try:
            report = check_copy(load_copy(name), brief, channels=brief.channels)
        except CopydeskError as error:
            problem = error.problem
            found = {"kind": problem.kind.value, "message": problem.message, "hint": problem.hint}
            documents.append({"file": name, "error": found})
            texts.append(f"{name}: {problem.message}")
            status = max(status, EXIT_STATUS[problem.kind])
            continue
        documents.append({"file": name, **msgspec.to_builtins(report)})
        texts.append(f"{name}\n{as_text(report)}")
        status = max(status, status_of(report, strict=options.strict))
    context.answer({"files": documents}, lambda: "\n\n".join(texts))
    return status


def status_of(report: CheckReport, *, strict: bool) -> int:
    """1 when strictness was asked for and a finding is an error, else 0."""
    return int(strict and any(finding.severity is Severity.ERROR for finding in report.findings))


def as_text(report: CheckReport) -> str:
    """The report for people, worst first."""
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    lines = []
    for finding in sorted(report.findings, key=lambda each: order.index(each.severity)):
        mark = {"error": "✗", "warning": "!", "info": "·"}[finding.severity]
        quoted = f" “{finding.text[:60]}”" if finding.text else ""
        lines.append(f"{mark} {finding.field}{quoted}: {finding.message}")
    if report.forgotten:
        lines.append(tr("Must be mentioned and is not: {facts}", facts=", ".join(report.forgotten)))
    return "\n".join(lines) or tr("Nothing to remark.")
