"""A text as one reader gets it: tags filled with sample values, passages shown or left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.core.merge_tags.conditions import Condition, Part
from desktop.core.merge_tags.reading import read_tags
from desktop.core.merge_tags.values import MergeTag

_CASES: dict[str, Callable[[str], str]] = {"title": str.title, "upper": str.upper, "lower": str.lower}
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": lambda one, other: one > other,
    "<": lambda one, other: one < other,
    ">=": lambda one, other: one >= other,
    "<=": lambda one, other: one <= other,
}


def fill(text: str, sample: Mapping[str, str]) -> str:
    """A text with its tags filled: by the sample's value of a field, else by the fallback, else by `‹first_name›`.

    Passages are shown to whom they are for; one whose condition only its sender can judge is shown, a loop once.
    """
    reads = read_tags(text)
    if not reads:
        return text
    parts: list[str] = []
    passages: list[_Passage] = []
    at = 0
    for each in reads:
        shown = all(passage.shown for passage in passages)
        if shown:
            parts.append(text[at : each.tag.start])
        at = each.tag.end
        if each.part is not None:
            _step(each.part, passages, sample)
        elif shown:
            parts.append(_value(each.tag, sample))
    if all(passage.shown for passage in passages):
        parts.append(text[at:])
    return "".join(parts)


class _Passage:
    """An open passage: whether its branch is shown now, and whether one of them was already."""

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown
        self.done = shown


def _step(part: Part, passages: list[_Passage], sample: Mapping[str, str]) -> None:
    if part.word.startswith("end"):
        if passages:
            passages.pop()
    elif part.word in {"else", "elseif", "elif", "when", "empty"}:
        if passages:
            passage = passages[-1]
            holds = part.word == "else" or _holds(part.condition, sample)
            passage.shown = holds and not passage.done
            passage.done = passage.done or passage.shown
    else:
        passages.append(_Passage(shown=part.word != "comment" and _holds(part.condition, sample)))


def _holds(condition: Condition | None, sample: Mapping[str, str]) -> bool:
    if condition is None:
        return True
    value = sample.get(condition.field, "")
    if not condition.sign:
        return bool(value) != condition.negated
    if condition.sign in {"==", "!="}:
        return (value == condition.value) == (condition.sign == "==")
    try:
        return _COMPARE[condition.sign](float(value), float(condition.value))
    except ValueError:
        return False


def _value(tag: MergeTag, sample: Mapping[str, str]) -> str:
    value = sample.get(tag.name, "")
    if value:
        return _CASES[tag.case](value) if tag.case else value
    return f"‹{tag.name}›" if tag.fallback is None else tag.fallback
