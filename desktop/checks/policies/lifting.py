"""What the approved facts say of a rule: a certificate that lifts it, or a share that raises it."""

from __future__ import annotations

import functools

import regex

from desktop.checks.policies.pack import Pack, Rule
from desktop.checks.policies.reading import compiled
from desktop.core.brief import Fact

_NOT_HELD = regex.compile(
    r"(?i)\b(?:no|not|none|without|pending|applied for|expired|withdrawn|planned|nee|niet|geen|zonder|aangevraagd"
    r"|in aanvraag|verlopen|nej|inte|ej|utan|saknas|ansökt|ansökan|utgången|planerad|false|onwaar|falskt|n/a|nvt)\b"
)


def is_lifted(rule: Rule, pack: Pack, facts: tuple[Fact, ...]) -> bool:
    """Whether an approved fact about the whole product names a certificate that ends this rule."""
    return any(_has(facts, pack.certificates[group]) for group in rule.lifted_by)


def is_softened(rule: Rule, pack: Pack, facts: tuple[Fact, ...]) -> bool:
    """Whether an approved fact names a certificate that speaks for the words without ending the rule."""
    return any(_has(facts, pack.certificates[group]) for group in rule.softened_by)


def is_raised(rule: Rule, facts: tuple[Fact, ...]) -> bool:
    """Whether a fact gives the rule its reason; one that needs none always has it."""
    return not rule.raised_by or _has(facts, rule.raised_by)


@functools.lru_cache(maxsize=256)
def _has(facts: tuple[Fact, ...], patterns: tuple[str, ...]) -> bool:
    wanted = compiled("|".join(patterns))
    return any(
        wanted.search(line) is not None and _NOT_HELD.search(wanted.sub(" ", line)) is None
        for line in (f"{fact.name}: {fact.text}" for fact in facts if fact.approved and not fact.variant)
    )
