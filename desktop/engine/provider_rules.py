"""What holds for providers: how one is made of what was typed, what may change, and the way to one of its models."""

from __future__ import annotations

import ipaddress
import math
import re
from urllib.parse import urlsplit

import msgspec

from desktop.core.errors import ErrorKind, Remedy, UserError
from desktop.core.provider import Protocol, Provider, ProviderModel
from desktop.core.words import tr
from desktop.engine.addresses import clean_address
from desktop.engine.presets import genuine, load_presets, preset_at, preset_of
from desktop.engine.provider_messages import AddProvider
from desktop.engine.redaction import Secret
from desktop.engine.route import Route, litellm_name

_SMALL = re.compile(r"(?:^|[^a-z0-9.])(?:0\.\d+|[1-4](?:\.\d+)?)b(?:[^a-z0-9]|$)", re.IGNORECASE)
_CLOUD = re.compile(r"[:-]cloud$")
_LONGEST_TITLE = 60
_MOST_FAVOURITES = 200


def made(request: AddProvider) -> Provider:
    """The provider that a request describes, filled in from its preset, or from the one that answers at its address."""
    preset = preset_of(request.preset) if request.preset else None
    protocol = preset.protocol if preset is not None else request.protocol
    typed = request.address or (preset.address if preset is not None else _usual(protocol))
    address = clean_address(typed, protocol)
    found = preset_at(address)
    if preset is None and found is not None and found.protocol is protocol:
        preset = found
    title = " ".join(request.title.split())[:_LONGEST_TITLE]
    if not title and preset is not None and genuine(Provider("new", protocol, address, preset.id)) is not None:
        title = preset.title
    return Provider(request.name, protocol, address, preset.id if preset is not None else "", title)


def _usual(protocol: Protocol) -> str:
    """The address at which a protocol is spoken when none is given: that of the preset with its name."""
    return next((preset.address for preset in load_presets() if preset.id == protocol.value), "")


def mended(wanted: Provider, before: Provider) -> Provider:
    """The provider as it was asked for, with what only this side knows, and nothing that cannot be."""
    address = clean_address(wanted.address, wanted.protocol)
    prices = {model: price for model, price in wanted.prices.items() if model}
    numbers = [wanted.cap, *(number for price in prices.values() for number in (price.prompt, price.completion))]
    if any(not math.isfinite(number) or number < 0 for number in numbers):
        raise UserError(ErrorKind.INPUT, tr("A price or a limit is a number that is not below 0."))
    after = msgspec.structs.replace(
        wanted,
        address=address,
        title=" ".join(wanted.title.split())[:_LONGEST_TITLE],
        favourites=tuple(dict.fromkeys(wanted.favourites))[:_MOST_FAVOURITES],
        prices=prices,
        keys=before.keys,
        key=wanted.key if wanted.key in before.keys else before.key,
        models=before.models,
        listed_at=before.listed_at,
    )
    if after.origin == before.origin and after.protocol is before.protocol:
        return after
    found = preset_at(address)
    preset = found.id if found is not None and found.protocol is after.protocol else ""
    after = msgspec.structs.replace(after, preset=preset, models=(), listed_at="", consented_at="")
    return after if after.origin == before.origin else msgspec.structs.replace(after, keys=(), key="")


def needs_key(provider: Provider) -> bool:
    """Whether it answers nobody without a key; a server that is not known to, is one that needs none."""
    preset = genuine(provider)
    return preset is not None and preset.needs_key


def is_free(provider: Provider) -> bool:
    """Whether its models cost nothing: it runs on this computer, or is a program of the writer's own nearby."""
    if provider.here:
        return True
    preset = next((each for each in load_presets() if each.id == provider.preset), None)
    return preset is not None and preset.free and _is_near(urlsplit(provider.address).hostname or "")


def _is_near(host: str) -> bool:
    """Whether a host is in a network at home or at work, as far as its name tells."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".lan", ".internal", ".home.arpa"))


def route_to(provider: Provider, model: str, key: Secret) -> Route:
    """The way to a model of a provider, as far as the book knows it."""
    listed = next((each for each in provider.models if each.id == model), ProviderModel(model))
    passed_to = listed.passed_to or ("ollama.com" if provider.here and _CLOUD.search(model) else "")
    own = provider.prices.get(model)
    place = provider.title or provider.host
    return Route(
        f"{provider.name}/{model}",
        litellm_name(provider.protocol, model),
        provider.address,
        key,
        small=provider.here and not passed_to and _SMALL.search(model) is not None,
        protocol=provider.protocol,
        provider=provider.name,
        title=f"{place} ({passed_to})" if passed_to else place,
        free=is_free(provider) and own is None and not passed_to,
        price=own or listed.price,
        context=listed.context,
        longest_answer=listed.longest_answer,
        passed_to=passed_to,
        thinks="thinking" in listed.abilities,
    )


def no_provider(name: str, known: tuple[Provider, ...]) -> UserError:
    """There is no such provider; says which there are."""
    names = ", ".join(each.name for each in known)
    return UserError(
        ErrorKind.INPUT,
        tr("There is no provider called {name}.", name=name[:80]),
        tr("Those there are: {names}.", names=names) if names else tr("No provider has been added."),
    )


def unknown(model_id: str, provider: Provider | None, known: tuple[Provider, ...]) -> UserError:
    """There is no such model; says what there is."""
    names = ", ".join(each.name for each in known)
    if provider is not None:
        hint = tr("Name it with its model, as {name}/MODEL.", name=provider.name)
    elif names:
        hint = tr("The model on this computer is “local”; the providers are: {names}.", names=names)
    else:
        hint = tr("The model on this computer is “local”; no provider has been added.")
    return UserError(
        ErrorKind.UNSUPPORTED,
        tr("There is no model {model} here.", model=model_id),
        hint,
        Remedy.CHOOSE_MODEL if known else Remedy.USE_LOCAL_MODEL,
    )
