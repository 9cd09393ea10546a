"""A link somebody wrote to a link that is safe to put into a picture, or to None."""

import re
from urllib.parse import urlsplit

from .label import printable

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_WEB = frozenset({"http", "https"})


def safe_link(href: str) -> str | None:
    r"""The address when it is http, https, mailto, a fragment or a path inside the same site; else None.

    Controls are dropped first, because browsers drop them too: `java<TAB>script:` is a script to them. A backslash
    is refused, because browsers read `/\evil` as `//evil`.
    """
    address = printable(_CONTROLS.sub("", href)).strip()
    if not address or "\\" in address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme in _WEB:
        return address if parts.netloc else None
    if parts.scheme == "mailto":
        return address
    # The colon test also refuses what urlsplit does not take for a scheme but a browser might.
    inside = not parts.scheme and not address.startswith("//") and ":" not in parts.path.partition("/")[0]
    return address if inside else None
