"""The stamps of a history in; which revisions show what nobody has agreed to yet, and of what they are drafts, out."""

from collections.abc import Iterable, Mapping

from .store import Stamp

_DRAFT, _AGREED = "Draft: ", "Agreed: "
_CONSENT_TAKEN_BACK = "Undone: Agreed: "

Drafts = Mapping[int, tuple[str, ...]]
"""The numbers of revisions that are drafts, each with what has been drafted and is not agreed, the newest first."""


def drafted(message: str) -> str:
    """What a revision is called that shows how things would be, while nobody has agreed to them."""
    return _DRAFT + message.removeprefix(_DRAFT)


def agreed(drafts: tuple[str, ...], message: str) -> str:
    """What keeping a draft is called, once it is agreed."""
    return _AGREED + ("; ".join(reversed(drafts)) or message.removeprefix(_AGREED))


def drafts(stamps: Iterable[Stamp]) -> Drafts:
    """What is done on top of a draft is one too; whoever goes back to a text goes back to how far it was agreed."""
    found: dict[int, tuple[str, ...]] = {}
    by_text: dict[str, tuple[str, ...]] = {}
    taken_back: dict[str, tuple[str, ...]] = {}
    before: tuple[str, ...] = ()
    for stamp in sorted(stamps, key=lambda stamp: stamp.number):
        if stamp.message.startswith(_DRAFT):
            state = (stamp.message.removeprefix(_DRAFT), *before)
        elif stamp.message.startswith(_AGREED):
            state, taken_back[stamp.sha256] = (), before
        elif stamp.message.startswith(_CONSENT_TAKEN_BACK):
            state = taken_back.get(stamp.sha256, ())
        else:
            state = by_text.get(stamp.sha256, before)
        if stamp.message.startswith(f"Redone: {_AGREED}"):
            state = ()
        found[stamp.number] = by_text[stamp.sha256] = before = state
    return {number: state for number, state in found.items() if state}
