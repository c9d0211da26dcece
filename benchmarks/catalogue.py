"""The benchmarks by name, each a module with `run() -> list[Figure]`."""

from __future__ import annotations

BENCHMARKS: dict[str, str] = {
    "start": "benchmarks.start",
    "gap": "benchmarks.gap",
    "typing": "benchmarks.typing_gap",
    "memory": "benchmarks.memory",
    "stack": "benchmarks.stack",
    "local": "benchmarks.local_model",
    "search": "benchmarks.search",
    "history": "benchmarks.long_history",
    "save": "benchmarks.save",
    "backup": "benchmarks.backup",
    "kills": "benchmarks.kills",
    "briefs": "benchmarks.briefs",
    "claims": "benchmarks.claims",
    "ledger": "benchmarks.ledger",
    "check": "benchmarks.check",
    "variants": "benchmarks.variants",
    "posts": "benchmarks.posts",
    "translation": "benchmarks.translation",
    "job": "benchmarks.long_job",
    "translation-memory": "benchmarks.translation_memory",
}
