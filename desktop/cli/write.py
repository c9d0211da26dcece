"""`copydesk write`: drafts copy from a brief, and keeps it in the history."""

from __future__ import annotations

import argparse
import asyncio
import functools
import math
import sys
import uuid
from contextlib import suppress

import msgspec

from desktop.cli.check import as_text
from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.input_files import add_text_options, load_brief
from desktop.cli.spending import Calls, left_to_spend
from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft, DraftId, Origin, Usage, Variant
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, Problem, UserError
from desktop.core.events import Event, FieldDone, FieldStarted, Progress, Waiting
from desktop.core.finding import CheckReport, Severity
from desktop.core.money import money, read_amount
from desktop.core.settings import MAX_REPAIRS, MODEL
from desktop.core.words import tr
from desktop.engine.messages import Write, Written

_NONE_COMPLETE = 3
_STOPPED = 130


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`write product --brief FILE …`."""
    command = commands.add_parser("write", parents=[common], help="write copy from a brief")
    command.add_argument("kind", choices=[Kind.PRODUCT.value])
    command.add_argument("--brief", metavar="FILE", required=True, help="the brief as JSON; - is standard input")
    command.add_argument("--model", metavar="ID", action="append", default=[], help="a model; may be repeated")
    command.add_argument("--variants", metavar="N", type=int, default=1, help="how many variants of each model")
    command.add_argument("--max-repairs", metavar="N", type=int, help="rounds of repair at most")
    command.add_argument("--max-cost", metavar="X", help="what all calls may cost together, in US dollars")
    command.add_argument("--plain", action="store_true", help="one plain prompt without checks or repairs")
    add_text_options(command)
    command.set_defaults(run=run)


def run(options: argparse.Namespace, context: Context) -> int:
    """Write, keep, and print every variant; stopped, print what exists."""
    brief = load_brief(options.brief, options, Kind(options.kind))
    if brief.is_empty:
        raise UserError(
            ErrorKind.INPUT,
            tr("The brief is empty: there is nothing to write from."),
            tr("Name a product, or add facts or notes."),
        )
    if options.variants < 1:
        raise UserError(ErrorKind.USAGE, tr("--variants must be at least 1."))
    most = _max_cost(options.max_cost)
    requests = _requests(brief, options, context)
    calls = Calls()
    try:
        written, stopped = asyncio.run(_write_all(requests, context, calls, most))
        variants = tuple(variant for each in written for variant in each.variants)
        language = next((each.language for each in written), brief.language)
        draft = _keep(context, brief, language, variants, calls)
    finally:
        calls.keep(context)  # those that no draft took
    document = {
        "draft": draft.id,
        "kind": brief.kind.value,
        "language": language,
        "variants": [variant_document(variant) for variant in variants],
    }
    context.answer(document, lambda: "\n\n".join(_variant_text(variant) for variant in variants))
    if stopped:
        return _STOPPED
    if not any(variant.complete for variant in variants):
        return _NONE_COMPLETE
    errors = any(finding.severity is Severity.ERROR for variant in variants for finding in variant.findings)
    return int(options.strict and errors)


def _requests(brief: Brief, options: argparse.Namespace, context: Context) -> list[Write]:
    """What is asked for each model, within the writer's limits."""
    repairs = context.settings.get(MAX_REPAIRS) if options.max_repairs is None else max(0, options.max_repairs)
    return [
        Write(
            brief,
            model=model,
            variants=options.variants,
            max_repairs=repairs,
            plain=options.plain,
            max_cost=left_to_spend(context, model),
        )
        for model in options.model or [context.settings.get(MODEL)]
    ]


def _max_cost(text: str | None) -> float | None:
    if text is None:
        return None
    amount = read_amount(text)
    if amount is None:
        raise UserError(ErrorKind.USAGE, tr("--max-cost is an amount in US dollars, such as 0.05."))
    return amount


async def _write_all(
    requests: list[Write], context: Context, calls: Calls, most: float | None
) -> tuple[list[Written], bool]:
    """Run one request after another, all of them for `most` dollars; the second value says whether Ctrl+C ended them.

    A limit of the writer's own holds for all of them together too, as the first ones spend of it. A model that cannot
    be asked leaves a variant with its error; raises that error when there is no other model.
    """
    written: list[Written] = []
    stopped = False
    async with engine_session(context) as engine:
        for request in requests[1:]:
            with suppress(EnvironmentProblem):  # told when it is asked; a name that nobody knows is told before
                await engine.models.way(request.model)
        for request in requests:
            partial: dict[str, Variant] = {}
            shown = calls.hearing(functools.partial(_show, kept=partial, context=context))
            left = [each - calls.spent for each in (most, request.max_cost) if each is not None]
            limited = msgspec.structs.replace(request, max_cost=max(0.0, min(left)) if left else None)
            task = asyncio.ensure_future(engine.write(limited, shown))
            with interrupted_by(task) as interruption:
                try:
                    written.append(await task)
                except asyncio.CancelledError:
                    written.append(Written(request.brief.language, tuple(partial.values())))
                except CopydeskError as error:
                    if len(requests) == 1:
                        raise
                    written.append(Written(request.brief.language, (_not_written(request.model, error.problem),)))
            if interruption.happened:
                stopped = True
                break
    return written, stopped


def _not_written(model: str, problem: Problem) -> Variant:
    return Variant(uuid.uuid4().hex[:12], model, "", usage=Usage(cost=0.0), complete=False, error=problem)


def _show(event: Event, kept: dict[str, Variant], context: Context) -> None:
    """Progress on standard error, when a person is looking."""
    if hasattr(event, "variant") and isinstance(event.variant, Variant):
        kept[event.variant.id] = event.variant
    if context.as_json or not sys.stderr.isatty():
        return
    match event:
        case Progress(message=message):
            context.say(message)
        case Waiting(reason=reason, seconds=seconds) if seconds:
            context.say(" ".join((reason, tr("Trying again in {n} s", n=math.ceil(seconds)))))
        case FieldStarted(field=field):
            sys.stderr.write(f"{field} … ")
        case FieldDone():
            sys.stderr.write("✓\n")
    sys.stderr.flush()


def _keep(context: Context, brief: Brief, language: str, variants: tuple[Variant, ...], calls: Calls) -> Draft:
    """Save the draft with each variant as a version, the best one last so that it is what opens."""
    draft = Draft(DraftId(""), brief.kind, msgspec.structs.replace(brief, language=language))
    ranked = sorted(variants, key=lambda variant: (variant.complete, -len(variant.findings)))
    with context.store() as store:
        for variant in ranked:
            draft = store.save_draft(msgspec.structs.replace(draft, copy=variant.copy))
            store.add_version(draft, Origin.WRITTEN if variant.complete else Origin.INTERRUPTED, "", variant)
        if not ranked:
            draft = store.save_draft(draft)
        calls.keep_in(store, draft.id)
    return draft


def variant_document(variant: Variant) -> dict[str, object]:
    """A variant in the shape that `write --json` promises."""
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
    }
    if variant.error is not None:
        problem = variant.error
        found["error"] = {"kind": problem.kind.value, "message": problem.message, "hint": problem.hint}
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


def _variant_text(variant: Variant) -> str:
    """A variant for people: its fields, and below them what the checks say."""
    parts = [f"── {variant.model} · {variant.prompt} · {_cost_text(variant.usage)}"]
    for name, value in variant.copy.fields.items():
        body = value if isinstance(value, str) else "\n".join(f"• {item}" for item in value)
        parts.append(f"[{name}]\n{body}")
    if variant.error is not None:
        parts.append(f"✗ {variant.error.message} {variant.error.hint}".rstrip())
    parts.append(as_text(CheckReport(variant.findings, variant.claims, variant.forgotten)))
    return "\n\n".join(parts)
