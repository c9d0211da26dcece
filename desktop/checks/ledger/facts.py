"""The facts of a brief as the rest of the program asks for them: typed, compared with each other, as one ledger."""

from __future__ import annotations

from desktop.checks.ledger.index import Ledger, ledger_digest, ledger_of, plain_name
from desktop.checks.ledger.types import FactType, type_of
from desktop.core.brief import Fact


def conflicts(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, Fact], ...]:
    """The pairs of approved facts of one name and variant whose values cannot both be true."""
    return ledger_of(facts).conflicts


__all__ = ["FactType", "Ledger", "conflicts", "ledger_digest", "ledger_of", "plain_name", "type_of"]
