"""`copydesk rewrite`: a text by a wish; what is protected in it stays, or the old text does and why is said."""

from __future__ import annotations

import argparse
import asyncio
from typing import TypeVar

import msgspec

from desktop.agents.passages import KEPT
from desktop.checks.language import detect_language
from desktop.cli.context import Context
from desktop.cli.input_files import load_copy, with_options
from desktop.cli.spending import Calls, left_to_spend
from desktop.cli.write import variant_document
from desktop.cli.writing_together import WrittenVariant, write_together
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Variant
from desktop.core.errors import EXIT_STATUS, ErrorKind, UserError
from desktop.core.finding import Claim, Finding
from desktop.core.settings import MODEL
from desktop.core.wishes import SELECTION
from desktop.core.words import tr
from desktop.engine.messages import Write

T = TypeVar("T", Finding, Claim)

_STOPPED = 130
_BODY = "body"
_TEXTS = (_BODY, "description")


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`rewrite FILE --instruction TEXT`."""
    command = commands.add_parser("rewrite", parents=[common], help="rewrite a text by a wish")
    command.add_argument("file", metavar="FILE", help="Markdown or plain text, or a copy as JSON; - is standard input")
    command.add_argument(
        "--instruction",
        metavar="TEXT",
        required=True,
        help="what to do, in words, or: shorter, longer, simpler, again, active, continue, summarise, explain, "
        "tone:WHICH, person:i|we|you|they, translate:en|nl|sv",
    )
    command.add_argument("--model", metavar="ID", default="", help="the model that rewrites it")
    command.add_argument("--lang", metavar="xx", help="language of the text: en, nl or sv")
    command.add_argument("--facts", metavar="FILE", help="facts as JSON, which a longer text may tell")
    command.add_argument("--seed", metavar="N", type=int, help="what the dice begin with, to write the same again")
    command.set_defaults(run=run, channel=[])


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the new text; the old one with the reason on standard error where the new one cannot be used."""
    old = _text_of(load_copy(options.file))
    if not options.instruction.strip():
        raise UserError(ErrorKind.USAGE, tr("--instruction says what to do with the text."))
    brief = with_options(Brief(Kind.BLOG), options)
    brief = msgspec.structs.replace(brief, language=brief.language or detect_language(old))
    model = options.model or context.settings.get(MODEL)
    request = Write(
        brief,
        model=model,
        fields=(SELECTION,),
        copy=Copy({SELECTION: old}),
        max_cost=left_to_spend(context, model),
        seed=options.seed,
        instruction=options.instruction.strip(),
    )
    calls = Calls()
    try:
        written, stopped = asyncio.run(write_together([request], context, calls))
    finally:
        calls.keep(context)
    variant = written[0].variant if written else Variant("", model, "", complete=False)
    text = variant.copy.text(SELECTION) or old
    for message in _reasons(variant):
        context.say(message)
    context.answer(_document(written, text, options.instruction), lambda: text)
    if stopped:
        return _STOPPED
    return EXIT_STATUS[variant.error.kind] if variant.error is not None else 0


def _text_of(copy: Copy) -> str:
    """The text to rewrite of a file."""
    text = next((copy.text(name) for name in _TEXTS if copy.text(name).strip()), "")
    if not text:
        raise UserError(
            ErrorKind.INPUT, tr("There is no text to rewrite."), tr("A copy needs a body or a description.")
        )
    return text


def _reasons(variant: Variant) -> tuple[str, ...]:
    """Why old text stays, each reason once."""
    reasons = [finding.message for finding in variant.findings if finding.check == KEPT]
    if variant.error is not None:
        reasons.append(f"{variant.error.message} {variant.error.hint}".strip())
    told = " ".join(reasons[-1:]) if variant.error is not None else ""
    return tuple(each for each in dict.fromkeys(reasons) if each == told or each not in told)


def _document(written: tuple[WrittenVariant, ...], text: str, instruction: str) -> dict[str, object]:
    """The variant in the shape of `write --json`, its one field called `body`, and the text itself."""
    if not written:
        return {"text": text, "complete": False, "fields": {_BODY: text}}
    variant = written[0].variant
    found = msgspec.structs.replace(
        variant,
        copy=Copy({_BODY: text}),
        findings=tuple(_in_body(each) for each in variant.findings),
        claims=tuple(_in_body(each) for each in variant.claims),
        made=None,
    )
    return {"text": text, "language": written[0].language, **variant_document(found, instruction)}


def _in_body(found: T) -> T:
    return msgspec.structs.replace(found, field=_BODY) if found.field == SELECTION else found
