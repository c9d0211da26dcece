"""`copydesk facts extract`: facts from supplier text, HTML, a table or a row of a shop's list."""

from __future__ import annotations

import argparse

import msgspec

from desktop.checks.ledger.facts import type_of
from desktop.cli.context import Context, read_text
from desktop.cli.judging import extract_facts
from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.paste import read_paste
from desktop.formats.paste_rows import products_in


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`facts extract FILE [--model ID]`."""
    command = commands.add_parser("facts", parents=[common], help="find the facts in a supplier's text")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    extract = verbs.add_parser("extract", parents=[common], help="read facts from text, HTML, a table or a CSV row")
    extract.add_argument("file", metavar="FILE", help="what the supplier sent; - is standard input")
    extract.add_argument(
        "--model", metavar="ID", default="", help="a model that reads what the rules leave in the notes"
    )
    extract.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Print the facts in the form that `--facts` takes, each with the line or sentence it came from."""
    text = read_text(options.file)
    brief = read_paste(text)
    facts = brief.facts
    if options.model:
        told = {fact.text.casefold() for fact in facts}
        read = extract_facts(brief.notes or text, options.model, context).facts
        facts += tuple(fact for fact in read if fact.text.casefold() not in told)
    facts = number_facts(tuple(msgspec.structs.replace(fact, id="") for fact in facts))
    if not facts:
        raise UserError(
            ErrorKind.INPUT,
            tr("No facts were found in {file}.", file=options.file),
            tr("Facts are read from lines such as “Weight: 980 g”, tables, shop exports and plain sentences."),
        )
    products = products_in(text)
    if products > 1:
        context.say(tr("{file} has {n} products; these are the facts of the first one.", file=options.file, n=products))
    document = {
        "product": brief.product,
        "language": brief.language,
        "facts": [_document(fact) for fact in facts],
        "notes": brief.notes,
    }
    context.answer(document, lambda: _text(brief, facts))
    return 0


def _document(fact: Fact) -> dict[str, object]:
    return {**msgspec.structs.asdict(fact), "type": type_of(fact).value}


def _text(brief: Brief, facts: tuple[Fact, ...]) -> str:
    lines = [brief.product] if brief.product else []
    for fact in facts:
        name = f"{fact.name} ({fact.variant})" if fact.variant else fact.name
        lines.append(f"{name}: {fact.text}" if name else fact.text)
    return "\n".join(lines)
