"""A selection of services in; the sketch of them out: promises on top, frames by party, every line with its level."""

from collections.abc import Iterable, Iterator

from slamodel.model import Agreement, Service
from slamodel.propagate import Standing

from . import rows, style, trouble
from .boxes import Boxes
from .captions import Captions
from .focus import Field
from .joints import Joints
from .selection import Selection
from .sketch import Box, Line, Sketch

_NOT_INDEPENDENT = "A104"
"""The finding of alternatives that rest on the same thing."""


def sketch(field: Field, selection: Selection, heading: tuple[str, ...]) -> Sketch:
    """Draw the selected services and the promises to customers that rest on them."""
    landscape = field.landscape
    services = [service for service in landscape.services.values() if service.id in selection.services]
    promises = [landscape.agreements[name] for name in field.covered if name in selection.promises]
    missing = _missing(field, services)
    boxes = Boxes(field, selection.focus)
    dependent = frozenset(finding.at for finding in field.analysis.findings if finding.code == _NOT_INDEPENDENT)
    shown = selection.services | {box.key for box in missing}
    joints = Joints(Captions(field, _trouble(field, selection)), shown, dependent)
    for service in services:
        joints.add(service)
    every_box, every_line = rows.spread(
        (*map(boxes.of_promise, promises), *map(boxes.of_service, services), *joints.marks, *missing),
        (*_promised(field, promises, selection), *joints.lines),
    )
    return Sketch(
        heading,
        boxes.frames(promises, services),
        every_box,
        every_line,
        style.LEGEND,
        rows.bands(every_box, every_line),
    )


def _trouble(field: Field, selection: Selection) -> trouble.Trouble:
    """Trouble of the promises that are in the picture; others only where one of their services is."""
    shown = selection.services
    return trouble.look_for(field.hops, (promise for promise in field.analysis.promises if promise.service in shown))


def _promised(field: Field, promises: Iterable[Agreement], selection: Selection) -> Iterator[Line]:
    """From a promise to the services that it covers."""
    gaps = {(p.agreement, p.service) for p in field.analysis.promises if p.standing is Standing.GAP}
    for agreement in promises:
        for service in field.covered[agreement.id]:
            if service in selection.services:
                mood = "broken" if (agreement.id, service) in gaps else ""
                yield Line(f"promise {agreement.id}", service, "promise", (), mood)


def _missing(field: Field, services: Iterable[Service]) -> tuple[Box, ...]:
    """Boxes for services that are named and not in the model, because their entry is faulty."""
    heads = {hop.head for service in services for hop in field.hops.down[service.id]}
    absent = sorted(heads - field.landscape.services.keys())
    return tuple(Box(name, (name, "? not usable as written"), "missing") for name in absent)
