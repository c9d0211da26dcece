"""What the duel says: of texts once their names may be known, of rounds, and of what wins over many of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from desktop.core.brief import Kind
from desktop.core.comparison import Compared
from desktop.core.copy import Copy
from desktop.core.standings import Standings
from desktop.core.words import mark, tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.duels import DuelResult, RoundRow
from desktop.runtime.fields import FieldSpec
from desktop.views.compare.column_words import title_of, tone_of
from desktop.views.compare.grid_words import listed

Name = tuple[str, str]
"""What is strong of a name (the model), and what is quiet (its tone)."""

_FEW_WORDS = 3

_QUESTIONS: dict[Kind, str] = {
    Kind.PRODUCT: mark("Which one would you put in the shop?"),
    Kind.MAIL: mark("Which one would you send?"),
    Kind.REPLY: mark("Which one would you send?"),
    Kind.BLOG: mark("Which one would you publish?"),
}
_POOLED: dict[str, str] = {
    "prompt": mark("versions of the instructions"),
    "tone": mark("tones"),
    "language": mark("languages"),
    "fields": mark("fields"),
    "task": mark("kinds of text"),
}


def question(kind: Kind) -> str:
    """What is asked of each pair."""
    return tr(_QUESTIONS[kind]) if kind in _QUESTIONS else tr("Which one is better?")


def subject(title: str, fields: Sequence[FieldSpec], copies: Sequence[Copy]) -> str:
    """What the duel is about: `Havn backpack, title and description`."""
    written = [field.label.lower() for field in fields if any(copy.text(field.name).strip() for copy in copies)]
    return ", ".join(part for part in (title, listed(written)) if part)


def name_of(desk: Desk, compared: Compared) -> Name:
    """What a column is called after the round."""
    return title_of(desk, compared), tone_of(compared)


def names_of(desk: Desk, result: DuelResult) -> dict[str, Name]:
    """What the columns of a round are called, by key; those that would be called alike bear their letter too."""
    names = {row.compared.key: name_of(desk, row.compared) for row in result.rows}
    found: dict[str, Name] = {}
    for row in result.rows:
        strong, quiet = names[row.compared.key]
        if list(names.values()).count((strong, quiet)) > 1:
            quiet = " · ".join(part for part in (quiet, row.compared.letter) if part)
        found[row.compared.key] = (strong, quiet)
    return found


def headline(result: DuelResult, names: dict[str, Name]) -> str:
    """Who won the round."""
    if result.winner is not None:
        strong, quiet = names[result.winner.key]
        choice = result.winner.choice
        tone = (choice.tone or result.winner.brief.tone) if choice is not None else ""
        if quiet and quiet == tone and len(tone.split()) <= _FEW_WORDS:
            return tr("{model} in the {tone} tone won this round", model=strong, tone=tone.lower())
        if quiet:
            return tr("{model} ({tone}) won this round", model=strong, tone=quiet)
        return tr("{model} won this round", model=strong)
    first = tied(result)
    if len(first) == len(result.rows):
        return tr("A tie: no text won this round")
    return trn("{n} text has the first place", "{n} texts share the first place", len(first))


def tied(result: DuelResult) -> tuple[RoundRow, ...]:
    """The rows that share the first place."""
    best = max((row.share for row in result.rows), default=0.0)
    return tuple(row for row in result.rows if row.of and row.share == best)


def round_words(result: DuelResult) -> str:
    """How the texts met."""
    others = len(result.rows) - 1
    if all(row.of == others for row in result.rows):
        return trn("The two texts met once.", "Every text met the {n} others once.", others)
    pairs = sum(row.of for row in result.rows) // 2
    return trn("{n} pair was judged.", "{n} pairs were judged.", pairs)


def won_words(row: RoundRow) -> tuple[str, str]:
    """How many pairs a text won, as a strong figure and the rest."""
    if not row.of:
        return "", tr("not judged in this round")
    wins = row.won - row.ties / 2
    rest = trn("of {n} pair won", "of {n} pairs won", row.of)
    if row.ties:
        rest = ", ".join((rest, trn("{n} tie", "{n} ties", row.ties)))
    return QLocale().toString(round(wins)), rest


def duels_words(count: int, task: str, *, included: bool) -> str:
    """How many duels the standings rest on: `85 duels on product texts in this shop, this round included.`"""
    words = _on_a_task(task.partition(":")[0], count)
    if included:
        return tr("{duels}, this round included.", duels=words)
    return tr("{duels}.", duels=words)


def _on_a_task(kind: str, count: int) -> str:
    match kind:
        case "product":
            return trn("{n} duel on product texts", "{n} duels on product texts", count)
        case "mail":
            return trn("{n} duel on mails", "{n} duels on mails", count)
        case "reply":
            return trn("{n} duel on replies", "{n} duels on replies", count)
        case "blog":
            return trn("{n} duel on blog posts", "{n} duels on blog posts", count)
        case _:
            return trn("{n} duel", "{n} duels", count)


def pooled_words(pooled: Sequence[str]) -> str:
    """What was counted together, as a sentence; empty when nothing was."""
    names = [tr(_POOLED[each]) for each in pooled if each in _POOLED]
    if not names:
        return ""
    return tr("So that there is enough to go by, {what} are counted together.", what=listed(names))


def standing_notes(standings: Standings) -> str:
    """What else must be known to read standings, in sentences: what was pooled, left out, or never met."""
    notes = [pooled_words(standings.pooled)]
    if standings.groups > 1:
        notes.append(tr("Some never met, not even through others; those cannot be compared with each other."))
    if standings.left_out:
        notes.append(
            trn(
                "{n} duel does not count: it was between two texts of one kind, or with one that no model wrote.",
                "{n} duels do not count: they were between two texts of one kind, or with one that no model wrote.",
                standings.left_out,
            )
        )
    return " ".join(note for note in notes if note)


def percent(share: float, digits: int = 0) -> str:
    """A share as people read it: `70%`."""
    return tr("{n}%", n=QLocale().toString(100 * share, "f", digits))


def range_words(low: float, high: float, digits: int = 0) -> str:
    """A range of shares: `58 to 80%`."""
    first, last = (QLocale().toString(100 * end, "f", digits) for end in (low, high))
    return tr("{low} to {high}%", low=first, high=last)
