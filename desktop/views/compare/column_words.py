"""What is said of a column: its model and tone, where its text goes, how it stands, its claims, ease, cost and time."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QLocale

from desktop.core.comparison import ColumnState, Compared
from desktop.core.finding import Severity, Verdict
from desktop.core.money import US, money
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.compare.grid_words import model_title
from desktop.views.model_words import is_local, provider_of
from desktop.views.moments import duration
from desktop.views.where import place_of
from desktop.views.widgets.badge import Tone

NOTHING = "–"
"""What stands where there is nothing to say."""

_EASY, _PLAIN, _FAIRLY_HARD = 70, 60, 50
_LIX_EASY, _LIX_PLAIN, _LIX_FAIRLY_HARD = 30, 40, 50
_LONGEST_INSTRUCTION = 60
_LONG = 20_000


class StateLook(msgspec.Struct, frozen=True):
    """The chip of a state: its words, tone and icon."""

    words: str
    tone: Tone
    icon: str


class PlaceLook(msgspec.Struct, frozen=True):
    """Where the text of a column comes from: its words, the token of its colour, and its icon."""

    words: str
    role: str
    icon: str


class ClaimsLook(msgspec.Struct, frozen=True):
    """What the facts say of a column in two parts, the first of which is strong; `short` where there is little room."""

    icon: str
    role: str
    words: str
    rest: str = ""
    short: str = ""


def title_of(desk: Desk, compared: Compared) -> str:
    """The first line of a column's head."""
    return model_title(desk, compared.choice.model) if compared.choice is not None else compared.label


def tone_of(compared: Compared) -> str:
    """The tone and the instruction that a column was asked for; empty for a text from elsewhere."""
    choice = compared.choice
    if choice is None:
        return ""
    tone = choice.tone or compared.brief.tone
    parts = [tone or tr("tone of the brief"), _shortened(choice.instruction)]
    return " · ".join(part for part in parts if part)


def second_line(compared: Compared, *, is_base: bool, words: int) -> str:
    """What stands below a column's title: tone, whether it is the base, how far it is."""
    parts = [tone_of(compared)]
    if is_base:
        parts.append(tr("base for comparing"))
    if compared.state is ColumnState.WRITING and words:
        parts.append(trn("{n} word so far", "{n} words so far", words))
    return " · ".join(part for part in parts if part)


def full_name(desk: Desk, compared: Compared) -> str:
    """A column as it is spoken: letter, model and tone."""
    parts = (title_of(desk, compared), tone_of(compared))
    return tr("Column {letter}: {name}", letter=compared.letter, name=", ".join(part for part in parts if part))


def state_look(state: ColumnState) -> StateLook:
    """The chip of a state."""
    match state:
        case ColumnState.WAITING:
            return StateLook(tr("waiting"), Tone.NEUTRAL, "waiting")
        case ColumnState.WRITING:
            return StateLook(tr("writing…"), Tone.ACCENT, "pencil")
        case ColumnState.DONE:
            return StateLook(tr("done"), Tone.SUPPORTED, "check")
        case ColumnState.STOPPED:
            return StateLook(tr("stopped"), Tone.WARNING, "stop")
        case _:
            return StateLook(tr("failed"), Tone.CONTRADICTED, "contradicted")


def place_look(desk: Desk, compared: Compared) -> PlaceLook:
    """Where a column's text is made, or where it is from."""
    choice = compared.choice
    if choice is None:
        column = desk.comparing.comparison.column(compared.key)
        if compared.version and not (column is not None and column.title):
            return PlaceLook(tr("from the history"), "text_2", "history")
        return PlaceLook(tr("from elsewhere"), "text_2", "clipboard")
    if stays_here(desk, choice.model):
        return PlaceLook(tr("stays on this computer"), "supported", "lock")
    place = place_of(desk, choice.model) or provider_of(choice.model)
    return PlaceLook(tr("goes to {provider}", provider=place), "text_2", "cloud")


def stays_here(desk: Desk, model_id: str) -> bool:
    """Whether a model answers on this computer."""
    return is_local(model_id) or desk.providers.stays_here(model_id)


def claims_look(compared: Compared) -> ClaimsLook:
    """What the facts say of a column's text, the gravest first."""
    unfinished = compared.state in {ColumnState.WAITING, ColumnState.WRITING}
    if compared.copy.is_empty:
        return ClaimsLook("", "text_2", "", tr("No text yet") if unfinished else tr("No text to check"))
    if compared.report is None:
        return ClaimsLook("", "text_2", "", tr("Not checked yet") if unfinished else tr("Checking…"))
    wrong, doubted = compared.claims(Verdict.CONTRADICTED), compared.claims(Verdict.UNSUPPORTED)
    supported = compared.claims(Verdict.SUPPORTED)
    total = wrong + doubted + supported
    rest = tr("so far") if unfinished else tr("of {n}", n=total)
    if wrong:
        short = tr("{supported} of {n}", supported=wrong, n=total)
        return ClaimsLook("contradicted", "contradicted", tr("{n} contradicted", n=wrong), rest, short)
    if doubted:
        short = tr("{supported} of {n}", supported=doubted, n=total)
        return ClaimsLook("warning", "warning", tr("{n} unsupported", n=doubted), rest, short)
    if total:
        words = tr("{supported} of {n} supported", supported=supported, n=total)
        short = tr("{supported} of {n}", supported=supported, n=total)
        return ClaimsLook("check", "supported", words, tr("so far") if unfinished else "", short)
    return ClaimsLook("", "text_2", "", tr("Claims nothing"))


def errors_words(compared: Compared) -> str:
    """How many errors there are besides its claims; empty when there are none."""
    found = compared.report.findings if compared.report is not None else ()
    errors = sum(each.severity is Severity.ERROR and not each.check.startswith("claims.") for each in found)
    return trn("{n} error", "{n} errors", errors) if errors else ""


def ease_words(compared: Compared) -> str:
    """How easily its longest text reads: `63, plain`."""
    metrics = compared.report.metrics if compared.report is not None else {}
    measured = [each for each in metrics.values() if "flesch" in each or "lix" in each]
    if not measured:
        return NOTHING
    longest = max(measured, key=lambda each: each.get("words", 0.0))
    if "flesch" in longest:
        value = longest["flesch"]
        easy = (value >= _EASY, value >= _PLAIN, value >= _FAIRLY_HARD)
    else:
        value = longest["lix"]
        easy = (value < _LIX_EASY, value < _LIX_PLAIN, value < _LIX_FAIRLY_HARD)
    words = (tr("easy"), tr("plain"), tr("fairly hard"), tr("hard"))
    level = next((word for word, holds in zip(words, easy, strict=False) if holds), words[-1])
    return tr("{value}, {level}", value=round(value), level=level)


def length_words(compared: Compared, words: int) -> str:
    """How many words it has by now."""
    return QLocale().toString(words or compared.words)


def cost_words(desk: Desk, compared: Compared) -> str:
    """What it cost: `free`, an amount, or that nobody knows."""
    variant = compared.variant
    free = compared.choice is not None and stays_here(desk, compared.choice.model)
    if variant is None:
        return tr("free") if free else NOTHING
    usage = variant.usage
    if usage.cost is None:
        return tr("free") if free else tr("unknown")
    if not usage.cost:
        return tr("free")
    return desk.spending.rate.show(usage.cost) if usage.currency == US else money(usage.cost, usage.currency)


def time_words(compared: Compared, running_s: float = 0.0) -> str:
    """How long it took, or how long it has been at it."""
    if compared.state is ColumnState.WRITING:
        return tr("{time}…", time=duration(running_s)) if running_s else NOTHING
    variant = compared.variant
    return duration(variant.timing.total_s) if variant is not None and variant.timing.total_s else NOTHING


def words_in(text: str) -> int:
    """How many words a text that still grows has; of a long one about, as it is asked some times a second."""
    return len(text.split()) if len(text) < _LONG else text.count(" ") + text.count("\n") + 1


def _shortened(instruction: str) -> str:
    line = " ".join(instruction.split())
    return line if len(line) <= _LONGEST_INSTRUCTION else f"{line[:_LONGEST_INSTRUCTION]}…"
