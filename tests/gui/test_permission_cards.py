"""Before something is sent: what leaves, where to, what is replaced and what it costs; and the answer to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import Problem
from desktop.core.limits import Limit, Period
from desktop.core.prompt import Message, Role
from desktop.core.provider import Protocol, Provider
from desktop.core.settings import CAP_MONTH, MASK_PRIVATE, MODEL
from desktop.engine.messages import Estimate, Estimated, Judge, Replaced, Write
from desktop.engine.provider_messages import ChangeProvider
from desktop.runtime.permission import Asked, Reason
from desktop.runtime.spending import Decision, Verdict
from desktop.views.cost_card import CostCard
from desktop.views.leaving_card import LeavingCard
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk, sample_draft
from tests.gui.product_screen import press

OPENAI = Provider("openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI")
AGREED = Provider(
    "openai", Protocol.OPENAI, OPENAI.address, "openai", "OpenAI", consented_at="2026-11-01T08:00:00+00:00"
)
MODEL_ID = "openai/gpt-5-mini"
SENT = (
    Message(Role.SYSTEM, "You write for a shop."),
    Message(Role.USER, "Write a title. The buyer is [NAME_1], at [EMAIL_1]."),
)
HIDDEN = (Replaced("[NAME_1]", "Anna de Vries", "name"), Replaced("[EMAIL_1]", "anna@havn.nl", "email"))


def estimated(cost: float | None = 0.012, *, fits: bool = True, ignored: tuple[str, ...] = ()) -> Estimated:
    return Estimated(
        "OpenAI", here=False, leaves=SENT, replaced=HIDDEN, prompt_tokens=2400, completion_tokens=400, calls=2,
        cost=cost, context=8000, fits=fits, ignored=ignored,
    )  # fmt: skip


class Answers:
    """What became of what was settled."""

    def __init__(self) -> None:
        self.went: list[float | None] = []
        self.refused: list[Problem] = []


@pytest.fixture
def answers() -> Answers:
    return Answers()


def use(desk: FakeDesk, provider: Provider, told: Estimated) -> None:
    desk.engine.book["openai"] = provider
    desk.engine.answers[Estimate] = lambda _request: told
    desk.settings.set(MODEL, MODEL_ID)
    desk.session.open(sample_draft())


def settle(desk: FakeDesk, answers: Answers) -> None:
    draft = desk.session.draft
    request = Write(draft.brief, MODEL_ID, copy=draft.copy)
    desk.permission.settle(request, answers.went.append, answers.refused.append)


def leaving_card(window: MainWindow, qtbot: QtBot) -> LeavingCard:
    qtbot.waitUntil(lambda: window.cards.leaving is not None)
    card = window.cards.leaving
    assert card is not None
    return card


def cost_card(window: MainWindow, qtbot: QtBot) -> CostCard:
    qtbot.waitUntil(lambda: window.cards.cost is not None)
    card = window.cards.cost
    assert card is not None
    return card


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_the_first_text_to_a_provider_is_shown_before_it_goes(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers
) -> None:
    use(desk, OPENAI, estimated(ignored=("seed",)))
    desk.engine.notes["openai"] = "Others in its network can read what is sent."
    desk.providers.refresh()
    settle(desk, answers)
    card = leaving_card(window, qtbot)
    shown = words_of(card)
    assert card.title.text() == "This is the first text that goes to OpenAI"
    assert "Goes to OpenAI (api.openai.com), for gpt-5-mini" in shown
    assert "Kept for up to 30 days against abuse." in shown
    assert "As known in June 2025. Others in its network can read what is sent." in shown
    for message in SENT:
        assert message.content in card.text.toPlainText()
    assert "Sent instead: [NAME_1] for Anna de Vries, [EMAIL_1] for anna@havn.nl." in shown
    assert "About US$\u00a00.012: 2 calls, about 1,800 words sent and 300 written." in shown
    assert "The provider does not heed: seed." in shown
    assert answers.went == []
    card.send.click()
    assert answers.went == [None]
    assert window.cards.leaving is None
    qtbot.waitUntil(lambda: bool(desk.engine.book["openai"].consented_at))
    settle(desk, answers)
    qtbot.waitUntil(lambda: len(answers.went) == 2)


@pytest.mark.parametrize("away", ["button", "escape", "click"])
def test_not_now_sends_nothing_and_asks_again(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers, away: str
) -> None:
    use(desk, OPENAI, estimated())
    for count in (1, 2):
        settle(desk, answers)
        card = leaving_card(window, qtbot)
        assert card.later.hasFocus()
        if away == "button":
            card.later.click()
        elif away == "escape":
            press(card.later, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(window.rail, Qt.MouseButton.LeftButton)
        assert window.cards.leaving is None
        assert len(answers.refused) == count
    assert answers.went == []
    assert desk.engine.of(ChangeProvider) == []


def test_what_is_replaced_can_be_switched_where_it_is_shown(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers
) -> None:
    use(desk, OPENAI, estimated())
    plain = Estimated("OpenAI", here=False, leaves=(Message(Role.USER, "The buyer is Anna de Vries."),), cost=0.012)
    desk.engine.answers[Estimate] = lambda _request: estimated() if desk.settings.get(MASK_PRIVATE) else plain
    desk.privacy.look()
    card = leaving_card(window, qtbot)
    assert card.title.text() == "What leaves this computer"
    assert not card.send.isVisible()
    assert card.toggle.isChecked()
    card.toggle.click()
    assert not desk.settings.get(MASK_PRIVATE)
    qtbot.waitUntil(lambda: "Anna de Vries" in card.text.toPlainText())
    assert "They are sent as they are." in words_of(card)
    assert window.cards.leaving is card


def test_a_question_stays_open_while_another_text_is_made_for_it(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(desk, OPENAI, estimated())
    settle(desk, answers)
    card = leaving_card(window, qtbot)
    monkeypatch.setattr(desk.writer, "write", lambda *_fields, **_more: settle(desk, answers))
    desk.engine.answers[Estimate] = lambda _request: Estimated("OpenAI", here=False, leaves=SENT[:1], cost=0.5)
    card.toggle.click()
    assert window.cards.leaving is card
    qtbot.waitUntil(lambda: "[NAME_1]" not in card.text.toPlainText())
    assert window.cards.leaving is card
    card.send.click()
    assert answers.went == [None]


def test_the_model_inside_sends_nothing(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.engine.answers[Estimate] = lambda _request: Estimated("the model on this computer", here=True, cost=0.0)
    desk.session.open(sample_draft())
    window.commands.actions["leaving"].trigger()
    card = leaving_card(window, qtbot)
    assert card.place.text() == "Stays on this computer"
    assert not card.text.isVisible()
    assert not card.toggle.isVisible()
    assert card.later.text() == "Close"


def test_an_empty_brief_sends_nothing(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    use(desk, AGREED, Estimated("OpenAI", here=False, cost=0.0))
    desk.privacy.look()
    card = leaving_card(window, qtbot)
    assert card.first.text() == "Nothing would be sent now."
    assert not card.text.isVisible()


def test_the_words_in_the_bottom_bar_lead_there(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    use(desk, AGREED, estimated())
    QTest.mouseClick(window.bottom_bar.place, Qt.MouseButton.LeftButton)
    assert leaving_card(window, qtbot).place.text().startswith("Goes to OpenAI")


def test_what_costs_more_than_wanted_asks(window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers) -> None:
    use(desk, AGREED, estimated(0.31))
    desk.settings.set(CAP_MONTH, 5)
    settle(desk, answers)
    card = cost_card(window, qtbot)
    assert card.headline == "About US$\u00a00.31, more than you wanted to be asked at"
    assert "US$\u00a05.00 is left of US$\u00a05.00 a month." in card.sentences
    card.look.click()
    whole = leaving_card(window, qtbot)
    assert window.cards.cost is None
    assert whole.send.isVisible()
    assert whole.title.text() == "What leaves this computer"
    whole.send.click()
    assert answers.went == [5.0]


@pytest.mark.parametrize(
    ("told", "headline"),
    [
        (estimated(None), "Nobody knows what this costs"),
        (estimated(fits=False), "This may be too long for the model"),
    ],
)
def test_unknown_and_too_long_are_said(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers, told: Estimated, headline: str
) -> None:
    use(desk, AGREED, told)
    settle(desk, answers)
    card = cost_card(window, qtbot)
    assert card.headline == headline
    card.later.click()
    assert answers.refused
    assert window.cards.cost is None


def test_other_work_says_what_it_sends(window: MainWindow, desk: FakeDesk) -> None:
    request = Judge(sample_draft().copy, sample_draft().brief, MODEL_ID)
    decision = Decision(Verdict.GO, 1.0, Limit(Period.DAY, 2.0, 1.0))
    asked = Asked(request, Estimated("OpenAI", here=False), (Reason.FIRST,), OPENAI, decision)
    desk.permission.asks.emit(asked)
    card = window.cards.leaving
    assert card is not None
    assert "so that the model can judge its sentences" in words_of(card)
    assert not card.text.isVisible()


def test_a_card_goes_when_nobody_waits_for_its_answer(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, answers: Answers
) -> None:
    use(desk, OPENAI, estimated())
    settle(desk, answers)
    leaving_card(window, qtbot)
    desk.permission.drop()
    assert window.cards.leaving is None
    assert answers.refused == []
