"""`copydesk providers`: whose models may be asked besides the one inside."""

from __future__ import annotations

import argparse
import asyncio

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session
from desktop.cli.table import table
from desktop.core.provider import Preset, Protocol
from desktop.core.words import tr
from desktop.engine.presets import load_presets
from desktop.engine.provider_messages import AddProvider, ProviderInfo, Providers, RemoveProvider


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`providers list`, `providers add NAME --protocol P` and `providers remove NAME`."""
    command = commands.add_parser("providers", parents=[common], help="list, add and remove providers of models")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", parents=[common], help="every provider").set_defaults(run=run_list)
    add = verbs.add_parser("add", parents=[common], help="add a provider; a model is then NAME/MODEL")
    add.add_argument("name", metavar="NAME", help="small letters, figures, “-”, “_” and “.”")
    known = [protocol.value for protocol in Protocol]
    known += [preset.id for preset in load_presets() if preset.id not in known and preset.address]
    add.add_argument("--protocol", metavar="P", choices=known, help=f"how it is spoken to: {', '.join(known)}")
    add.add_argument("--address", metavar="URL", default="", help="where it answers, when that is not the usual place")
    add.add_argument("--title", metavar="TEXT", default="", help="what it is called where people read it")
    presets = [preset.id for preset in load_presets()]
    add.add_argument("--preset", metavar="ID", choices=presets, default="", help=f"one of {', '.join(presets)}")
    add.set_defaults(run=run_add)
    remove = verbs.add_parser("remove", parents=[common], help="forget a provider and delete its keys")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=run_remove)


def run_list(_options: argparse.Namespace, context: Context) -> int:
    """Every provider that was added."""
    found = asyncio.run(_list(context))
    for note in (found.keyring, found.problem.message if found.problem is not None else ""):
        if note:
            context.say(note)
    document = {
        "providers": [provider_document(info) for info in found.providers],
        "presets": [_preset_document(preset) for preset in found.presets],
        "keyring": found.keyring,
    }
    heads = ("name", "protocol", "address", "key", "models")
    rows = [
        (
            info.provider.name,
            info.provider.protocol.value,
            info.provider.address,
            _key(info),
            str(len(info.provider.models)) if info.provider.listed_at else "",
        )
        for info in found.providers
    ]
    context.answer(document, lambda: table(heads, rows))
    return 0


async def _list(context: Context) -> Providers:
    async with engine_session(context) as engine:
        return await engine.providers.list()


def run_add(options: argparse.Namespace, context: Context) -> int:
    """Add a provider; nothing is asked of it yet."""
    info = asyncio.run(_add(_request(options), context))
    if info.note:
        context.say(info.note)
    context.answer(provider_document(info), lambda: _added(info))
    return 0


def _request(options: argparse.Namespace) -> AddProvider:
    """The request; a protocol that only one provider is known by stands for that provider."""
    protocol, preset = options.protocol or "", options.preset
    if protocol not in {each.value for each in Protocol}:
        preset, protocol = preset or protocol or options.name, Protocol.OPENAI.value
    return AddProvider(options.name, Protocol(protocol), options.address, preset, options.title)


async def _add(request: AddProvider, context: Context) -> ProviderInfo:
    async with engine_session(context) as engine:
        return await engine.providers.add(request)


def _added(info: ProviderInfo) -> str:
    name = info.provider.name
    if info.needs_key:
        return tr("{name} is added. Give it a key with: {command}", name=name, command=f"copydesk keys set {name}")
    return tr("{name} is added. See its models with: {command}", name=name, command=f"copydesk models list {name}")


def run_remove(options: argparse.Namespace, context: Context) -> int:
    """Forget a provider and delete its keys."""
    asyncio.run(_remove(options.name, context))
    context.answer({"name": options.name, "removed": True}, lambda: tr("{name} is removed.", name=options.name))
    return 0


async def _remove(name: str, context: Context) -> None:
    async with engine_session(context) as engine:
        await engine.providers.remove(RemoveProvider(name))


def provider_document(info: ProviderInfo) -> dict[str, object]:
    """A provider in the shape that `providers --json` promises."""
    provider = info.provider
    return {
        "name": provider.name,
        "title": provider.title,
        "protocol": provider.protocol.value,
        "address": provider.address,
        "preset": provider.preset,
        "here": provider.here,
        "free": info.free,
        "needs_key": info.needs_key,
        "key": provider.key,
        "keys": [{"name": key.name, "place": key.place.value, "ending": key.ending} for key in info.keys],
        "models": len(provider.models),
        "listed_at": provider.listed_at,
        "note": info.note,
    }


def _preset_document(preset: Preset) -> dict[str, object]:
    return {
        "id": preset.id,
        "title": preset.title,
        "protocol": preset.protocol.value,
        "address": preset.address,
        "needs_key": preset.needs_key,
    }


def _key(info: ProviderInfo) -> str:
    if not info.keys:
        return tr("needed") if info.needs_key else tr("not needed")
    used = next((key for key in info.keys if key.name == info.provider.key), info.keys[0])
    return f"{used.place.value} …{used.ending}" if used.ending else used.place.value
