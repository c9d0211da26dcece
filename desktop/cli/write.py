"""`copydesk write`: drafts copy from a brief, and keeps it in the history."""

from __future__ import annotations

import argparse
import asyncio
import uuid
from pathlib import Path

import msgspec

from desktop.cli.blog_writing import as_post, with_posts
from desktop.cli.check import as_text
from desktop.cli.context import Context
from desktop.cli.input_files import add_text_options, load_brief
from desktop.cli.mail_writing import as_mail, mail_fields
from desktop.cli.questions import read_question
from desktop.cli.spending import Calls, left_to_spend
from desktop.cli.writing_together import WrittenVariant, keep, write_together
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.checking import chosen_brand
from desktop.core.comparison import Grid
from desktop.core.draft import Variant
from desktop.core.errors import ErrorKind, UserError
from desktop.core.finding import CheckReport, Severity
from desktop.core.money import money, read_amount
from desktop.core.settings import MAX_REPAIRS, MODEL
from desktop.core.usage import Usage
from desktop.core.words import tr
from desktop.engine.messages import Write

_NONE_COMPLETE = 3
_STOPPED = 130


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`write product|mail|blog|reply --brief FILE …`."""
    command = commands.add_parser("write", parents=[common], help="write copy from a brief")
    command.add_argument("kind", choices=[Kind.PRODUCT.value, Kind.MAIL.value, Kind.BLOG.value, Kind.REPLY.value])
    command.add_argument("--brief", metavar="FILE", required=True, help="the brief as JSON; - is standard input")
    command.add_argument("--question", metavar="FILE", help="for a reply: the customer's mail, .eml or text")
    command.add_argument("--model", metavar="ID", action="append", default=[], help="a model; may be repeated")
    command.add_argument("--variants", metavar="N", type=int, default=1, help="how many variants of each combination")
    command.add_argument("--tone", metavar="T", action="append", default=[], help="a tone of voice; may be repeated")
    command.add_argument("--instruction", metavar="I", action="append", default=[], help="a wish; may be repeated")
    command.add_argument("--seed", metavar="N", type=int, help="what the dice begin with, to write the same again")
    command.add_argument("--max-repairs", metavar="N", type=int, help="rounds of repair at most")
    command.add_argument("--max-cost", metavar="X", help="what all calls may cost together, in US dollars")
    command.add_argument("--plain", action="store_true", help="one plain prompt without checks or repairs")
    add_text_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write, keep, and print every variant; stopped, print what exists."""
    brief = load_brief(options.brief, options, Kind(options.kind))
    if options.question:
        brief = msgspec.structs.replace(brief, question=read_question(Path(options.question)))
    if brief.is_empty:
        raise UserError(
            ErrorKind.INPUT,
            tr("The brief is empty: there is nothing to write from."),
            tr("Name a product, or add facts or notes."),
        )
    if options.variants < 1:
        raise UserError(ErrorKind.USAGE, tr("--variants must be at least 1."))
    if brief.kind is Kind.MAIL:
        brief = as_mail(brief, chosen_brand(context.settings))
    if brief.kind is Kind.BLOG:
        brief = as_post(brief)
    requests = _requests(brief, options, context)
    calls = Calls()
    try:
        written, stopped = asyncio.run(write_together(requests, context, calls))
        written = with_posts(written)
        language = next((each.language for each in written if each.language), brief.language)
        draft = keep(context, brief, language, written, calls)
    finally:
        calls.keep(context)  # those that no draft took
    variants = tuple(each.variant for each in written)
    brand = chosen_brand(context.settings)
    document = {
        "draft": draft.id,
        "kind": brief.kind.value,
        "language": language,
        "variants": [_document(each, brand) for each in written],
    }
    if brief.mail is not None:
        document["mail"] = msgspec.to_builtins(brief.mail)
    if draft.brief.post is not None:
        document["post"] = msgspec.to_builtins(draft.brief.post)
    context.answer(document, lambda: "\n\n".join(_variant_text(each) for each in written))
    if stopped:
        return _STOPPED
    if not any(variant.complete for variant in variants):
        return _NONE_COMPLETE
    errors = any(finding.severity is Severity.ERROR for variant in variants for finding in variant.findings)
    return int(options.strict and errors)


def _requests(brief: Brief, options: argparse.Namespace, context: Context) -> list[Write]:
    """What is asked: models × tones × instructions, all of them one group that spends of one purse."""
    repairs = context.settings.get(MAX_REPAIRS) if options.max_repairs is None else max(0, options.max_repairs)
    models = options.model or [context.settings.get(MODEL)]
    grid = Grid(tuple(models), tuple(options.tone) or ("",), tuple(options.instruction) or ("",))
    most, group = _max_cost(options.max_cost), uuid.uuid4().hex
    limits = {model: left_to_spend(context, model) for model in models}
    return [
        Write(
            msgspec.structs.replace(
                brief, tone=box.tone or brief.tone, instructions=box.instruction or brief.instructions
            ),
            model=box.model,
            variants=options.variants,
            max_repairs=repairs,
            plain=options.plain,
            max_cost=min((each for each in (most, limits[box.model]) if each is not None), default=None),
            seed=options.seed,
            group=group,
            company=options.variants * len(grid.tones) * len(grid.instructions),
        )
        for box in grid.boxes
    ]


def _max_cost(text: str | None) -> float | None:
    if text is None:
        return None
    amount = read_amount(text)
    if amount is None:
        raise UserError(ErrorKind.USAGE, tr("--max-cost is an amount in US dollars, such as 0.05."))
    return amount


def variant_document(variant: Variant, instruction: str = "") -> dict[str, object]:
    """A variant in the shape that `write --json` promises."""
    made = variant.made
    found = {
        "id": variant.id,
        "model": variant.model,
        "prompt": variant.prompt,
        "fields": msgspec.to_builtins(variant.copy.fields),
        "findings": msgspec.to_builtins(variant.findings),
        "claims": msgspec.to_builtins(variant.claims),
        "forgotten": list(variant.forgotten),
        "repairs": variant.repairs,
        "complete": variant.complete,
        "usage": _usage_document(variant.usage),
        "timing": msgspec.to_builtins(variant.timing),
        "tone": variant.tone,
        "instruction": instruction,
        "seed": made.seed if made is not None else None,
        "made": msgspec.to_builtins(made),
    }
    if variant.error is not None:
        problem = variant.error
        found["error"] = {"kind": problem.kind.value, "message": problem.message, "hint": problem.hint}
    return found


def _document(written: WrittenVariant, brand: Brand) -> dict[str, object]:
    """A variant as JSON; that of a mail has its body, too, and that of a post its angle and outline."""
    found = variant_document(written.variant, written.brief.instructions)
    if written.brief.post is not None:
        found["post"] = msgspec.to_builtins(written.brief.post)
    if written.brief.mail is not None:
        found["fields"] = msgspec.to_builtins(mail_fields(written.brief.mail, written.variant.copy, brand))
    return found


def _usage_document(usage: Usage) -> dict[str, object]:
    """What was used; `estimated` stands there only when it is so."""
    found: dict[str, object] = msgspec.to_builtins(usage)
    return found if usage.estimated else {name: value for name, value in found.items() if name != "estimated"}


def _cost_text(usage: Usage) -> str:
    cost = money(usage.cost, usage.currency)
    if usage.cost is None:
        return tr("cost unknown")
    return tr("about {cost}", cost=cost) if usage.estimated and usage.cost else cost


def _variant_text(written: WrittenVariant) -> str:
    """A variant for people: its fields, and below them what the checks say."""
    variant = written.variant
    asked = (variant.model, variant.tone, written.brief.instructions, variant.prompt, _cost_text(variant.usage))
    parts = ["── " + " · ".join(part for part in asked if part)]
    for name, value in variant.copy.fields.items():
        body = value if isinstance(value, str) else "\n".join(f"• {item}" for item in value)
        parts.append(f"[{name}]\n{body}")
    if variant.error is not None:
        parts.append(f"✗ {variant.error.message} {variant.error.hint}".rstrip())
    parts.append(as_text(CheckReport(variant.findings, variant.claims, variant.forgotten)))
    return "\n\n".join(parts)
