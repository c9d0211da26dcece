"""`copydesk models`: which models there are, here and at providers, and those that can be fetched or deleted."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time

import msgspec

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session, interrupted_by
from desktop.cli.spending import Calls
from desktop.cli.table import table
from desktop.core.errors import Cancelled, CopydeskError
from desktop.core.events import Event, Progress, Waiting
from desktop.core.money import money
from desktop.core.provider import Provider, ProviderModel
from desktop.core.words import tr
from desktop.engine.engine import Engine
from desktop.engine.messages import DeleteModel, FetchModel, ModelInfo, ModelTested, TryModel
from desktop.engine.provider_messages import Discovered, FetchModels, ProviderInfo

_MB = 1_000_000


class Listed(msgspec.Struct, frozen=True):
    """What `models list` shows: the models of this program, and those of providers with whose they are."""

    inside: tuple[ModelInfo, ...]
    elsewhere: tuple[tuple[Provider, bool, ProviderModel], ...]


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`models list`, `discover`, `pull ID`, `test ID` and `delete ID`."""
    command = commands.add_parser("models", parents=[common], help="list, find, fetch, test and delete models")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    list_ = verbs.add_parser("list", parents=[common], help="every model with its state")
    list_.add_argument("provider", metavar="PROVIDER", nargs="?", default="", help="fetch the list of this provider")
    list_.set_defaults(run=run_list)
    verbs.add_parser("discover", parents=[common], help="find model servers on this computer").set_defaults(
        run=run_discover
    )
    for verb, help_, run in (
        ("pull", "download and verify a model; local is the default one", run_pull),
        ("test", "ask a model for one word", run_test),
        ("delete", "delete the file of a model on this computer", run_delete),
    ):
        parser = verbs.add_parser(verb, parents=[common], help=help_)
        parser.add_argument("id", metavar="ID")
        parser.set_defaults(run=run)


def run_list(options: argparse.Namespace, context: Context) -> int:
    """Every model of the catalogue and of the providers; a provider that was never asked for its list is asked."""
    listed = asyncio.run(_list(options.provider, context))
    documents = [msgspec.to_builtins(model) for model in listed.inside]
    documents += [_document(provider, model, free=free) for provider, free, model in listed.elsewhere]
    rows = [
        (
            model.id,
            model.state,
            f"{model.size // _MB} MB",
            "0",
            " ".join(f"{language}:{grade}" for language, grade in model.grades.items()),
            model.title,
        )
        for model in listed.inside
    ]
    rows += [
        (
            f"{provider.name}/{model.id}",
            "",
            f"{model.context // 1000}k" if model.context else "",
            "0" if free and not model.passed_to else _price(model),
            " ".join(model.abilities),
            model.title,
        )
        for provider, free, model in listed.elsewhere
    ]
    heads = ("id", "state", "size", "price", "good at", "title")
    context.answer({"models": documents}, lambda: table(heads, rows))
    return 0


async def _list(only: str, context: Context) -> Listed:
    async with engine_session(context) as engine:
        if only:
            info = await engine.providers.fetch_models(FetchModels(only))
            return Listed((), _models_of(info))
        inside = (await engine.models_list()).models
        providers = await engine.providers.list()
        if providers.problem is not None:
            context.say(f"{providers.problem.message} {providers.problem.hint}".rstrip())
        found = [await _asked_once(engine, info, context) for info in providers.providers]
        return Listed(inside, tuple(line for info in found for line in _models_of(info)))


async def _asked_once(engine: Engine, info: ProviderInfo, context: Context) -> ProviderInfo:
    """The provider with its list; one that cannot give it now is told of."""
    if info.provider.listed_at:
        return info
    try:
        return await engine.providers.fetch_models(FetchModels(info.provider.name))
    except CopydeskError as error:
        context.say(f"{info.provider.name}: {error.problem.message} {error.problem.hint}".rstrip())
        return info


def _models_of(info: ProviderInfo) -> tuple[tuple[Provider, bool, ProviderModel], ...]:
    return tuple((info.provider, info.free, model) for model in info.provider.models)


def _document(provider: Provider, model: ProviderModel, *, free: bool) -> dict[str, object]:
    """A model of a provider, in the shape of those inside, with what is known of it besides; what is not is `null`."""
    price = provider.prices.get(model.id, model.price)
    return {
        "id": f"{provider.name}/{model.id}",
        "title": model.title or model.id,
        "state": "ready",
        "size": 0,
        "memory_mb": 0,
        "licence": "",
        "grades": {},
        "note": "",
        "default": False,
        "provider": provider.name,
        "context": model.context or None,
        "longest_answer": model.longest_answer or None,
        "price": msgspec.to_builtins(price) if price is not None else None,
        "free": free and not model.passed_to,
        "abilities": list(model.abilities),
        "passed_to": model.passed_to,
    }


def _price(model: ProviderModel) -> str:
    """For a million tokens, asked and answered."""
    if model.price is None:
        return tr("unknown")
    return f"{money(model.price.prompt)} / {money(model.price.completion)}"


def run_discover(_options: argparse.Namespace, context: Context) -> int:
    """The model servers that run on this computer."""
    found = asyncio.run(_discover(context))
    servers = [
        {
            "preset": server.preset,
            "title": server.title,
            "address": server.address,
            "models": [model.id for model in server.models],
            "provider": server.name,
        }
        for server in found.servers
    ]
    context.answer({"servers": servers}, lambda: _found(found))
    return 0


def _found(found: Discovered) -> str:
    if not found.servers:
        return tr("No model server was found on this computer.")
    heads = ("server", "address", "models", "added as")
    return table(heads, [(each.title, each.address, str(len(each.models)), each.name) for each in found.servers])


async def _discover(context: Context) -> Discovered:
    async with engine_session(context) as engine:
        return await engine.providers.discover()


def run_test(options: argparse.Namespace, context: Context) -> int:
    """Ask a model for one word; says how long that took and what it cost."""
    tested = asyncio.run(_test(options.id, context))
    document = {"answered": True, **msgspec.to_builtins(tested)}
    cost = money(tested.usage.cost, tested.usage.currency)
    context.answer(
        document,
        lambda: tr(
            "{model} answered in {seconds} s. Cost: {cost}.",
            model=tested.id,
            seconds=f"{tested.timing.total_s:.1f}",
            cost=cost,
        ),
    )
    return 0


async def _test(model_id: str, context: Context) -> ModelTested:
    def show(event: Event) -> None:
        if isinstance(event, Progress | Waiting) and not context.as_json:
            context.say(event.message if isinstance(event, Progress) else event.reason)

    calls = Calls()
    try:
        async with engine_session(context) as engine:
            task = asyncio.ensure_future(engine.models.test(TryModel(model_id), calls.hearing(show)))
            with interrupted_by(task):
                try:
                    return await task
                except asyncio.CancelledError:
                    raise Cancelled from None
    finally:
        calls.keep(context)


def run_delete(options: argparse.Namespace, context: Context) -> int:
    """Delete the file of a model; one that is not there counts as deleted."""
    asyncio.run(_delete(options.id, context))
    context.answer({"id": options.id, "state": "missing"}, lambda: tr("{model} is deleted.", model=options.id))
    return 0


async def _delete(model_id: str, context: Context) -> None:
    async with engine_session(context) as engine:
        await engine.models.delete(DeleteModel(model_id))


def run_pull(options: argparse.Namespace, context: Context) -> int:
    """Fetch a model; a stopped download goes on where it ended."""
    asyncio.run(_pull(options.id, context))
    context.answer({"id": options.id, "state": "ready"}, lambda: tr("{model} is ready.", model=options.id))
    return 0


async def _pull(model_id: str, context: Context) -> None:
    last = 0.0

    def show(event: Event) -> None:
        nonlocal last
        now = time.monotonic()
        if not isinstance(event, Progress) or now - last < (0.2 if sys.stderr.isatty() else 5.0):
            return
        last = now
        line = event.message
        if event.total:
            line = f"{line} {event.done / event.total:4.0%} ({event.done / _MB:,.0f} / {event.total / _MB:,.0f} MB)"
        sys.stderr.write(f"\r{line}\x1b[K" if sys.stderr.isatty() else f"{line}\n")
        sys.stderr.flush()

    async with engine_session(context) as engine:
        task = asyncio.ensure_future(engine.models_fetch(FetchModel(model_id), show))
        with interrupted_by(task):
            try:
                await task
            except asyncio.CancelledError:
                raise Cancelled from None
            finally:
                if sys.stderr.isatty() and last:
                    sys.stderr.write("\n")
