"""A comparison in; what is not known any more, and what nobody commits to any more, in words out."""

from slamodel.compare.outcome import Comparison
from slamodel.compare.shortfall import lost
from slamodel.gaps.wording import listed, number
from slamodel.propagate import Lack, Unknown
from slamodel.report import comparison_moves as moves
from slamodel.report import wording


def not_known(comparison: Comparison, *, is_tried: bool) -> str:
    """`Nobody would commit to Parcels any more: of 1 gap it would not be known how wide it is`; empty where all is."""
    unknown = sum(map(moves.gets_unknown, comparison.promises))
    blurred = sum(map(moves.is_blurred, comparison.promises))
    said = []
    if unknown:
        become = "would become" if is_tried else "became"
        said.append(f"{number(unknown, 'promise')} {become} unknown")
    if blurred:
        known = "would not be known any more" if is_tried else "is not known any more"
        said.append(f"of {number(blurred, 'gap')} it {known} how wide {'it is' if blurred == 1 else 'they are'}")
    because = _nobody(comparison, is_tried=is_tried)
    return ": ".join(filter(None, (because if said else "", ", and ".join(said))))


def _nobody(comparison: Comparison, *, is_tried: bool) -> str:
    services = uncommitted(comparison)
    verb = "would commit" if is_tried else "commits"
    return f"nobody {verb} to {listed(services)} any more" if services else ""


def uncommitted(comparison: Comparison) -> tuple[str, ...]:
    """The services that promises rest on, and that nobody commits to any more, by name."""
    found = dict.fromkeys(one.service for one in _lost(comparison) if one.lack is Lack.NO_AGREEMENT)
    return tuple(wording.service_name(comparison.after, service) for service in sorted(found))


def _lost(comparison: Comparison) -> list[Unknown]:
    """What became unknown below promises that did so themselves, or of which it is not known how wide their gap is."""
    pairs = ((one.before, one.after) for one in comparison.promises if moves.gets_unknown(one) or moves.is_blurred(one))
    return [lack for before, after in pairs if before and after for lack in lost(before, after)]
