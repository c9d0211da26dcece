"""What pofilter of the translate-toolkit says of the same segments, where it is installed; it is no dependency of ours.

All its filters run with their defaults (`StandardChecker`), without those that need a dictionary or a term list. To be
fair to it, a mistake counts as found when any of its filters complains, whatever it is called.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any

Complaints = Callable[[str, str, str], frozenset[str]]

_ELSEWHERE = frozenset({"spellcheck", "musttranslatewords", "notranslatewords", "hassuggestion", "isfuzzy", "isreview"})


def pofilter() -> Complaints | None:
    """What complains about a source, its target and the target's language, by the filters' names; None without it."""
    if importlib.util.find_spec("translate") is None:
        return None
    checks: Any = importlib.import_module("translate.filters.checks")
    units: Any = importlib.import_module("translate.storage.po")
    checkers: dict[str, Any] = {}

    def complaints(source: str, target: str, language: str) -> frozenset[str]:
        if language not in checkers:
            settings = checks.CheckerConfig(targetlanguage=language)
            checkers[language] = checks.TeeChecker(settings, checkerclasses=[checks.StandardChecker])
        unit = units.pounit(source)
        unit.target = target
        return frozenset(checkers[language].run_filters(unit)) - _ELSEWHERE

    return complaints
