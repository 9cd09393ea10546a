"""A page in; the fields of its form as a browser would send them out."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    """Collects what stands in the fields of the one form that has an id."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.inside = False
        self.select = self.area = ""
        self.chosen: str | None = None
        self.first: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == "entry"
        if not self.inside:
            return
        if tag == "input" and found.get("name"):
            self._input(found)
        elif tag == "select":
            self.select, self.chosen, self.first = found["name"] or "", None, None
        elif tag == "option":
            value = found.get("value") or ""
            self.first = value if self.first is None else self.first
            self.chosen = value if "selected" in found else self.chosen
        elif tag == "textarea":
            self.area, self.text = found["name"] or "", ""

    def _input(self, found: dict[str, str | None]) -> None:
        if found.get("type") != "checkbox" or "checked" in found:
            self.fields.append((found["name"] or "", found.get("value") or ""))

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.select:
            self.fields.append((self.select, (self.first or "") if self.chosen is None else self.chosen))
            self.select = ""
        elif tag == "textarea" and self.area:
            self.fields.append((self.area, self.text.replace("\n", "\r\n")))
            self.area = ""
        elif tag == "form":
            self.inside = False


def fields_of(page: str) -> dict[str, list[str]]:
    """What a browser sends when nothing was touched."""
    form = _Form()
    form.feed(page)
    found: dict[str, list[str]] = {}
    for name, value in form.fields:
        found.setdefault(name, []).append(value)
    return found
