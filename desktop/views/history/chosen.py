"""The draft that is looked at in the history: its versions, which two are compared, and one held of another draft."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.core.draft import SearchHit, Version, VersionHeader
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId, VersionId
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.announce import announce
from desktop.views.history.comparison import Comparison
from desktop.views.history.ends import header_of, title_of
from desktop.views.history.names import is_kept, version_title
from desktop.views.history.timeline import End, Timeline
from desktop.views.moments import moment


class Chosen(QObject):
    """Asks the desk, shows the answers; an answer for a draft that is no longer chosen is dropped.

    `changed` is sent when something else is known of the draft: its versions, or where it lies.
    """

    changed = Signal()

    def __init__(self, desk: Desk, timeline: Timeline, comparison: Comparison, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timeline = timeline
        self._comparison = comparison
        self.draft = DraftId("")
        self.card: DraftCard | None = None
        self.headers: list[VersionHeader] = []
        self.held: Version | None = None
        self._found = VersionId(0)
        self._newest = VersionId(0)
        self._ends: dict[End, VersionId] = {}
        self._loaded: dict[VersionId, Version] = {}
        timeline.picked.connect(self._on_picked)
        comparison.let_go.connect(self.let_go)

    @property
    def version(self) -> VersionHeader | None:
        """The version that verbs are about: the row of the keyboard, else the older one that is compared."""
        current = self._timeline.current
        if current is not None:
            return current
        wanted = self._ends.get(End.FROM, self._ends.get(End.TO))
        return next((header for header in self.headers if header.id == wanted), None)

    @property
    def title(self) -> str:
        """What the draft is called."""
        return (self.card.title if self.card is not None else "") or tr("Without a name")

    def choose(self, hit: SearchHit, *, found: bool) -> None:
        """Look at the draft of a hit; with `found`, from the version of the hit."""
        self._comparison.show_hit(hit)
        version = hit.version if found else VersionId(0)
        other, self._found = version != self._found, version
        if hit.draft != self.draft:
            self.forget()
            self.draft = hit.draft
            self._ask(version)
        elif other and self.headers:
            self._start(version)

    def forget(self) -> None:
        """Look at nothing, as before the first draft was chosen."""
        self.draft, self.card, self.headers = DraftId(""), None, []
        self._newest, self._ends, self._loaded = VersionId(0), {}, {}

    def refresh(self) -> None:
        """Ask again for what is known of the draft."""
        if self.draft:
            self._ask(VersionId(0))

    def refresh_card(self) -> None:
        """Ask again where the draft lies."""
        if self.draft:
            self._desk.history.card(self.draft, self._on_card)

    # A version of another draft

    def hold(self) -> None:
        """Hold the version to compare it with one of another draft, or let go of the held one."""
        version = self.version
        if self.held is not None:
            self.let_go()
        elif version is not None:
            self._desk.drafts.version(version.id, self._on_held)

    def let_go(self) -> None:
        """Compare versions of one draft again."""
        if self.held is not None:
            self.held = None
            self._comparison.held.show_held("")
            self._start(VersionId(0))
            self.changed.emit()

    def _on_held(self, version: Version) -> None:
        self.held = version
        words = tr(
            "Compared with “{version}” of {title}, {time}. Choose another text, then a version of it.",
            version=version_title(header_of(version)),
            title=title_of(version) or tr("Without a name"),
            time=moment(version.saved_at),
        )
        self._comparison.held.show_held(words)
        announce(self._comparison.held, words)
        self.changed.emit()

    @property
    def _across(self) -> Version | None:
        """The held version, when it is of another draft than the one that is looked at."""
        return self.held if self.held is not None and self.held.draft != self.draft else None

    # Its versions

    def _ask(self, found: VersionId) -> None:
        draft = self.draft
        self._desk.drafts.versions(partial(self._on_versions, draft, found), draft)
        self._desk.history.card(draft, self._on_card)

    def _on_card(self, card: DraftCard) -> None:
        if card.draft == self.draft:
            self.card = card
            self._comparison.show_card(card)
            self.changed.emit()

    def _on_versions(self, draft: DraftId, found: VersionId, headers: list[VersionHeader]) -> None:
        """A new text of the draft is compared with the one before it; else the two stay that were compared."""
        if draft != self.draft or not headers:
            return
        self.headers = headers
        self._loaded = {}
        self._timeline.versions.show(headers, self._titles())
        ids = {header.id for header in headers}
        own = next((header.id for header in headers if not header.origin.beside), headers[0].id)
        stays = own == self._newest and bool(self._ends) and ids.issuperset(self._ends.values())
        self._newest = own
        if stays:
            self._load()
        else:
            self._start(found)
        self.changed.emit()

    def _start(self, found: VersionId) -> None:
        """Compare the newest with the version that was found, or with the one before it."""
        every = [header.id for header in self.headers]
        if not every:
            return
        own = [header.id for header in self.headers if not header.origin.beside] or every[:1]
        other = found if found in every and found != self._newest else next(iter(own[1:]), None)
        self._ends = {End.TO: found if self._across is not None and found in every else self._newest}
        if other is not None and self._across is None:
            old, new = sorted((other, self._newest), key=every.index, reverse=True)
            self._ends = {End.FROM: old, End.TO: new}
        self._load()
        self._timeline.go_to(self._ends.get(End.FROM, self._ends[End.TO]))

    def _on_picked(self, end: str, version: VersionHeader) -> None:
        """Take a version as one end; the two stay in the order of time."""
        if self._across is not None:
            self._ends = {End.TO: version.id}
            self._load()
            return
        ends = {**self._ends, End(end): version.id}
        if ends.get(End.FROM) == ends.get(End.TO):
            return
        place = {header.id: row for row, header in enumerate(self.headers)}
        if End.FROM in ends and place[ends[End.FROM]] < place[ends[End.TO]]:
            ends = {End.FROM: ends[End.TO], End.TO: ends[End.FROM]}
        self._ends = ends
        self._load()

    def _load(self) -> None:
        self._timeline.versions.mark(self._ends)
        missing = [version for version in self._ends.values() if version not in self._loaded]
        for version in missing:
            self._desk.drafts.version(version, self._on_version)
        if not missing:
            self._show()

    def _on_version(self, version: Version) -> None:
        if version.draft == self.draft:
            self._loaded[version.id] = version
            if all(wanted in self._loaded for wanted in self._ends.values()):
                self._show()

    def _show(self) -> None:
        new = self._loaded[self._ends[End.TO]]
        old = self._across or (self._loaded[self._ends[End.FROM]] if End.FROM in self._ends else None)
        kept = frozenset(int(header.id) for header in self.headers if is_kept(header))
        self._comparison.show_versions(old, new, newest=new.id == self._newest, kept=kept)

    def _titles(self) -> Mapping[str, str]:
        return {model.id: model.title for model in self._desk.models.models}
