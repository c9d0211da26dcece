"""What is said in the text after writing went wrong or was stopped, and before a weak model writes."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.words import language_name, tr, trn
from desktop.runtime.desk import Desk
from desktop.views.moments import size_words
from desktop.views.product.state_card import StateCard

Press = tuple[str, str, Callable[[], None]]

_ICONS = {Remedy.OPEN_KEYS: "key", Remedy.CHOOSE_MODEL: "chip", Remedy.ADD_CREDIT: "coins"}


def problem_card(
    problem: Problem,
    retry: Callable[[], None],
    go_on: Callable[[], None],
    leave: Callable[[], None],
    desk: Desk,
    settings: Callable[[str], None],
) -> StateCard:
    """The card for a writing job that failed: what happened, that the text is safe, and the button that helps.

    `settings` shows a page of the settings by its English words, the one shown last for empty ones.
    """

    def use_local() -> None:
        desk.models.choose("local")
        retry()

    def fetch() -> None:
        current = desk.models.current
        desk.models.fetch(current.id if current is not None else "local")
        leave()

    def restart() -> None:
        desk.engine.start()
        retry()

    again: Press = (tr("Retry"), "retry", retry)
    presses: dict[Remedy, tuple[Press, ...]] = {
        Remedy.USE_LOCAL_MODEL: (again, (tr("Use model on this computer"), "computer", use_local)),
        Remedy.FETCH_MODEL: (
            (tr("Get the model"), "download", fetch),
            (tr("Settings"), "settings", lambda: settings("Models")),
        ),
        Remedy.OPEN_SETTINGS: ((tr("Open settings"), "settings", lambda: settings("")), again),
        Remedy.RESTART_ENGINE: ((tr("Start it again"), "retry", restart),),
        Remedy.CONTINUE: ((tr("Continue"), "arrow-right", go_on), (tr("Write again"), "retry", retry)),
    }
    if problem.kind is ErrorKind.QUOTA and problem.remedy is Remedy.OPEN_SETTINGS:  # a limit of the writer's own
        limits = (tr("Show the limits"), "coins", lambda: settings("Money"))
        presses[Remedy.OPEN_SETTINGS] = (limits, (tr("Use model on this computer"), "computer", use_local))
    sentence = problem.hint or tr("Your text and your brief are safe; nothing was changed.")
    chosen = presses.get(problem.remedy) or (*_offered(desk, problem.remedy), again)
    look = ("warning", "warning") if problem.remedy is Remedy.CONTINUE else ("contradicted", "contradicted")
    card = StateCard(look, problem.message, sentence, (*chosen, (tr("Leave it as it is"), "", leave)))
    if problem.details:
        card.sentence.setToolTip(problem.details)
    return card


def stopped_card(
    words: int, *, by_writer: bool, rest: Callable[[], None], leave: Callable[[], None], in_a_field: bool = True
) -> StateCard:
    """The card for text that ended early, by the writer's wish or not; what came is kept.

    `rest` writes on, from the last word where it ended inside of a field.
    """
    count = trn("{n} word", "{n} words", words)
    if by_writer:
        headline = tr("Stopped after {count}", count=count)
        sentence = trn(
            "It is kept, and the version before is in the history.",
            "They are kept, and the version before is in the history.",
            words,
        )
    else:
        headline = tr("The answer stopped after {count}", count=count)
        sentence = tr("It is kept. The model ended it early; Continue picks up at the last word.")
    press = (tr("Continue"), "arrow-right", rest) if in_a_field else (tr("Write the rest"), "pencil", rest)
    return StateCard(("warning", "warning"), headline, sentence, (press, (tr("Leave it as it is"), "", leave)))


def _offered(desk: Desk, remedy: Remedy) -> tuple[Press, ...]:
    """The button that the window offers for a remedy."""
    answer = desk.notices.offered(remedy)
    return ((answer.label, _ICONS.get(remedy, ""), answer.action),) if answer is not None else ()


def weak_card(
    desk: Desk, language: str, leave: Callable[[], None], settings: Callable[[str], None]
) -> StateCard | None:
    """The card that says, before writing, that the model at hand is weak in the language; offers a better one."""
    note = desk.weak_language_note()
    if not note:
        return None
    presses: list[Press] = []
    better = next(iter(desk.models.better_for(language)), None)
    if better is not None and better.state == "ready":
        presses.append((tr("Use {model}", model=better.title), "computer", lambda: desk.models.choose(better.id)))
    elif better is not None:
        words = tr("Get {model}, {size}", model=better.title, size=size_words(better.size))
        presses.append((words, "download", lambda: desk.models.fetch(better.id)))
    presses.append((tr("Other models"), "settings", lambda: settings("Models")))
    presses.append((tr("Write anyway"), "", leave))
    return StateCard(("info", "information"), _headline(language), note, presses, calls=False)


def was_stopped(problem: Problem | None) -> bool:
    """Whether it was the writer who ended the job."""
    return problem is not None and problem.kind is ErrorKind.CANCELLED


def _headline(language: str) -> str:
    return tr("This model is not good at {language}", language=language_name(language, within=True))
