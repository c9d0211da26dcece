"""What SpamAssassin's published rules say of a mail, where its Debian package is on this computer; never needed.

The program runs with local rules only: no look-ups in the network, no learning, no settings of the user, no files kept.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import tempfile

import msgspec

from desktop.checks.check import Spot
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

PATIENCE_S = 45.0
"""How long the program may take; it needs two to four seconds, more when others work."""
_POINTS = re.compile(r"\((-?\d+(?:\.\d+)?) points, (\d+(?:\.\d+)?) required\)")
_RULE = re.compile(r"^ ?(-?\d+(?:\.\d+)?) ([A-Z][A-Z0-9_]+)\s+(.*(?:\n {20,}\S.*)*)", re.MULTILINE)
_OF_DRAFTS = frozenset(
    {"NO_RECEIVED", "NO_RELAYS", "MISSING_DATE", "MISSING_MID", "MISSING_FROM", "MISSING_HEADERS", "HTML_MESSAGE"}
)
"""Rules about headers that a mail gets only when it is sent."""
_WORTH_SAYING = 0.5


class SpamRule(msgspec.Struct, frozen=True):
    """A rule that a mail meets, with its points and what it says of itself, in English."""

    name: str
    points: float
    about: str


class SpamScore(msgspec.Struct, frozen=True):
    """The points of a mail, those from which it counts as spam, and the rules that gave them, the most first."""

    points: float
    required: float
    rules: tuple[SpamRule, ...]


def spamassassin() -> str:
    """Where the program is; empty when it is not on this computer."""
    return shutil.which("spamassassin") or ""


@functools.lru_cache(maxsize=16)
def score(message: bytes, patience_s: float = PATIENCE_S) -> SpamScore | None:
    """What the rules say of a mail (RFC 5322); `None` without the program, or when it takes too long or fails."""
    program = spamassassin()
    if not program:
        return None
    with tempfile.TemporaryDirectory(prefix="copydesk-spam-") as folder:
        try:
            done = subprocess.run(
                [program, "--local", "--test-mode", "--nocreate-prefs", "--prefspath", f"{folder}/none"],
                input=message,
                capture_output=True,
                timeout=patience_s,
                check=False,
                env={"HOME": folder, "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"},
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
    return read_report(done.stdout.decode("utf-8", "replace"))


def read_report(text: str) -> SpamScore | None:
    """The score in what the program writes under a mail; `None` when there is none."""
    *_, report = text.rpartition("Content analysis details:")
    total = _POINTS.search(report)
    if total is None:
        return None
    rules = [SpamRule(found[2], float(found[1]), " ".join(found[3].split())) for found in _RULE.finditer(report)]
    counted = [each for each in rules if each.points > 0 and each.name not in _OF_DRAFTS]
    points = sum((each.points for each in rules if each.name not in _OF_DRAFTS), start=0.0)
    return SpamScore(round(points, 1), float(total[2]), tuple(sorted(counted, key=lambda each: -each.points)))


def findings_of(said: SpamScore | None, field: str) -> tuple[Finding, ...]:
    """What a writer should know of a score: whether it is spam's, and each rule that weighs."""
    if said is None:
        return ()
    spot = Spot(field, "", 0, 0)
    found: list[Finding] = []
    if said.points >= said.required / 2:
        severity = Severity.ERROR if said.points >= said.required else Severity.WARNING
        message = tr(
            "SpamAssassin's rules give this mail {points} points; from {required} on it is spam.",
            points=said.points,
            required=said.required,
        )
        found.append(spot.finding("mail.spam_score", severity, message, source="SpamAssassin"))
    for rule in said.rules:
        if rule.points >= _WORTH_SAYING:
            message = tr("{points} points: {about}", points=rule.points, about=rule.about)
            found.append(spot.finding("mail.spam_score", Severity.INFO, message, source=f"SpamAssassin: {rule.name}"))
    return tuple(found)
