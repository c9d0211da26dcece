"""Providers as the window and the command line handle them: the book, the keys, the lists and the prices together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

import msgspec

from desktop.core.errors import CopydeskError, ErrorKind, UserError
from desktop.core.moment import timestamp
from desktop.core.profile import Profile
from desktop.core.provider import KeyState, Provider, ProviderModel, is_name, split_model
from desktop.core.words import tr
from desktop.engine.addresses import warning_of
from desktop.engine.discovery import discover
from desktop.engine.errors import no_key
from desktop.engine.gateway_clients import Clients
from desktop.engine.masking import may_leave
from desktop.engine.messages import Done
from desktop.engine.model_lists import ModelLists
from desktop.engine.presets import genuine, load_presets
from desktop.engine.prices import Prices
from desktop.engine.provider_book import ProviderBook
from desktop.engine.provider_messages import (
    AddProvider,
    ChangeProvider,
    DeleteKey,
    Discovered,
    FetchModels,
    ProviderInfo,
    Providers,
    RemoveProvider,
    SetKey,
    Tested,
    TestProvider,
)
from desktop.engine.provider_rules import is_free, made, mended, needs_key, no_provider, route_to, unknown
from desktop.engine.redaction import Redactor, Secret
from desktop.engine.route import KEYLESS, Route


class KeysLike(Protocol):
    """What is needed of `engine.keys.Keys`."""

    def problem(self) -> str:
        """What was wrong with the keyring when it was last asked."""

    async def get(self, provider: Provider) -> Secret | None:
        """The provider's key in use."""

    async def set(self, provider: Provider, name: str, key: str) -> KeyState:
        """Keep a key under a name."""

    async def delete(self, provider: Provider, name: str) -> None:
        """Delete a key."""

    async def states(self, provider: Provider) -> tuple[KeyState, ...]:
        """How each key stands."""

    async def unlock(self) -> str:
        """Ask the keyring anew."""

    def forget(self, provider: str) -> None:
        """Read the keys of a provider anew at their next use."""


class Providing:
    """All that is done with providers, on one event loop; nothing is read, asked or sent before a method is called.

    With `local_only`, no provider on another computer is asked for anything.
    """

    def __init__(self, profile: Profile, keys: KeysLike, clients: Clients, redactor: Redactor) -> None:
        self.local_only = False
        self._book = ProviderBook(profile)
        self._keys = keys
        self._redactor = redactor
        self._lists = ModelLists(clients, redactor)
        self._prices = Prices()
        self._turn = asyncio.Lock()

    async def list(self) -> Providers:
        """Every provider with the state of its keys; the keyring is asked for those that have one."""
        infos = [await self._info(provider) for provider in await self._providers()]
        return Providers(tuple(infos), load_presets(), self._keys.problem(), self._book.problem)

    async def add(self, request: AddProvider) -> ProviderInfo:
        """Add a provider; `UserError` when its name is none or taken, or its address is none."""
        if not is_name(request.name):
            raise UserError(
                ErrorKind.INPUT,
                tr("A provider cannot be called “{name}”.", name=request.name[:80]),
                tr("Use small letters, figures, “-”, “_” and “.”, at most 40 of them; “local” is the model inside."),
            )
        provider = made(request)

        def added(providers: tuple[Provider, ...]) -> tuple[Provider, ...]:
            if any(each.name == provider.name for each in providers):
                raise UserError(
                    ErrorKind.INPUT,
                    tr("There is a provider called {name} already.", name=provider.name),
                    tr("Choose another name, or remove that one first."),
                )
            return (*providers, provider)

        await self._change(added)
        return await self._info(provider)

    async def change(self, request: ChangeProvider) -> ProviderInfo:
        """Put a provider in the place of the one with its name; its keys and its list stay those that are known here.

        At another origin it has no keys, no list and no consent: what was given for one address is for that alone.
        """

        def changed(now: Provider) -> Provider:
            return mended(_with_changes(now, request), now)

        before = await self._provider(request.provider.name)
        if changed(before).origin != before.origin:
            await self._delete_keys(before)
        return await self._info(await self._change_one(before.name, changed))

    async def remove(self, request: RemoveProvider) -> Done:
        """Delete the keys of a provider and forget it; `EnvironmentProblem` when its keys cannot be deleted."""
        await self._delete_keys(await self._provider(request.name))
        await self._change(lambda providers: tuple(each for each in providers if each.name != request.name))
        return Done()

    async def fetch_models(self, request: FetchModels) -> ProviderInfo:
        """Fetch the list of a provider's models anew and keep it."""
        provider = await self._provider(request.name)
        models = await self._models(await self._route(provider, ""), provider)
        listed_at = timestamp()
        provider = await self._change_one(
            provider.name, lambda before: msgspec.structs.replace(before, models=models, listed_at=listed_at)
        )
        return await self._info(provider)

    async def test(self, request: TestProvider) -> Tested:
        """Whether a provider answers and takes the key; keeps nothing. What is wrong is in the answer, not raised."""
        began = time.monotonic()
        address, note = "", ""
        try:
            if request.name:
                provider = await self._provider(request.name)
                if request.key_name:
                    provider = msgspec.structs.replace(provider, key=request.key_name)
                    self._keys.forget(provider.name)
                route = await self._route(provider, "")
            else:
                provider = made(AddProvider("new", request.protocol, request.address, request.preset))
                key = self._typed_key(request.key)
                route = route_to(provider, "", key)
                if needs_key(provider) and key == KEYLESS:
                    raise no_key(route)
            address, note = provider.address, warning_of(provider.address)
            models = await self._models(route, provider)
        except CopydeskError as error:
            return Tested(time.monotonic() - began, (), error.problem, address, note)
        return Tested(time.monotonic() - began, models, None, address, note)

    async def discover(self) -> Discovered:
        """The model servers that run on this computer."""
        return Discovered(await discover(self._lists, await self._providers()))

    async def set_key(self, request: SetKey) -> KeyState:
        """Keep a key of a provider; the first one is the one in use."""
        provider = await self._provider(request.provider)
        state = await self._keys.set(provider, request.name, request.key)

        def holding(before: Provider) -> Provider:
            keys = before.keys if state.name in before.keys else (*before.keys, state.name)
            return msgspec.structs.replace(before, keys=keys, key=before.key or state.name)

        try:
            await self._change_one(provider.name, holding)
        except CopydeskError:
            if state.name not in provider.keys:  # else nobody would know of it, to use it or to delete it
                with suppress(CopydeskError):
                    await self._keys.delete(provider, state.name)
            raise
        return state

    async def delete_key(self, request: DeleteKey) -> Done:
        """Delete a key of a provider; if it was in use, another one is now."""
        provider = await self._provider(request.provider)
        await self._keys.delete(provider, request.name)

        def without(before: Provider) -> Provider:
            keys = tuple(name for name in before.keys if name != request.name)
            key = before.key if before.key in keys else next(iter(keys), "")
            return msgspec.structs.replace(before, keys=keys, key=key)

        await self._change_one(provider.name, without)
        return Done()

    def forget_keys(self, name: str) -> None:
        """Read the keys of a provider anew at their next use, as one was refused."""
        self._keys.forget(name)

    async def unlock(self) -> Providers:
        """Ask the keyring once more, as after it was unlocked."""
        await self._keys.unlock()
        return await self.list()

    async def route(self, model_id: str) -> Route:
        """The way to `NAME/model`, with its key; a model that is not on the provider's list may be asked as well.

        Raises `UserError` when there is no such provider, `EnvironmentProblem` when its key is missing or out of reach.
        """
        name, model = split_model(model_id)
        known = await self._providers()
        provider = next((each for each in known if each.name == (name or model_id)), None)
        if provider is None or not model:
            self._expect_whole_book()
            raise unknown(model_id, provider, known)
        route = await self._route(provider, model)
        if route.price is None and not route.free:
            found = (await self._prices.table()).enrich(genuine(provider), ProviderModel(model))
            if found is not None:
                route = msgspec.structs.replace(
                    route,
                    price=found.price,
                    context=route.context or found.context,
                    longest_answer=route.longest_answer or found.longest_answer,
                    thinks=route.thinks or "thinking" in found.abilities,
                )
        return route

    def _typed_key(self, typed: str) -> Secret:
        from desktop.engine.keys import clean_key

        if not typed.strip():
            return KEYLESS
        key = Secret(clean_key(typed))
        self._redactor.know(key)
        return key

    async def _route(self, provider: Provider, model: str) -> Route:
        key: Secret | None = None
        if provider.key or needs_key(provider):
            key = await self._keys.get(provider)
            if key is None:
                raise no_key(route_to(provider, model, KEYLESS))
        return route_to(provider, model, key or KEYLESS)

    async def _models(self, route: Route, provider: Provider) -> tuple[ProviderModel, ...]:
        if refused := may_leave(route, local_only=self.local_only):
            raise refused
        fetched = await self._lists.fetch(route, provider.preset)
        table, preset = await self._prices.table(), genuine(provider)
        enriched = (table.enrich(preset, model) for model in fetched)
        return tuple(model for model in enriched if model is not None)

    async def _info(self, provider: Provider) -> ProviderInfo:
        return ProviderInfo(
            provider,
            await self._keys.states(provider) if provider.keys else (),
            is_free(provider),
            needs_key(provider),
            warning_of(provider.address),
        )

    async def _delete_keys(self, provider: Provider) -> None:
        for name in provider.keys:
            await self._keys.delete(provider, name)

    async def _providers(self) -> tuple[Provider, ...]:
        async with self._turn:
            return await asyncio.to_thread(self._book.providers)

    async def _provider(self, name: str) -> Provider:
        known = await self._providers()
        for provider in known:
            if provider.name == name:
                return provider
        self._expect_whole_book()
        raise no_provider(name, known)

    def _expect_whole_book(self) -> None:
        """A provider that is not there may be one that could not be read: then that is what is wrong."""
        if self._book.problem is not None:
            raise CopydeskError.from_problem(self._book.problem)

    async def _change(self, work: Callable[[tuple[Provider, ...]], tuple[Provider, ...]]) -> None:
        async with self._turn:
            await asyncio.to_thread(self._book.change, work)

    async def _change_one(self, name: str, work: Callable[[Provider], Provider]) -> Provider:
        """Change the provider with this name as it is now in the file; `UserError` when it is gone."""
        done: list[Provider] = []

        def changed(providers: tuple[Provider, ...]) -> tuple[Provider, ...]:
            after = tuple(work(each) if each.name == name else each for each in providers)
            done.extend(each for each in after if each.name == name)
            if not done:
                raise no_provider(name, providers)
            return after

        await self._change(changed)
        return done[0]


def _with_changes(now: Provider, request: ChangeProvider) -> Provider:
    """The provider as it is now, with what differs between the two of a request."""
    wanted, before = request.provider, request.before
    if before is None:
        return wanted
    fields = {name: getattr(wanted, name) for name in wanted.__struct_fields__}
    return msgspec.structs.replace(
        now, **{name: value for name, value in fields.items() if value != getattr(before, name)}
    )
