"""What the bottom bar says of providers: where the text goes, what the next writing costs, this month's money."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.calls import Spent
from desktop.core.errors import ErrorKind, UserError
from desktop.core.events import Waiting
from desktop.core.provider import Protocol, Provider, ProviderModel
from desktop.core.settings import CURRENCY, LANGUAGE_TOOL, LOCAL_ONLY, MODEL, RATE
from desktop.engine.messages import Estimate, Estimated
from desktop.runtime.drafts import SaveKind
from desktop.views.main_window import MainWindow
from tests.fakes.desk import FakeDesk, sample_draft

MODEL_ID = "openai/gpt-5-mini"
OLLAMA_ID = "ollama/llama3"
CENT = "US$\u00a00.012"


def add_providers(desk: FakeDesk) -> None:
    desk.engine.book["openai"] = Provider(
        "openai", Protocol.OPENAI, "https://api.openai.com/v1", "openai", "OpenAI",
        models=(ProviderModel("gpt-5-mini", "GPT-5 mini"),),
    )  # fmt: skip
    desk.engine.book["ollama"] = Provider(
        "ollama", Protocol.OLLAMA, "http://localhost:11434", "ollama", "Ollama",
        models=(ProviderModel("llama3"), ProviderModel("big:cloud", passed_to="ollama.com")),
    )  # fmt: skip


def use(desk: FakeDesk, qtbot: QtBot, model: str, cost: float | None = 0.012) -> None:
    add_providers(desk)
    desk.engine.answers[Estimate] = lambda _request: Estimated("OpenAI", here=False, cost=cost)
    desk.settings.set(MODEL, model)
    desk.session.open(sample_draft())
    qtbot.waitUntil(lambda: desk.providers.loaded)


def test_the_next_writing_has_its_price_once_the_writer_rests(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    use(desk, qtbot, MODEL_ID)
    bar = window.bottom_bar
    assert bar.place.words == "Goes to OpenAI"
    assert bar.model.text() == "GPT-5 mini"
    assert desk.engine.of(Estimate) == []
    qtbot.waitUntil(lambda: bar.model.text() == f"GPT-5 mini · about {CENT}", timeout=3000)
    asked = len(desk.engine.of(Estimate))
    for letter in "abc":
        desk.session.set_field("title", f"A bag {letter}", "Typing")
    assert len(desk.engine.of(Estimate)) == asked
    qtbot.waitUntil(lambda: len(desk.engine.of(Estimate)) == asked + 1, timeout=3000)
    assert desk.engine.of(Estimate)[-1].write.copy.text("title") == "A bag c"


def test_an_unknown_price_is_unknown_and_not_nothing(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    use(desk, qtbot, MODEL_ID, None)
    qtbot.waitUntil(lambda: window.bottom_bar.model.text() == "GPT-5 mini · cost unknown", timeout=3000)


def test_what_cannot_be_estimated_has_no_price(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    use(desk, qtbot, MODEL_ID)
    qtbot.waitUntil(lambda: desk.foreseen.estimated is not None, timeout=3000)

    def refuse(_request: Estimate) -> Estimated:
        raise UserError(ErrorKind.INPUT, "No such model.")

    desk.engine.answers[Estimate] = refuse
    desk.session.set_field("title", "Another", "Typing")
    qtbot.waitUntil(lambda: desk.foreseen.estimated is None, timeout=3000)
    assert window.bottom_bar.model.text() == "GPT-5 mini"


@pytest.mark.parametrize(
    ("model", "place", "words"),
    [
        ("local", "Stays on this computer", "Qwen2.5 Coder 1.5B · free"),
        (OLLAMA_ID, "Stays on this computer", "llama3 · free"),
        ("ollama/big:cloud", "Goes to ollama.com", "big:cloud"),
    ],
)
def test_what_is_free_is_not_asked_for_its_price(
    window: MainWindow, desk: FakeDesk, qtbot: QtBot, model: str, place: str, words: str
) -> None:
    use(desk, qtbot, OLLAMA_ID)
    desk.settings.set(MODEL, model)
    assert window.bottom_bar.place.words == place
    assert window.bottom_bar.model.text() == words
    desk.session.set_field("title", "Another", "Typing")
    qtbot.wait(1200)
    asked = bool(desk.engine.of(Estimate))
    assert asked is (place != "Stays on this computer")


def test_the_lock_is_seen(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    desk.settings.set(LANGUAGE_TOOL, "https://grammar.example/v2")
    desk.settings.set(LOCAL_ONLY, True)
    place = window.bottom_bar.place
    assert place.words == "Locked to this computer"
    use(desk, qtbot, MODEL_ID)
    assert place.words == "Locked: nothing goes to OpenAI"
    assert "Privacy" in place.accessibleName()
    qtbot.wait(1200)
    assert desk.engine.of(Estimate) == []
    desk.settings.set(LOCAL_ONLY, False)
    assert place.words == "Goes to OpenAI and grammar.example"


def test_this_month_is_counted_in_the_writers_currency(window: MainWindow, desk: FakeDesk) -> None:
    bar = window.bottom_bar
    assert not bar.month.isVisible()
    desk.spending.put(Spent("openai", 40, 4.52, 0), Spent("local", 7, 0.0, 0))
    assert bar.month.text() == "US$\u00a04.52 this month"
    desk.settings.set(CURRENCY, "EUR")
    desk.settings.set(RATE, "0.5")
    assert bar.month.text() == "€\u00a02.26 this month"
    desk.spending.put(Spent("openai", 40, 4.52, 2))
    assert bar.month.text() == "€\u00a02.26 this month + 2 unknown"
    desk.spending.put(Spent("openai", 3, 0.0, 3))
    assert bar.month.text() == "3 calls of unknown cost"


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_nothing_in_it_is_cut_off(window: MainWindow, desk: FakeDesk, qtbot: QtBot, width: int) -> None:
    use(desk, qtbot, MODEL_ID)
    desk.spending.put(Spent("openai", 40, 1234.52, 12))
    desk.drafts.put_state(SaveKind.SAVED)
    desk.writer.write()
    desk.writer.stream("title", "A bag")
    desk.writer.waiting.emit(Waiting("OpenAI takes no more requests just now.", 3.0))
    qtbot.waitUntil(lambda: desk.foreseen.estimated is None)
    window.resize(width, 640)
    QApplication.processEvents()
    bar = window.bottom_bar
    bar.fit()
    QApplication.processEvents()
    for part in (bar.place, bar.speed, bar.stop, bar.month, bar.saved):
        assert part.isVisible()
        assert part.width() >= part.sizeHint().width(), part.accessibleName()
    assert bar.saved.geometry().right() <= bar.width()
    assert bar.speed.text() == "Trying again in 3 s"
    desk.writer.finish()


def test_it_says_it_in_fewer_words_where_there_is_little_room(window: MainWindow, desk: FakeDesk) -> None:
    desk.spending.put(Spent("openai", 40, 4.52, 0))
    desk.session.open(sample_draft())
    desk.drafts.put_state(SaveKind.SAVED)
    bar = window.bottom_bar
    bar.setFixedWidth(1280)
    bar.fit()
    assert (bar.month.text(), bar.place.words) == ("US$\u00a04.52 this month", "Stays on this computer")
    bar.setFixedWidth(440)
    bar.fit()
    assert bar.month.text() == "US$\u00a04.52"
    assert bar.place.words == "This computer"
    assert not bar.facts.isVisible()
    assert bar.saved.words == "13:32" or len(bar.saved.words) == 5


def test_nothing_is_called_saved_while_somebody_types(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    bar = window.bottom_bar
    desk.drafts.put_state(SaveKind.SAVED)
    assert bar.saved.words.startswith("Saved ")
    desk.drafts.put_state(SaveKind.SAVING)
    assert bar.saved.words == "Saving…"
    for _ in range(3):  # saved in between, and typed on at once
        desk.drafts.put_state(SaveKind.SAVED)
        assert bar.saved.words == "Saving…"
        desk.drafts.put_state(SaveKind.SAVING)
    desk.drafts.put_state(SaveKind.SAVED)
    qtbot.waitUntil(lambda: bar.saved.words.startswith("Saved "), timeout=3000)


def test_why_nothing_is_saved_is_said_at_once(window: MainWindow, desk: FakeDesk, qtbot: QtBot) -> None:
    bar = window.bottom_bar
    desk.drafts.put_state(SaveKind.SAVING)
    desk.drafts.put_state(SaveKind.FAILED, "Not saved: the disk is full.")
    assert bar.saved.words.startswith("Not saved since ")
    assert bar.saved.toolTip() == "Not saved: the disk is full."
    desk.drafts.put_state(SaveKind.WAITING, "Waiting to save: another program uses the history.")
    assert bar.saved.words == "Waiting to save: another program uses the history."
    desk.drafts.put_state(SaveKind.READ_ONLY, "The folder may only be read.")
    assert bar.saved.words == "Read-only, nothing is saved"
