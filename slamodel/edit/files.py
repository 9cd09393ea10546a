"""The files of a model and changes to the whole in; the tree that each file is to have out."""

from collections.abc import Iterator, Sequence

from slamodel.edit.change import Change, changed
from slamodel.load import Plain


def shared_out(trees: Sequence[Plain], changes: Sequence[Change]) -> list[Plain]:
    """Make each change in the file that holds what it changes; trees without changes are the same objects as before."""
    wanted = list(trees)
    waiting = list(reversed(changes))
    while waiting:
        change = waiting.pop()
        parts = list(_parts(wanted, change))
        if parts:
            waiting += reversed(parts)
        else:
            for place in _places(wanted, change):
                wanted[place] = changed(wanted[place], (change,))
    return wanted


def _parts(trees: Sequence[Plain], change: Change) -> Iterator[Change]:
    """A change of the whole, or of a section that several files have, as changes of what is in there."""
    path, value = change.path, change.value
    if len(path) > 1 or not isinstance(value, dict):
        return
    old = trees if not path else [tree[str(path[0])] for tree in _with_key(trees, path[0])]
    if path and len(old) < 2:
        return
    keys = {key: None for tree in old if isinstance(tree, dict) for key in tree} | dict.fromkeys(value)
    for key in keys:
        yield Change((*path, key), value.get(key))


def _with_key(trees: Sequence[Plain], key: str | int) -> Iterator[dict[str, Plain]]:
    for tree in trees:
        if isinstance(tree, dict) and key in tree:
            yield tree


def _places(trees: Sequence[Plain], change: Change) -> list[int]:
    """The files in which a change is made: where the entry stands, else the last with its section, else the first."""
    section, *rest = change.path or ("",)
    having = [place for place, tree in enumerate(trees) if isinstance(tree, dict) and section in tree]
    if len(change.path) < 2:
        return having or ([0] if change.value is not None else [])
    defining = [place for place in having if _holds(trees[place], section, rest[0])]
    return defining[:1] or having[-1:] or [0]


def _holds(tree: Plain, section: str | int, entry: str | int) -> bool:
    content = tree[str(section)] if isinstance(tree, dict) else ""
    return isinstance(content, dict) and entry in content


def merged(trees: Sequence[Plain]) -> Plain:
    """What several files say together: of what two of them say, the first counts."""
    whole: dict[str, Plain] = {}
    for tree in trees:
        for key, value in tree.items() if isinstance(tree, dict) else ():
            before = whole.get(key, "")
            if before == "":
                whole[key] = value
            elif isinstance(before, dict) and isinstance(value, dict):
                whole[key] = {**value, **before}
    return whole
