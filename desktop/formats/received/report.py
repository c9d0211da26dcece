"""An inspection as text: a report to keep, and a warning to send to others. No address in either can be followed."""

from __future__ import annotations

import re

from desktop.core.finding import Severity
from desktop.core.received import Inspection, MailVerdict
from desktop.core.words import tr

_DOT = re.compile(r"(?<=[\w-])\.(?!\d)(?=[\w-]{2,}(?:[/:?#\s”“\"')>,;]|$|\.))")
_SCHEME = re.compile(r"\b(https?|ftp|javascript|data)(?=:)", re.IGNORECASE)
_MARKS = {Severity.ERROR: "!!", Severity.WARNING: "!", Severity.INFO: "-"}
_MOST_WARNED = 5


def verdict_words(verdict: MailVerdict) -> str:
    """A verdict as it is shown: the last of the three promises nothing."""
    return {
        MailVerdict.PHISHING: tr("Phishing"),
        MailVerdict.SUSPICIOUS: tr("Suspicious"),
        MailVerdict.CLEAN: tr("No signs found"),
    }[verdict]


def report_of(inspection: Inspection, name: str = "") -> str:
    """The whole report as plain text; `name` is that of the file."""
    mail = inspection.mail
    found = mail.authentication
    lines = [
        tr("Report on a received mail"),
        "",
        *([": ".join((tr("File"), name))] if name else []),
        ": ".join((tr("Subject"), mail.subject)),
        ": ".join((tr("From"), harmless(f"{mail.sender.name} {mail.sender.address}".strip()))),
        ": ".join((tr("Reply-To"), harmless(", ".join(each.address for each in mail.reply_to)) or "-")),
        ": ".join((tr("Return-Path"), harmless(mail.return_path) or "-")),
        ": ".join((tr("Date"), mail.date or "-")),
        f"SPF {found.spf or '-'}, DKIM {found.dkim or '-'}, DMARC {found.dmarc or '-'}",
        "",
        f"{verdict_words(inspection.verdict)}: {inspection.summary}",
        "",
    ]
    for sign in inspection.signs:
        lines.append(f"{_MARKS[sign.severity]:2} {sign.message}")
        if sign.detail:
            lines.append(f"   {harmless(sign.detail)}")
    lines += ["", tr("What to do next"), *(f"-  {each}" for each in inspection.advice)]
    if inspection.view:
        said = tr("What {model} says of it; it decides nothing", model=inspection.viewed_by)
        lines += ["", f"{said}:", harmless(inspection.view)]
    lines += ["", *mail.problems, tr("Nothing in this mail was loaded, run or sent anywhere")]
    return "\n".join(lines).rstrip() + "\n"


def warning_of(inspection: Inspection) -> str:
    """A short warning for colleagues."""
    mail = inspection.mail
    if inspection.verdict is MailVerdict.CLEAN:
        head = tr("No signs of phishing were found in this mail. That is no promise.")
    elif inspection.verdict is MailVerdict.PHISHING:
        head = tr("Warning: this mail is phishing. Do not click, pay, answer or open its files.")
    else:
        head = tr("Careful with this mail: check it with the sender before you do what it says.")
    lines = [head, "", ": ".join((tr("Subject"), mail.subject))]
    lines.append(": ".join((tr("From"), harmless(f"{mail.sender.name} {mail.sender.address}".strip()))))
    reasons = [sign for sign in inspection.signs if sign.severity is not Severity.INFO][:_MOST_WARNED]
    if reasons:
        lines += ["", tr("Why:")]
        for sign in reasons:
            detail = f" ({harmless(sign.detail).rstrip('.')})" if sign.detail else ""
            lines.append(f"- {sign.message}{detail}")
    if inspection.verdict is not MailVerdict.CLEAN:
        lines += ["", *inspection.advice]
    return "\n".join(lines) + "\n"


def harmless(text: str) -> str:
    """A text in which no address is one any more: `bank[.]example`, as those who fight such mails write them."""
    return _SCHEME.sub(lambda found: f"{found[1][:2]}xx{found[1][4:]}", _DOT.sub("[.]", text))
