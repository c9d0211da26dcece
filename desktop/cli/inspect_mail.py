"""`copydesk inspect-mail`: signs of phishing in a received mail; nothing in it is loaded, run or sent anywhere."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from desktop.cli.context import Context
from desktop.core.checking import chosen_brand
from desktop.core.finding import Severity
from desktop.core.received import Inspection, MailVerdict
from desktop.core.words import interface_language, tr
from desktop.engine.inspecting import MailInspection
from desktop.engine.mail_messages import InspectMail

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`inspect-mail FILE.eml`."""
    command = commands.add_parser("inspect-mail", parents=[common], help="look for signs of phishing in a mail")
    command.add_argument("file", metavar="FILE.eml", help="a mail saved as .eml; - is standard input")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the verdict with its signs, the strongest first; what they say of a mail is no error of the command."""
    inspection = _inspect(options.file, chosen_brand(context.settings).own_domains())
    document = {
        "verdict": inspection.verdict.value,
        "summary": inspection.summary,
        "signs": [
            {
                "sign": sign.sign,
                "severity": sign.severity.value,
                "evidence": [
                    {"place": each.place.value, "start": each.start, "end": each.end, "text": each.text}
                    for each in sign.evidence
                ],
                "message": sign.message,
                "detail": sign.detail,
            }
            for sign in inspection.signs
        ],
        "advice": list(inspection.advice),
        "notes": list(inspection.mail.problems),
    }
    context.answer(document, lambda: as_text(inspection))
    return 0


def as_text(inspection: Inspection) -> str:
    """The inspection for people."""
    verdicts = {
        MailVerdict.PHISHING: tr("Phishing"),
        MailVerdict.SUSPICIOUS: tr("Suspicious"),
        MailVerdict.CLEAN: tr("No signs found"),
    }
    lines = [f"{verdicts[inspection.verdict]}: {inspection.summary}"]
    for sign in inspection.signs:
        detail = f" ({sign.detail})" if sign.detail else ""
        lines.append(f"{_MARKS[sign.severity]} {sign.message}{detail}")
    lines += ["", *(f"→ {each}" for each in inspection.advice)]
    lines += [*inspection.mail.problems, tr("Nothing in this mail was loaded, run or sent anywhere")]
    return "\n".join(lines)


def _inspect(name: str, own: tuple[str, ...]) -> Inspection:
    """Look at a file in the worker, which is ended when a mail takes too long."""
    if name != "-":
        return asyncio.run(_asked(InspectMail(path=str(Path(name).absolute()), own_domains=own)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mail.eml"
        path.write_bytes(sys.stdin.buffer.read())
        return asyncio.run(_asked(InspectMail(path=str(path), own_domains=own)))


async def _asked(request: InspectMail) -> Inspection:
    inspecting = MailInspection(None)
    try:
        for worker in inspecting.workers:
            worker.language = interface_language()
        return (await inspecting.inspect(request)).inspection
    finally:
        for worker in inspecting.workers:
            await worker.close()
