"""The first step to a post: what it is about, for whom, how it should sound, and the facts it rests on."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QLocale
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.draft import Draft
from desktop.core.post import Post, PostType
from desktop.core.post_lengths import goal_of
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.keyphrase_ideas import KeyphraseIdeas
from desktop.runtime.posting_values import Step
from desktop.runtime.session import DraftChange, Place
from desktop.views.mail.facts_part import FactsPart
from desktop.views.post.chip_flow import ChipFlow
from desktop.views.post.count_strip import MOST_WORDS
from desktop.views.post.step_page import StepPage
from desktop.views.post.words import type_name
from desktop.views.product.brief_panel import tones
from desktop.views.product.fact_table import COLUMN_INDENT
from desktop.views.product.notes import BriefText
from desktop.views.product.suggest_field import SuggestField
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, Labelled, LineField, NumberField
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_LANGUAGES = (("en", "English"), ("nl", "Nederlands"), ("sv", "Svenska"))
_STEP = 50


class IdeaPage(StepPage):
    """Every change goes to the session at once; the angle is asked for when there is something to write from."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            tr("Begin with the idea"),
            tr("A subject and a few facts are enough. What you say here guides every step, and can be changed later."),
            parent,
        )
        self.product = LineField(
            tr("What is it about?"), placeholder=tr("For example: storing loose-leaf tea"), session_undo=True
        )
        self.audience = LineField(
            tr("For whom"), placeholder=tr("For example: people who buy good tea now and then"), session_undo=True
        )
        self.type = ComboField(tr("Type of page"), tuple((str(each), type_name(each)) for each in PostType))
        self.language = ComboField(tr("Language"), (("", tr("Detect")), *_LANGUAGES))
        self.tone = SuggestField(tr("Tone"), tones())
        self.goal = NumberField(tr("Words wanted; 0 for no goal"), 0, MOST_WORDS)
        self.goal.spin.setSingleStep(_STEP)
        self.goal.spin.setSpecialValueText(tr("open"))
        self.goal_said = ElidedLabel("", "small", "text_3")
        self.keyphrase = LineField(
            tr("Keyphrase"), placeholder=tr("What people would type to find it"), session_undo=True
        )
        self.ideas = KeyphraseIdeas(desk.session, desk.engine, self)
        self.chips = ChipFlow(tr("Keyphrases from your sources"), tr("Use as the keyphrase"))
        self.notes = BriefText(
            desk.session, "notes", tr("What must be in it"), tr("Points to make, a story to tell, what readers ask")
        )
        self.banned = LineField(tr("Words never to use"), placeholder=tr("separated by commas"), session_undo=True)
        self.facts = FactsPart(desk)
        self.next = Button(tr("Find an angle"), ButtonKind.PRIMARY)
        self._lay_out()
        self._connect()
        self._on_opened(desk.session.handed_in)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self.product)
        column.addWidget(self.audience)
        column.addLayout(_pair(self.type, self.language))
        column.addLayout(_pair(self.tone, self._goal_part()))
        column.addLayout(self._keyphrase_part())
        column.addWidget(self.notes)
        column.addWidget(self.banned)
        column.addSpacing(Space.XS)
        column.addWidget(Rule())
        self.facts.setContentsMargins(-COLUMN_INDENT, 0, -COLUMN_INDENT, 0)  # its words stand under the others
        column.addWidget(self.facts)
        self.add_to_foot(self.next)
        self.bind(tr("Add a fact"), "Ctrl+Shift+A", self.facts.add_fact)
        self.setFocusProxy(self.product.edit)

    def _goal_part(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.goal)
        row.addWidget(self.goal_said, 1)
        part = Labelled(tr("Length in words"), holder)
        part.label.setBuddy(self.goal.spin)
        return part

    def _keyphrase_part(self) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setSpacing(Space.S)
        part.addWidget(self.keyphrase)
        self._chips_part = QWidget()
        row = QVBoxLayout(self._chips_part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(Label(tr("From your sources"), "small", "text_3"))
        row.addWidget(self.chips)
        self._chips_part.hide()
        part.addWidget(self._chips_part)
        return part

    def _connect(self) -> None:
        self.product.text_edited.connect(lambda text: self._change("product", tr("What it is about"), text))
        self.audience.text_edited.connect(lambda text: self._change("audience", tr("For whom"), text))
        self.tone.text_edited.connect(lambda text: self._change("tone", tr("Tone"), text))
        self.keyphrase.text_edited.connect(lambda text: self._change("keyphrase", tr("Keyphrase"), text))
        self.banned.text_edited.connect(lambda text: self._change("banned", tr("Words never to use"), _words(text)))
        self.language.chosen.connect(lambda value: self._change("language", tr("Language"), value))
        self.type.chosen.connect(lambda value: self.desk.posting.set_type(PostType(value)))
        self.goal.changed.connect(self._on_goal)
        self.chips.chosen.connect(self._on_idea)
        self.ideas.changed.connect(self._show_ideas)
        self.facts.row_shown.connect(self.bring_into_sight)
        self.next.clicked.connect(self.go_on)
        for name, field in (("product", self.product), ("audience", self.audience)):
            field.edit.returnPressed.connect(lambda name=name: self._on_return(name))
        self.desk.session.changed.connect(self._on_changed)
        self.desk.session.opened.connect(self._on_opened)
        self.desk.writer.started.connect(self._show_next)
        self.desk.writer.finished.connect(self._show_next)
        self.desk.writer.failed.connect(self._show_next)

    # What the writer asks

    def go_on(self) -> None:
        """Go to the angles; ask for some where there are none. With nothing to write from, say what is missing."""
        writing = self.desk.posting.writing
        if not self.desk.posting.post.angle.strip() and not writing.angles and not self.desk.writer.busy:
            writing.write_angles()  # says itself that there is nothing to write from
            if self.desk.session.draft.brief.is_empty:
                self.product.edit.setFocus()
                return
        self.step_asked.emit(Step.ANGLE)

    def show_fact(self, fact_id: str, *, focus: bool = True) -> None:
        """Bring a fact into sight."""
        self.facts.show_fact(fact_id, focus=focus)

    def _on_return(self, name: str) -> None:
        (self.audience.edit if name == "product" else self.tone.edit).setFocus()

    def _on_goal(self, words: int) -> None:
        self.desk.posting.change(tr("Length in words"), "goal", goal=words)

    def _on_idea(self, phrase: str) -> None:
        same = phrase.casefold() == self.desk.session.draft.brief.keyphrase.casefold()
        self._change("keyphrase", tr("Keyphrase"), "" if same else phrase, f".{phrase}")

    def _change(self, name: str, label: str, value: object, idea: str = "") -> None:
        brief = msgspec.structs.replace(self.desk.session.draft.brief, **{name: value})
        self.desk.session.set_brief(brief, Place(f"brief.{name}{idea}"), label)

    # What the desk says

    def _on_changed(self, change: DraftChange) -> None:
        if not change.place.startswith(("copy.", "write.")):
            self._show(change.draft.brief)

    def _on_opened(self, draft: Draft) -> None:
        self._show(draft.brief)

    def _show(self, brief: Brief) -> None:
        for field, text in (
            (self.product, brief.product),
            (self.audience, brief.audience),
            (self.tone, brief.tone),
            (self.keyphrase, brief.keyphrase),
        ):
            field.set_text(text)
        if _words(self.banned.text) != brief.banned:  # else the comma that is being typed would go
            self.banned.set_text(", ".join(brief.banned))
        self.language.set_value(brief.language)
        post = brief.post or Post()
        self.type.set_value(str(post.type))
        self.goal.set_value(post.goal)
        words = "" if post.goal else QLocale().toString(goal_of(brief))  # counts all sources
        self.goal_said.setText(tr("about {words}", words=words) if words else "")
        self.chips.set_value(brief.keyphrase)
        self._show_next()

    def _show_ideas(self) -> None:
        self.chips.show_words(self.ideas.ideas)
        self.chips.set_value(self.desk.session.handed_in.brief.keyphrase)
        self._chips_part.setVisible(bool(self.ideas.ideas))
        if self.ideas.ideas:
            self.chips.setAccessibleDescription(trn("{n} idea", "{n} ideas", len(self.ideas.ideas)))

    def _show_next(self, _what: object = None) -> None:
        known = bool(self.desk.posting.post.angle.strip()) or self.desk.writer.busy
        self.next.setText(tr("On to the angle") if known else tr("Find an angle"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.ideas.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.ideas.set_watched(False)


def _pair(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.M)
    row.addWidget(left, 1)
    row.addWidget(right, 1)
    return row


def _words(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(word for part in text.split(",") if (word := part.strip()))
