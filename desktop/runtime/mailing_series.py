"""Series of mails: several drafts that know their place and their day."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import Mail, MailType, Series, texts_of
from desktop.core.mail_series import series_of
from desktop.core.words import tr
from desktop.runtime.drafts import Drafts
from desktop.runtime.mailing_values import SeriesMail
from desktop.runtime.notices import Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store


_MOST = 100


class MailSeriesService:
    """Begins series and lists the mails of one."""

    def __init__(self, session: DraftSession, drafts: Drafts, store: StoreThread, notices: Notices) -> None:
        self._drafts = drafts
        self._store = store
        self._notices = notices
        self._earlier: tuple[Copy, ...] = ()
        self._asked = 0
        session.opened.connect(self._on_opened)

    @property
    def earlier(self) -> tuple[Copy, ...]:
        """The words of the mails that come before the one on the desk, in their order, once they were read."""
        return self._earlier

    def _on_opened(self, draft: Draft) -> None:
        """Read what the mails before this one say, so that it does not say the same again."""
        self._earlier = ()
        self._asked += 1
        asked, series = self._asked, draft.brief.mail.series if draft.brief.mail is not None else None
        if series is None or series.place <= 1:
            return

        def take(mails: list[SeriesMail]) -> None:
            if asked == self._asked:
                self._earlier = tuple(each.draft.copy for each in mails if each.place < series.place and each.written)

        self.mails(series, draft, take)

    def begin(self, series_id: str, begun: Callable[[MailType], Brief]) -> None:
        """Keep a draft for each mail of a series and open the first; `begun` makes the brief of a type's mail."""
        series = series_of(series_id)
        if series is None:
            return
        name, own_id = tr(series.name), f"{series.id}-{secrets.token_hex(6)}"
        drafts = []
        for place, step in enumerate(series.steps, 1):
            brief = begun(step.type)
            mail = msgspec.structs.replace(brief.mail or Mail(), series=Series(own_id, name, step.day, place))
            notes = "\n".join(part for part in (brief.notes, tr(step.purpose)) if part)
            drafts.append(Draft(DraftId(""), Kind.MAIL, msgspec.structs.replace(brief, mail=mail, notes=notes)))

        def keep(store: Store) -> Draft:
            kept = [store.save_draft(each) for each in drafts]
            return kept[0]

        def open_first(first: Draft) -> None:
            self._drafts.put_on_desk(first)
            self._drafts.latest_changed.emit()

        self._drafts.leave()
        self._store.submit(keep, open_first, self._notices.problem)

    def mails(self, series: Series | None, on_desk: Draft, then: Callable[[list[SeriesMail]], None]) -> None:
        """Hand the mails of a series to `then`, by their place; the one on the desk as it is now."""
        if series is None:
            then([])
            return

        def take(found: list[Draft]) -> None:
            now = [on_desk if each.id == on_desk.id else each for each in found]
            then(sorted((listed(each) for each in now), key=lambda each: (each.place, each.day)))

        self._store.submit(lambda store: store.latest_drafts(_MOST, Kind.MAIL, series.id), take, self._notices.problem)


def listed(draft: Draft) -> SeriesMail:
    """A draft as a list of its series shows it."""
    mail = draft.brief.mail or Mail()
    series = mail.series or Series("", "")
    title = draft.copy.text("subject").strip() or draft.title
    written = any(draft.copy.text(each.address).strip() for each in texts_of(mail))
    return SeriesMail(draft, series.place, series.day, mail.type, title, written)
