"""The facts of a translation brief as lines to write, and back."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.brief import Fact


def facts_text(facts: Sequence[Fact]) -> str:
    """A line for each fact: `Weight: 980 g`."""
    return "\n".join(map(_line, facts))


def facts_of(text: str, known: Sequence[Fact] = ()) -> tuple[Fact, ...]:
    """The facts of such lines; one that stands there as it was stays the fact that it was, with its id and unit."""
    before = {_line(fact): fact for fact in known}
    taken = {fact.id for fact in known}
    found: list[Fact] = []
    for line in (each.strip() for each in text.splitlines()):
        if not line:
            continue
        if line in before:
            found.append(before[line])
            continue
        name, colon, value = line.partition(":")
        number = next(each for each in range(1, len(taken) + 2) if f"f{each}" not in taken)
        taken.add(f"f{number}")
        found.append(Fact(f"f{number}", name.strip() if colon else "", value.strip() if colon else line))
    return tuple(found)


def _line(fact: Fact) -> str:
    value = " ".join(part for part in (fact.value, fact.unit) if part)
    return f"{fact.name}: {value}" if fact.name else value
