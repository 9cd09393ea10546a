"""What a renderer may use, and the one exception it fails with."""

from dataclasses import dataclass

MAX_OUTPUT = 64 * 1024 * 1024
"""Bytes of SVG no honest drawing reaches; a renderer that prints more is stopped."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one drawing: wall-clock seconds and bytes of memory."""

    seconds: float = 20.0
    memory: int = 512 * 1024 * 1024

    @property
    def memory_text(self) -> str:
        """The memory limit as a reader expects it: `512 MiB`."""
        return f"{self.memory / 1024 / 1024:.0f} MiB"


class RenderFault(Exception):
    """No picture could be drawn; `renderer` says who failed, the message is one sentence for the reader.

    The caller shows the report or the table without the picture.
    """

    def __init__(self, renderer: str, sentence: str) -> None:
        """Keep the name of the renderer beside the sentence."""
        super().__init__(sentence)
        self.renderer = renderer


def over_time(renderer: str, limits: Limits) -> RenderFault:
    """The drawing was stopped by the clock."""
    return RenderFault(renderer, f"The diagram was not drawn within {limits.seconds:g} s.")


def over_memory(renderer: str, limits: Limits) -> RenderFault:
    """The drawing was stopped by the memory limit."""
    return RenderFault(renderer, f"The diagram needs more memory than the limit of {limits.memory_text}.")
