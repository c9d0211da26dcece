"""A post that is dragged: what it carries, and what it looks like under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.ids import DraftId
from desktop.runtime.planned_posts import PlannedPost
from desktop.views import theme
from desktop.views.calendar.words import STATE_ICONS, STATE_TONES, title_of
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.badge import tone_roles
from desktop.views.widgets.surface import rounded

POST_MIME = "application/x-copydesk-post"
"""What a dragged post is known by; its data is the draft's id."""

CHIP_HEIGHT = Size.ICON

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def post_data(post: PlannedPost) -> QMimeData:
    """What a dragged post carries; to other programs it is its title."""
    data = QMimeData()
    data.setData(POST_MIME, post.draft.encode())
    data.setText(title_of(post))
    return data


def dragged_post(data: QMimeData) -> DraftId | None:
    """The draft that is dragged; `None` for anything else."""
    return DraftId(data.data(POST_MIME).toStdString()) if data.hasFormat(POST_MIME) else None


def drag_post(source: QWidget, post: PlannedPost) -> None:
    """Begin to drag a post; returns when it is dropped."""
    drag = QDrag(source)
    drag.setMimeData(post_data(post))
    ratio = source.devicePixelRatioF()
    width = QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(title_of(post)) + Size.BADGE_ICON + 3 * Space.S
    width = min(width, Size.SIDE_LIST)
    shown = QPixmap(round(width * ratio), round(CHIP_HEIGHT * ratio))
    shown.setDevicePixelRatio(ratio)
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    paint_chip(painter, QRect(0, 0, width, CHIP_HEIGHT), post)
    painter.end()
    drag.setPixmap(shown)
    drag.setHotSpot(QPoint(Space.M, CHIP_HEIGHT // 2))
    drag.exec(Qt.DropAction.MoveAction)


class PressedPost:
    """The post that a mouse button went down on, until it goes up or the post is dragged."""

    def __init__(self) -> None:
        self._post: PlannedPost | None = None
        self._at = QPoint()

    def press(self, post: PlannedPost | None, at: QPoint) -> None:
        """The button went down at this point, on a post or beside all."""
        self._post, self._at = post, at

    def take(self) -> PlannedPost | None:
        """The post, which is let go of."""
        post, self._post = self._post, None
        return post

    def follow(self, source: QWidget, event: QMouseEvent) -> bool:
        """Drag the post once the mouse has gone far enough; whether there is one, so that nothing else need be done."""
        if self._post is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        if (event.position().toPoint() - self._at).manhattanLength() >= QApplication.startDragDistance():
            post, self._post = self._post, None
            drag_post(source, post)
        return True


def paint_chip(painter: QPainter, area: QRect, post: PlannedPost, *, hot: bool = False) -> None:
    """Paint a post as a chip: the ground and the icon of its state, its time and its title."""
    words, ground = tone_roles(STATE_TONES[post.state])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outlined = hot or theme.tokens().high_contrast
    painter.setPen(theme.colour(words) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawPath(rounded(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), Radius.SMALL))
    inner = area.adjusted(Space.XS + Space.XXS, 0, -Space.XS, 0)
    paint_icon(painter, STATE_ICONS[post.state], inner.adjusted(0, 0, Size.BADGE_ICON - inner.width(), 0), words)
    inner.setLeft(inner.left() + Size.BADGE_ICON + Space.XS)
    painter.setFont(theme.font(Type.SMALL))
    if post.time and inner.width() > Size.RAIL:
        painter.setPen(theme.colour(words))
        painter.drawText(inner, _MIDDLE, post.time)
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(post.time) + Space.XS)
    painter.setPen(theme.colour("text_1"))
    title = painter.fontMetrics().elidedText(title_of(post), Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _MIDDLE, title)
    painter.restore()
