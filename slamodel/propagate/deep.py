"""A question that is answered by answers to others in; its answer out, however deep that goes."""

from collections.abc import Callable, Generator, Hashable
from typing import TypeVar

Question = TypeVar("Question", bound=tuple[object, ...])
Answer = TypeVar("Answer")


def answered(
    ask: Callable[[Question], Generator[Question, Answer, Answer]],
    key: Callable[[Question], Hashable],
    question: Question,
    known: dict[Hashable, Answer],
) -> Answer:
    """The answer that `ask` makes of the answers to what it yields; each is made once, without recursion."""
    waiting = [(key(question), ask(question))]
    answer: Answer | None = None
    while waiting:
        name, asking = waiting[-1]
        try:
            wanted = asking.send(answer)  # type: ignore[arg-type]  # a generator begins with None
        except StopIteration as done:
            waiting.pop()
            answer = known[name] = done.value
            continue
        answer = known.get(key(wanted))
        if answer is None:
            waiting.append((key(wanted), ask(wanted)))
    return known[key(question)]
