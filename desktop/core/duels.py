"""Choices between two variants that the writer made without knowing whose they were."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.ids import DraftId, VersionId


class Winner(StrEnum):
    """Which of the two was chosen."""

    LEFT = "left"
    RIGHT = "right"
    TIE = "tie"


class Contender(msgspec.Struct, frozen=True, omit_defaults=True, order=True):
    """What a variant is judged as, over many duels: the model, the prompt and the tone that it was made with.

    An empty part is one that was pooled: it stands for all of them.
    """

    model: str
    prompt: str = ""
    tone: str = ""


class Duel(msgspec.Struct, frozen=True, omit_defaults=True):
    """One choice; `task` is what was written (`product:title,description`), `round` those that were made in one go.

    `at` is ISO 8601 in UTC. The versions are those that were shown, so that a choice can be looked at again.
    """

    at: str
    round: str
    task: str
    language: str
    left: Contender
    right: Contender
    winner: Winner
    left_version: VersionId = VersionId(0)
    right_version: VersionId = VersionId(0)
    draft: DraftId = DraftId("")
    id: int = 0
