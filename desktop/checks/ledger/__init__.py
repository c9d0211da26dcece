"""The fact ledger: what copy claims, and what the facts say of it."""
