"""What the window says of providers and their models: how each stands, where its key is, what it says of itself."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.core.calls import Purpose
from desktop.core.errors import ErrorKind
from desktop.core.money import US, Rate, money
from desktop.core.provider import KeyPlace, KeyState, Preset, Price, ProviderModel
from desktop.core.words import mark, tr, trn
from desktop.runtime.provider_values import DEFAULT_KEY, ProviderInfo, Standing, Trial, key_in_use
from desktop.views.announce import spoken
from desktop.views.moments import clock_or_day, month

_WORDS_PER_TOKEN = 0.75
"""About right for English; other languages have fewer words in a token."""

Look = tuple[str, str, str]
"""Words, icon and colour."""

_LOOKS: dict[Standing, Look] = {
    Standing.CONNECTED: (mark("Connected"), "check", "supported"),
    Standing.UNTRIED: (mark("Not tried yet"), "", "text_2"),
    Standing.TESTING: (mark("Testing…"), "waiting", "text_2"),
    Standing.NO_KEY: (mark("No key"), "warning", "warning"),
    Standing.LOCKED: (mark("Keyring locked"), "lock", "warning"),
    Standing.REFUSED: (mark("Key refused"), "contradicted", "contradicted"),
    Standing.UNPAID: (mark("No credit"), "contradicted", "contradicted"),
    Standing.UNREACHED: (mark("Not reached"), "warning", "warning"),
    Standing.TROUBLED: (mark("In trouble"), "warning", "warning"),
}
READY: Look = (mark("Ready"), "check", "supported")
FOUND: Look = (mark("Found"), "check", "supported")
MISSING: Look = (mark("Not downloaded"), "warning", "warning")
BARRED: Look = (mark("Not used"), "lock", "text_2")
LOOKS: tuple[Look, ...] = (*_LOOKS.values(), READY, FOUND, MISSING, BARRED)
"""Every state that a row can show, so that the column can be made wide enough for all."""


def look_of(standing: Standing) -> Look:
    """How a provider stands: its words (marked), icon and colour."""
    return _LOOKS[standing]


def initials(title: str) -> str:
    """Two letters that stand for a provider: `Op` for OpenAI, `LS` for LM Studio."""
    words = [word for word in title.split() if word[:1].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    return (words[0][:2].capitalize() if words else title[:2]) or "?"


def key_words(info: ProviderInfo) -> str:
    """Which key is sent and where it is kept, or where a provider without one answers."""
    key = key_in_use(info)
    if key is None or key.place is KeyPlace.NOT_NEEDED or (key.place is KeyPlace.NONE and not info.needs_key):
        if info.needs_key:
            return tr("It takes no text before it has a key.")
        return at_words(info.provider.host, len(info.provider.models), free=info.free)
    return one_key(key, named=len(info.keys) > 1)


def one_key(key: KeyState, *, named: bool) -> str:
    """Where one key is kept; `named` when there are several."""
    words = _named_ending(key) if named else _ending(key)
    match key.place:
        case KeyPlace.KEYRING:
            return tr("{key}, in the system keyring", key=words)
        case KeyPlace.SESSION:
            return tr("{key}, kept until you close Copydesk", key=words)
        case KeyPlace.LOCKED:
            return tr("{key}, in the keyring, which is locked", key=words)
        case _:
            return tr("It takes no text before it has a key.")


def key_name(name: str) -> str:
    """What a key is called."""
    return tr("Default") if name == DEFAULT_KEY else name


def _named_ending(key: KeyState) -> str:
    if not key.ending:
        return tr("Key “{name}”", name=key_name(key.name))
    return tr("Key “{name}” ends in …{ending}", name=key_name(key.name), ending=key.ending)


def _ending(key: KeyState) -> str:
    return tr("Key ends in …{ending}", ending=key.ending) if key.ending else tr("Key")


def at_words(host: str, models: int, *, free: bool, found: bool = False) -> str:
    """Where a server answers and how much it has: `At localhost:11434, 3 models, free`."""
    parts = [tr("Found at {host}", host=host) if found else tr("At {host}", host=host)]
    if models:
        parts.append(trn("{n} model", "{n} models", models))
    if free:
        parts.append(tr("free"))
    return ", ".join(parts)


def trouble_words(info: ProviderInfo, trial: Trial) -> str:
    """What went wrong when a provider was asked last, and that nothing was lost by it."""
    problem = trial.problem
    if problem is None:
        return ""
    key, safe = key_in_use(info), tr("Your texts are not affected.")
    time = clock_or_day(trial.at)
    if problem.kind is ErrorKind.AUTH and key is not None and key.ending:
        refused = tr("Refused the key ending in …{ending} at {time}.", ending=key.ending, time=time)
        return spoken(refused, safe)
    return spoken(problem.message, problem.hint, safe)


def tried_words(seconds: float, models: int) -> str:
    """What came of a test that went well."""
    time = QLocale().toString(seconds, "f", 1)
    if not models:
        return tr("Answered in {seconds} s", seconds=time)
    count = trn("{n} model", "{n} models", models)
    return tr("Answered in {seconds} s, {models}", seconds=time, models=count)


def statement(preset: Preset | None) -> str:
    """What a provider says of region, retention and training, with the day on which that was known."""
    if preset is None:
        return ""
    said = [tr(part) for part in (preset.region, preset.retention, preset.training) if part]
    if not said:
        return ""
    return spoken(*said, tr("As known in {month}.", month=month(preset.read_on)) if preset.read_on else "")


# Models


def context_words(tokens: int) -> str:
    """How much a model reads at once: `reads about 96,000 words`."""
    if not tokens:
        return tr("length unknown")
    words = round(tokens * _WORDS_PER_TOKEN, -3 if tokens > 4000 else -2)
    return tr("reads about {n} words", n=QLocale().toString(round(words)))


def price_words(price: Price | None, rate: Rate, *, free: bool) -> str:
    """What a thousand words cost, read and written; free and unknown are said so."""
    if free:
        return tr("free")
    if price is None:
        return tr("price unknown")
    if not price.prompt and not price.completion:
        return tr("free")
    read, written = (_of_a_thousand(per, price.currency, rate) for per in (price.prompt, price.completion))
    return tr("1,000 words cost {read} to read, {write} to write", read=read, write=written)


def _of_a_thousand(per_million: float, currency: str, rate: Rate) -> str:
    amount = per_million / 1000 / _WORDS_PER_TOKEN
    return rate.show(amount) if currency == US else money(amount, currency)


def ability_words(model: ProviderModel) -> list[str]:
    """What a model is good at."""
    words = {
        "schema": tr("keeps to a form"),
        "vision": tr("sees pictures"),
        "thinking": tr("thinks before it answers"),
        "tools": tr("uses tools"),
    }
    return [words[each] for each in model.abilities if each in words]


def task_words(task: Purpose) -> str:
    """A kind of work, as a choice."""
    return {
        Purpose.WRITE: tr("Writing copy"),
        Purpose.JUDGE: tr("Judging"),
        Purpose.EXTRACT: tr("Reading facts"),
    }.get(task, task.value)
