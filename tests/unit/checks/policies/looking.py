"""What the policy packs say of one text."""

from __future__ import annotations

from desktop.checks.channels import channel
from desktop.checks.check import Subject
from desktop.checks.policies.check import Policies
from desktop.core.brief import Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Finding


def look(
    pack: str,
    text: str,
    language: str,
    *facts: Fact,
    field: str = "description",
    product: str = "",
    channels: tuple[str, ...] = (),
    folder: str = "",
) -> list[Finding]:
    """The findings of one pack on a text in one field (`bullets` is a list of one)."""
    options = CheckOptions(policies=(pack,), packs_folder=folder)
    copy = Copy({field: (text,) if field in {"bullets", "amazon.bullet", "merchant.highlight"} else text})
    brief = Brief(product=product, facts=facts)
    return list(Policies().find(Subject(copy, brief, language, tuple(map(channel, channels)), options=options)))


def rules_in(
    pack: str, text: str, language: str, *facts: Fact, field: str = "description", product: str = ""
) -> list[str]:
    """The rules that found something, in the order of the text."""
    found = look(pack, text, language, *facts, field=field, product=product)
    return [finding.check.removeprefix(f"policy.{pack}.") for finding in found]


def mended(text: str, finding: Finding) -> str:
    """The text with the first fix of a finding."""
    return text[: finding.start] + finding.fixes[0] + text[finding.end :]
