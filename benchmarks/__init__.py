"""Measurements of the budgets in the architecture; each module has `run() -> list[Figure]`."""
