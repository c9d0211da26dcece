"""`copydesk keys`: the keys of providers, which are shown to nobody and read from standard input only."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from contextlib import suppress

import msgspec

from desktop.cli.context import Context
from desktop.cli.engine_session import engine_session
from desktop.cli.table import table
from desktop.core.errors import CopydeskError, EnvironmentProblem, ErrorKind, UserError
from desktop.core.provider import KeyPlace, KeyState, Provider
from desktop.core.words import tr, trn
from desktop.engine.provider_messages import DeleteKey, Providers, SetKey, Tested, TestProvider

_DEFAULT = "default"
_LONGEST_INPUT = 65_536


class KeyLine(msgspec.Struct, frozen=True):
    """A key as `keys list` shows it; one of a provider without keys has no name."""

    provider: str
    name: str
    place: KeyPlace
    ending: str
    in_use: bool
    note: str


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """`keys list`, `keys set PROVIDER`, `keys test PROVIDER` and `keys delete PROVIDER`."""
    command = commands.add_parser("keys", parents=[common], help="list, set, test and delete the keys of providers")
    verbs = command.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("list", parents=[common], help="every key and where it is kept").set_defaults(run=run_list)
    for verb, help_, run in (
        ("set", "keep a key in the system's keyring; it is read from standard input", run_set),
        ("test", "ask a provider for its list of models with a key", run_test),
        ("delete", "delete a key", run_delete),
    ):
        parser = verbs.add_parser(verb, parents=[common], help=help_)
        parser.add_argument("provider", metavar="PROVIDER", help="the name it was added under")
        parser.add_argument("--name", metavar="NAME", default="", help="one of several keys of a provider")
        parser.set_defaults(run=run)
        if verb == "set":
            parser.add_argument("typed", nargs="*", help=argparse.SUPPRESS)  # to be refused without being shown


def run_list(_options: argparse.Namespace, context: Context) -> int:
    """Every provider's keys: names, places and endings."""
    found = asyncio.run(_providers(context))
    lines = [line for info in found.providers for line in _lines(info.provider.key, info.provider.name, info.keys)]
    lines += [
        KeyLine(
            info.provider.name, "", KeyPlace.NONE if info.needs_key else KeyPlace.NOT_NEEDED, "", in_use=False, note=""
        )
        for info in found.providers
        if not info.keys
    ]
    rows = [(line.provider, line.name, line.place.value, line.ending, "✓" if line.in_use else "") for line in lines]
    heads = ("provider", "name", "kept", "ends in", "in use")
    if not context.as_json:
        for note in dict.fromkeys(line.note for line in lines if line.note):
            context.say(note)
    context.answer({"keyring": found.keyring, "keys": lines}, lambda: table(heads, rows))
    return 0


def _lines(in_use: str, provider: str, states: tuple[KeyState, ...]) -> list[KeyLine]:
    return [
        KeyLine(provider, state.name, state.place, state.ending, state.name == in_use, state.note) for state in states
    ]


async def _providers(context: Context) -> Providers:
    async with engine_session(context) as engine:
        return await engine.providers.list()


def run_set(options: argparse.Namespace, context: Context) -> int:
    """Keep a key for good; one that would be gone with this program is refused."""
    if options.typed:
        raise UserError(
            ErrorKind.USAGE,
            tr("A key is not taken from the command line, where the shell keeps it."),
            tr("Give it when it is asked for, or on standard input; and make a new one, if this one was real."),
        )
    name = options.name.strip() or _DEFAULT
    known = asyncio.run(_expect_provider(options.provider, context, needs_keyring=True))
    request = SetKey(options.provider, _read_key(options.provider), name)
    state = asyncio.run(_set(request, context, is_new=name not in known.keys))
    context.answer(
        {"provider": options.provider, "name": state.name, "place": state.place, "ending": state.ending},
        lambda: tr(
            "The key “{name}” of {provider} is kept in the keyring.", name=state.name, provider=options.provider
        ),
    )
    return 0


async def _set(request: SetKey, context: Context, *, is_new: bool) -> KeyState:
    async with engine_session(context) as engine:
        state = await engine.providers.set_key(request)
        if state.place is KeyPlace.KEYRING:
            return state
        if is_new:
            with suppress(CopydeskError):  # what is said below is what is wrong
                await engine.providers.delete_key(DeleteKey(request.provider, state.name))
        raise _not_kept(state.note)


def _not_kept(why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.KEYRING, tr("The key was not kept: without a keyring it would be gone with this command."), why
    )


def _read_key(provider: str) -> str:
    """The key, from a prompt that does not show it, or from what is piped in."""
    if sys.stdin.isatty():
        try:
            return getpass.getpass(tr("Key of {provider} (it is not shown): ", provider=provider))
        except EOFError:
            return ""
    try:
        return sys.stdin.buffer.read(_LONGEST_INPUT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(ErrorKind.INPUT, tr("What was given is not a key: it is not text.")) from None


def run_test(options: argparse.Namespace, context: Context) -> int:
    """Whether a provider takes its key."""
    tested = asyncio.run(_test(options.provider, options.name, context))
    if tested.problem is not None:
        raise CopydeskError.from_problem(tested.problem)
    document = {
        "provider": options.provider,
        "name": options.name,
        "address": tested.address,
        "models": len(tested.models),
        "seconds": round(tested.seconds, 3),
    }
    if tested.note:
        context.say(tested.note)
    context.answer(document, lambda: _answered(options.provider, tested))
    return 0


def _answered(provider: str, tested: Tested) -> str:
    seconds = f"{tested.seconds:.1f}"
    return trn(
        "{provider} answered in {seconds} s: {n} model.",
        "{provider} answered in {seconds} s: {n} models.",
        len(tested.models),
        provider=provider,
        seconds=seconds,
    )


async def _test(provider: str, name: str, context: Context) -> Tested:
    await _expect_provider(provider, context)
    async with engine_session(context) as engine:
        return await engine.providers_test(TestProvider(name=provider, key_name=name))


def run_delete(options: argparse.Namespace, context: Context) -> int:
    """Delete a key; one that is not there counts as deleted."""
    name = options.name or _DEFAULT
    asyncio.run(_delete(options.provider, name, context))
    context.answer(
        {"provider": options.provider, "name": name, "deleted": True},
        lambda: tr("The key “{name}” of {provider} is deleted.", name=name, provider=options.provider),
    )
    return 0


async def _delete(provider: str, name: str, context: Context) -> None:
    await _expect_provider(provider, context)
    async with engine_session(context) as engine:
        await engine.providers.delete_key(DeleteKey(provider, name))


async def _expect_provider(name: str, context: Context, *, needs_keyring: bool = False) -> Provider:
    """The provider with this name; refuses one that is not there, and a keyring that cannot take a key."""
    async with engine_session(context) as engine:
        found = await engine.providers.list()
        known = next((info.provider for info in found.providers if info.provider.name == name), None)
        if known is None:
            if found.problem is not None:
                raise CopydeskError.from_problem(found.problem)
            raise UserError(
                ErrorKind.INPUT,
                tr("There is no provider called {name}.", name=name),
                tr("Add it first: {command}", command="copydesk providers add NAME --protocol …"),
            )
        if needs_keyring:
            found = await engine.providers.unlock()
            if found.keyring:
                raise _not_kept(found.keyring)
    return known
