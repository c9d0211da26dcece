"""What translators changed in machine output, by model and by file: chrF, TER and the plain edit distance.

The machine's text is the hypothesis and the confirmed one the reference, so TER is HTER (human-targeted TER, Snover
2006): the edits it took, for each word of the final text. chrF is chrF2 with its usual settings (Popović 2016).
`sacrebleu` counts both; it takes a fifth of a second to import, so this happens when something is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from desktop.core.quality import CONFIRMED, PostEdit, PostEditing
from desktop.core.translation import Row


class Edited(NamedTuple):
    """Machine output and the text that was confirmed in its place; `file` is the name, `model` whose output it was."""

    file: str
    model: str
    machine: str
    final: str


def edited_of(rows: Iterable[Row], names: Mapping[int, str]) -> list[Edited]:
    """The confirmed rows that a model translated first; `names` are those of the files by their ids."""
    found = []
    for row in rows:
        final = row.segment.target.text if row.note.target is None else row.note.target
        state = row.note.state or row.segment.state
        if state in CONFIRMED and row.note.machine.strip() and final.strip():
            model = row.note.machine_origin.model
            found.append(Edited(names.get(row.key.file, ""), model, row.note.machine, final))
    return found


def post_editing(edits: Sequence[Edited]) -> PostEditing:
    """The figures of all, of each model and of each file, in the order in which they first appear."""
    if not edits:
        return PostEditing()
    return PostEditing(_figures("", edits), _by(edits, lambda each: each.model), _by(edits, lambda each: each.file))


def _by(edits: Sequence[Edited], name_of: Callable[[Edited], str]) -> tuple[PostEdit, ...]:
    groups: dict[str, list[Edited]] = {}
    for each in edits:
        groups.setdefault(name_of(each), []).append(each)
    return tuple(_figures(name, group) for name, group in groups.items())


def _figures(name: str, edits: Sequence[Edited]) -> PostEdit:
    from rapidfuzz.distance import Levenshtein
    from sacrebleu.metrics import CHRF, TER

    machine, final = [each.machine for each in edits], [each.final for each in edits]
    changed = sum(Levenshtein.distance(*texts) for texts in zip(machine, final, strict=True))
    longest = sum(max(map(len, texts)) for texts in zip(machine, final, strict=True))
    same = sum(one == other for one, other in zip(machine, final, strict=True))
    chrf = CHRF().corpus_score(machine, [final]).score
    ter = TER(case_sensitive=True).corpus_score(machine, [final]).score
    return PostEdit(name, len(edits), same, chrf, ter, changed / max(1, longest))
