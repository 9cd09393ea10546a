"""A view in; the link out that is worth talking about."""

from slamodel.propagate import Link, View


def lever(view: View) -> Link | None:
    """The link that has to improve by the smallest part to make the promise certain; None where no single one would do.

    Links that would have to be perfect are nothing to ask for and are left out.
    """
    able = [link for link in view.links if 0.0 < _required(link) < (link.source.level or 0.0)]
    return max(able, key=lambda link: _required(link) / (link.source.level or 1.0), default=None)


def twin(other: View, chosen: Link | None) -> Link | None:
    """The same commitment in the other view, where it alone can make that one certain, too."""
    return next((link for link in other.links if chosen and link.source == chosen.source and _required(link)), None)


def _required(link: Link) -> float:
    return link.required_guaranteed or 0.0
