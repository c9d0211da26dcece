"""What providers write of their models in their lists, as values; what is not of the expected shape is left out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

import msgspec

from desktop.core.provider import Price, ProviderModel
from desktop.engine.error_facts import NotAModelServer

_LONGEST_ID = 300
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_CLOUD = re.compile(r"[:-]cloud$")
_DEAREST = 5_000.0
_OLLAMA_CLOUD = "ollama.com"


def mapping(value: object) -> Mapping[str, object]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def text(value: object, longest: int = _LONGEST_ID) -> str:
    """The value if it is text that can be shown on one line and is no longer than that, else empty."""
    return value.strip() if isinstance(value, str) and len(value) <= longest and not _UNFIT.search(value) else ""


def rows(answer: object) -> list[Mapping[str, object]]:
    """The objects of a list, whether it is the answer itself or lies in it as `data` or `models`."""
    if isinstance(answer, dict):
        answer = answer.get("data", answer.get("models"))
    return [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []


def openai_shaped(answer: object, today: str) -> Iterator[ProviderModel]:
    """The entries of `/models`, with what OpenRouter, Hugging Face, Mistral, Groq, vLLM and others add to it."""
    if not isinstance(answer, list):
        _expect(answer, "data")
    for row in rows(answer):
        name = text(row.get("id"))
        if not name or not _writes(row):
            continue
        plain = ProviderModel(
            name,
            _title(row, name),
            _first_count(row, "context_length", "context_window", "max_context_length", "max_model_len"),
            _first_count(row, "max_completion_tokens", "max_output_length")
            or _first_count(mapping(row.get("top_provider")), "max_completion_tokens"),
            _price(mapping(row.get("pricing")), today),
            _abilities(row),
            passed_to=_OLLAMA_CLOUD if _CLOUD.search(name) and row.get("owned_by") in {"library", "ollama"} else "",
        )
        yield from _routed(plain, row, today)


def anthropic(page: object) -> Iterator[ProviderModel]:
    """The entries of a page of Anthropic's list."""
    _expect(page, "data")
    for row in rows(page):
        if name := text(row.get("id")):
            longest = _first_count(row, "max_tokens")
            context = _first_count(row, "max_input_tokens")
            yield ProviderModel(name, text(row.get("display_name")), context, longest)


def gemini(page: object) -> Iterator[ProviderModel]:
    """The entries of a page of Google's list that generate content."""
    _expect(page, "models")
    for row in rows(page):
        name = text(row.get("name")).removeprefix("models/")
        methods = row.get("supportedGenerationMethods")
        if not name or (isinstance(methods, list) and "generateContent" not in methods):
            continue
        abilities = ("thinking",) if row.get("thinking") is True else ()
        context, longest = _first_count(row, "inputTokenLimit"), _first_count(row, "outputTokenLimit")
        yield ProviderModel(name, text(row.get("displayName")), context, longest, abilities=abilities)


def ollama(answer: object) -> Iterator[ProviderModel]:
    """The entries of Ollama's `/api/tags`; those of its cloud say where questions are passed on to."""
    _expect(answer, "models")
    for row in rows(answer):
        name = text(row.get("model")) or text(row.get("name"))
        if not name:
            continue
        details = mapping(row.get("details"))
        sizes = (text(details.get(each)) for each in ("parameter_size", "quantization_level"))
        size = " ".join(each for each in sizes if each and each != "unknown")
        yield ProviderModel(name, f"{name} ({size})" if size else "", passed_to=_remote(row, name))


def ollama_shown(model: ProviderModel, answer: object) -> ProviderModel | None:
    """The model with what `/api/show` says of it; `None` when it writes no text."""
    shown = mapping(answer)
    able = shown.get("capabilities")
    if isinstance(able, list) and able and "completion" not in able:
        return None
    words = {"tools": "tools", "vision": "vision", "thinking": "thinking"}
    abilities = [words[each] for each in able if each in words] if isinstance(able, list) else []
    info = mapping(shown.get("model_info"))
    family = text(info.get("general.architecture"))
    return msgspec.structs.replace(
        model,
        context=_first_count(info, f"{family}.context_length"),
        abilities=("schema", *sorted(abilities)),  # its `format` works with every model
        passed_to=model.passed_to or _remote(shown, ""),
    )


def _remote(row: Mapping[str, object], name: str) -> str:
    if host := text(row.get("remote_host")):
        return host.removeprefix("https://").removeprefix("http://").partition("/")[0].removesuffix(":443")
    return _OLLAMA_CLOUD if row.get("remote_model") or _CLOUD.search(name) else ""


def _expect(answer: object, member: str) -> None:
    if not isinstance(mapping(answer).get(member), list):
        raise NotAModelServer


def _writes(row: Mapping[str, object]) -> bool:
    """Whether a model answers in text, as far as its entry says."""
    able = row.get("capabilities")
    if isinstance(able, dict) and able.get("completion_chat") is False:  # Mistral
        return False
    if row.get("type") in {"embedding", "embeddings", "image", "audio", "rerank", "moderation", "transcribe"}:
        return False
    modalities = mapping(row.get("architecture")).get("output_modalities")
    return not isinstance(modalities, list) or not modalities or "text" in modalities


def _title(row: Mapping[str, object], name: str) -> str:
    title = text(row.get("name")) or text(row.get("display_name"))
    return "" if title == name else title


def _routed(model: ProviderModel, row: Mapping[str, object], today: str) -> Iterator[ProviderModel]:
    """The model, and where a router lets one choose who runs it (`id:provider`), each of those with its own price."""
    providers = row.get("providers")
    if not isinstance(providers, list):
        yield model
        return
    pinned = []
    for entry in providers:
        runner = mapping(entry)
        if runner.get("status") not in {"live", None} or not (name := text(runner.get("provider"))):
            continue
        tools = ("tools",) if runner.get("supports_tools") is True else ()
        schema = ("schema",) if runner.get("supports_structured_output") is True else ()
        pinned.append(
            msgspec.structs.replace(
                model,
                id=f"{model.id}:{name}",
                context=_first_count(runner, "context_length"),
                price=_price(mapping(runner.get("pricing")), today),
                abilities=schema + model.abilities + tools,
            )
        )
    if not pinned:
        return
    prices = {each.price for each in pinned}
    shared = set.intersection(*(set(each.abilities) for each in pinned))
    yield msgspec.structs.replace(
        model,
        context=min(each.context for each in pinned),
        price=prices.pop() if len(prices) == 1 else None,
        abilities=tuple(word for word in ("schema", "vision", "thinking", "tools") if word in shared),
    )
    yield from pinned


def _first_count(row: Mapping[str, object], *names: str) -> int:
    """The first of these members that is a number of tokens."""
    for name in names:
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1_000_000_000:
            return value
    return 0


def _price(pricing: Mapping[str, object], today: str) -> Price | None:
    """The price for a million tokens: `prompt` and `completion` are for one, `input` and `output` for a million.

    A price beyond all others is one in another unit, and unknown.
    """
    for names, factor in ((("prompt", "completion"), 1_000_000), (("input", "output"), 1)):
        asked, answered = (_amount(pricing.get(name)) for name in names)
        if asked is not None and answered is not None:
            price = Price(round(asked * factor, 6), round(answered * factor, 6), as_of=today)
            return price if max(price.prompt, price.completion) <= _DEAREST else None
    return None


def _amount(value: object) -> float | None:
    """A price as a number; below 0 it means that it depends on what is chosen."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = float(value)
    except ValueError:
        return None
    return amount if math.isfinite(amount) and amount >= 0 else None


def _abilities(row: Mapping[str, object]) -> tuple[str, ...]:
    able = mapping(row.get("capabilities"))
    listed = row.get("supported_parameters")
    parameters = {each for each in listed if isinstance(each, str)} if isinstance(listed, list) else set()
    modalities = mapping(row.get("architecture")).get("input_modalities")
    sees = able.get("vision") is True or (isinstance(modalities, list) and "image" in modalities)
    return tuple(
        word
        for word, can in (
            ("schema", "structured_outputs" in parameters),
            ("vision", sees),
            ("thinking", "reasoning" in parameters),
            ("tools", "tools" in parameters or able.get("function_calling") is True),
        )
        if can
    )
