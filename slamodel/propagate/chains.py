"""A chain in groups of hours, some maintained for a limited time, in; its worst timing out, without a program.

Whatever fails brings a chain down, so that its downtime is a flow: hours that somebody does not cover are lost as a
whole, maintenance fills up hours of its own, and all allowances fill up what is left. As long as no two maintenances
share hours, each of them fills what it can, and no more can be lost than that, or than all the time there is.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from slamodel.propagate.modes import Mode, Setting, Spread, Use


def is_apart(given: Setting) -> bool:
    """Whether in hours that all cover no more than one maintenance can be in progress."""
    open_to = [mode.group for modes in _maintained(given).values() for mode in modes]
    return len(open_to) == len(set(open_to)) and all(len(mode.in_progress) <= 1 for mode in _beside(given))


def chain_spread(levels: Sequence[float], given: Setting) -> Spread:
    """The most time that a chain can be down: by hours, by maintenance, by what its inputs may be down."""
    plain = [mode for mode in given.modes if not mode.in_progress]
    lost = fsum(given.lengths[mode.group] for mode in plain if mode.free)
    rest = fsum(given.lengths[mode.group] for mode in plain if not mode.free)
    hours = {name: [mode.group for mode in modes] for name, modes in _maintained(given).items()}
    lengths = {name: fsum(given.lengths[group] for group in groups) for name, groups in hours.items()}
    filled = fsum((*levels, *(min(given.at_most[name], length) for name, length in lengths.items())))
    uses, none = tuple(_uses(levels, given)), (0.0,) * len(given.at_most)
    if lost + min(filled, rest) >= 1.0:
        return Spread(1.0, (0.0,) * len(levels), (0.0,) * len(given.lengths), none, 1.0, uses)
    if filled >= rest:
        return Spread(lost + rest, (0.0,) * len(levels), (1.0,) * len(given.lengths), none, 0.0, uses)
    short = {name for name, length in lengths.items() if length < given.at_most[name]}
    paid = {mode.group for mode in plain if mode.free}.union(*(hours[name] for name in short))
    of_maintenance = (float(name in hours and name not in short) for name in range(len(given.at_most)))
    of_groups = (float(group in paid) for group in range(len(given.lengths)))
    return Spread(lost + filled, (1.0,) * len(levels), tuple(of_groups), tuple(of_maintenance), 0.0, uses)


def _beside(given: Setting) -> Iterator[Mode]:
    """Modes of maintenance in hours that all cover as long as none is in progress."""
    covered = {mode.group for mode in given.modes if not mode.in_progress and not mode.free}
    return (mode for mode in given.modes if mode.in_progress and mode.group in covered)


def _maintained(given: Setting) -> Mapping[int, list[Mode]]:
    """The same by what is in progress."""
    found: dict[int, list[Mode]] = defaultdict(list)
    for mode in _beside(given):
        found[mode.in_progress[0]].append(mode)
    return found


def _uses(levels: Sequence[float], given: Setting) -> Iterator[Use]:
    """One worst timing: all is poured into hours that are open to it, one after the other, as long as time lasts."""
    rooms, time = list(given.lengths), 1.0
    plain = [mode for mode in given.modes if not mode.in_progress]
    covered = [mode for mode in plain if not mode.free]
    lost = [(given.lengths[mode.group], [mode], min(mode.free)) for mode in plain if mode.free]
    maintained = [(given.at_most[name], modes, -1) for name, modes in _maintained(given).items()]
    for most, modes, place in (*lost, *maintained, *((level, covered, i) for i, level in enumerate(levels))):
        amount = most
        for mode in modes:
            poured = min(amount, rooms[mode.group], time)
            if poured > 0.0:
                yield Use(mode, (place if place >= 0 else min(mode.free),), poured)
                amount -= poured
                time -= poured
                rooms[mode.group] -= poured
