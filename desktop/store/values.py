"""What the store tells besides drafts and versions."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.ids import DraftId
from desktop.core.words import tr, trn


class BackupInfo(msgspec.Struct, frozen=True):
    """A copy of the whole history that was opened and checked; `name` is its file in the profile's folder of backups.

    `changes` counts the changes that the history had seen by then: it tells older from newer when a clock does not.
    """

    name: str
    made_at: str
    changes: int
    size: int


class Damage(StrEnum):
    """What was wrong with the file of the history."""

    EMPTY = "empty"
    NOT_OURS = "not_ours"
    BROKEN = "broken"
    MISSING = "missing"


class RecoveryReport(msgspec.Struct, frozen=True):
    """What happened to a damaged or lost history: where the file is kept, what came back and what did not.

    `damaged_file` is empty when there was none to keep. `restored_from` is the time of the backup, empty when there was
    none; `drafts` and `versions` count what was read out of the damaged file itself and is newer; `lost` names what is
    known to be gone.
    """

    damage: Damage
    damaged_file: str
    restored_from: str = ""
    drafts: int = 0
    versions: int = 0
    lost: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What the writer is told first."""
        if self.damage is Damage.MISSING:
            return self._message_of_missing()
        if self.restored_from:
            return tr(
                "The history was damaged. It is back as it was at {time}, with everything newer that could be read.",
                time=self.restored_from,
            )
        if self.drafts:
            return tr("The history was damaged. Everything that could be read of it is back.")
        return tr("The history was damaged and nothing could be read of it; a new one was begun.")

    def _message_of_missing(self) -> str:
        if self.restored_from:
            return tr("The file of the history is gone. It is back as it was at {time}.", time=self.restored_from)
        return tr("The file of the history is gone. What was still in the log beside it is back.")

    @property
    def details(self) -> str:
        """What came back, what is lost, and where the damaged file is, a line each."""
        lines = [
            trn(
                "{n} draft was read from the damaged file.", "{n} drafts were read from the damaged file.", self.drafts
            ),
            trn(
                "{n} version was read from the damaged file.",
                "{n} versions were read from the damaged file.",
                self.versions,
            ),
            *(tr("Lost: {what}", what=what) for what in self.lost),
        ]
        if self.damaged_file:
            lines.append(tr("The damaged file is kept: {file}", file=self.damaged_file))
        return "\n".join(lines)


class PreviousSession(msgspec.Struct, frozen=True):
    """How the last window ended. After an unclean end: the draft that was open and when it was last saved.

    `state` is what the window itself wrote down (screen, caret), in a form that is its own matter.
    """

    unclean: bool = False
    draft: DraftId = DraftId("")
    saved_at: str = ""
    state: str = ""


class Waiting(msgspec.Struct, frozen=True, tag=True):
    """Another program holds the history; saving goes on trying."""

    seconds: float


class Recovered(msgspec.Struct, frozen=True, tag=True):
    """The history was damaged and has been recovered."""

    report: RecoveryReport


class CharactersReplaced(msgspec.Struct, frozen=True, tag=True):
    """So many half characters of a text could not be saved and became U+FFFD."""

    draft: DraftId
    count: int


class IndexMadeAgain(msgspec.Struct, frozen=True, tag=True):
    """The search index was out of step; it holds so many versions now."""

    versions: int


class Warned(msgspec.Struct, frozen=True, tag=True):
    """Something that endangers the history and that the writer can change."""

    message: str
    hint: str


class BackedUp(msgspec.Struct, frozen=True, tag=True):
    """A backup was made in the background, opened and checked."""

    info: BackupInfo


StoreEvent = Waiting | Recovered | CharactersReplaced | IndexMadeAgain | Warned | BackedUp
