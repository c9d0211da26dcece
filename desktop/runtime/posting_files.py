"""Posts that come in from files and the clipboard, and go out to files, the clipboard, the browser and paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage

from desktop.core.brief import Kind
from desktop.core.draft import Draft, Origin
from desktop.core.errors import ErrorKind, Problem
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import INTERFACE_LANGUAGE
from desktop.core.words import tr
from desktop.engine.post_messages import ExportPost, PostBrought, PostExported, PostShaped, ReadPost, ShapePost
from desktop.runtime.comparing_values import Services
from desktop.runtime.mailing_files import PICTURES
from desktop.runtime.mailing_page import page_of
from desktop.runtime.post_pictures import PostPictureKeeper
from desktop.runtime.post_printer import PostPrinter
from desktop.runtime.posting_desk import PostDesk

PDF = ".pdf"
POST_ENDINGS = frozenset({".md", ".html", ".docx", PDF, ".xml", ".csv", ".ics", ".json"})
"""What a post can be exported to."""

READ_ENDINGS = (".md", ".markdown", ".mdx", ".txt", ".html", ".htm", ".xhtml", ".docx")
"""What a post can be read from."""

_KEY = "post_file"
_PAGE = "post.html"


class PostFiles(QObject):
    """Has the engine do all of it; what fails is said by a notice and changes nothing."""

    exported = Signal(object)  # Path
    copied = Signal(str)  # what is on the clipboard now: a shape of `copy_as`
    picture_kept = Signal(str)  # the name of a picture that is there only now

    def __init__(self, services: Services, desk: PostDesk, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._folder = profile.folder
        self._keeper = PostPictureKeeper(self.pictures, self)
        self._keeper.kept.connect(self.picture_kept)
        self._keeper.failed.connect(self._told)
        self._printer = PostPrinter(self)
        self._printer.printed.connect(self._on_printed)
        self._printer.failed.connect(self._told)

    @property
    def pictures(self) -> Path:
        """The folder of the profile's pictures."""
        return self._folder / PICTURES

    @property
    def busy(self) -> bool:
        """Whether a picture is still being kept, or a file printed."""
        return self._keeper.busy or self._printer.busy

    # Out

    @staticmethod
    def exports(path: Path) -> bool:
        """Whether a post can be written to a file of this name."""
        return path.suffix.lower() in POST_ENDINGS

    def export(self, path: Path, form: str = "") -> None:
        """Write the post by the file's ending; `form` says which of its kind (`hugo`, `body`, …; empty: the usual)."""
        draft = self._desk.draft
        if path.suffix.lower() == PDF:
            self._shape("paper", draft, lambda shaped: self._print(path, draft, shaped))
            return
        job = self._services.engine.request(ExportPost(draft, str(path), form, str(self.pictures)), PostExported)
        job.finished.connect(lambda done: self._on_exported(path, done))
        job.failed.connect(self._told)

    def copy_as(self, shape: str) -> None:
        """Put the post on the clipboard as `blocks` (WordPress), `rich` (word processors), `html` or `markdown`."""
        self._shape(shape, self._desk.draft, lambda shaped: self._on_copied(shape, shaped))

    def open_in_browser(self) -> None:
        """Show the post in the browser, as a page that loads and runs nothing."""
        self._shape("page", self._desk.draft, self._show)

    # In

    def open_post(self, path: Path) -> None:
        """Make a draft of a file: Markdown, a page or a Word document."""
        self._read(ReadPost(path=str(path), pictures=str(self.pictures)))

    def paste_post(self, text: str, *, html: bool = False) -> None:
        """Make a draft of Markdown or plain text, or of HTML."""
        self._read(ReadPost(text=text, html=html, pictures=str(self.pictures)))

    def add_picture(self, picture: Path | QImage) -> str:
        """Take a picture into the profile; returns its name, empty when it cannot be shown (a notice says why).

        A large one is made smaller beside the window: its name counts at once, `picture_kept` tells when it is there.
        """
        return self._keeper.add(picture)

    # Inside

    def _shape(self, shape: str, draft: Draft, then: Callable[[PostShaped], None]) -> None:
        job = self._services.engine.request(ShapePost(draft, shape, str(self.pictures)), PostShaped)
        job.finished.connect(then)
        job.failed.connect(self._told)

    def _read(self, request: ReadPost) -> None:
        job = self._services.engine.request(request, PostBrought)
        job.finished.connect(self._on_read)
        job.failed.connect(self._told)

    def _on_read(self, read: PostBrought) -> None:
        drafts = self._services.drafts
        if not drafts.may_leave():
            return
        drafts.leave()
        drafts.put_new(Draft(DraftId(""), Kind.BLOG, read.brief, read.copy), Origin.IMPORTED)
        if read.notes:
            self._services.notices.info(tr("The post was read."), "\n".join(read.notes), key=_KEY)

    def _on_exported(self, path: Path, done: PostExported) -> None:
        beside = len(done.files) - 1
        name = tr("{file} and {n} pictures beside it", file=path.name, n=beside) if beside > 0 else path.name
        self._say_exported(path, name, done.notes)

    def _print(self, path: Path, draft: Draft, shaped: PostShaped) -> None:
        language = self._services.settings.get(INTERFACE_LANGUAGE) or "en"
        title = draft.copy.text("title") or draft.title
        self._printer.print_post(path, title, shaped.text, str(self.pictures), language)

    def _on_printed(self, path: Path, _pages: int) -> None:
        self._say_exported(path, path.name, ())

    def _say_exported(self, path: Path, name: str, notes: tuple[str, ...]) -> None:
        self._services.notices.info(tr("Exported to {file}.", file=name), "\n".join(notes), key="export")
        self.exported.emit(path)

    def _on_copied(self, shape: str, shaped: PostShaped) -> None:
        data = QMimeData()
        if shape == "rich":
            data.setHtml(shaped.text)
            data.setText(shaped.plain)
        else:
            data.setText(shaped.text)
        QGuiApplication.clipboard().setMimeData(data)
        said = {
            "rich": tr("The post is on the clipboard, with its looks."),
            "blocks": tr("The post is on the clipboard, in blocks of WordPress."),
            "html": tr("The HTML is on the clipboard."),
            "markdown": tr("The Markdown is on the clipboard."),
        }[shape]
        self._services.notices.info(said, "\n".join(shaped.notes), key="export")
        self.copied.emit(shape)

    def _show(self, shaped: PostShaped) -> None:
        place = self._folder / "preview"
        page = place / _PAGE
        try:
            place.mkdir(parents=True, exist_ok=True)
            page.write_text(page_of(shaped.text), encoding="utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            self._told(Problem(ErrorKind.STORAGE, tr("The page could not be kept: {reason}.", reason=reason)))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))

    def _told(self, problem: Problem) -> None:
        self._services.notices.problem(problem, key=_KEY)
