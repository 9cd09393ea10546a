"""A form and the button in it that was pressed, other than Save, in; the form as it looks after that out."""

from .filled import Filled
from .form import Form
from .rows import Acted
from .rows import acted as rows_acted
from .week import Week


def acted(form: Form, sent: Filled, act: str) -> Acted:
    """After a search for boxes, a usual week, the hours of a day on others, another metric, or a change of rows."""
    verb, name, *_ = [*act.split(" "), ""]
    if verb == "find":
        return Acted(sent, name, f"find.{name}", "")
    if verb in ("usual", "copy"):
        return _hours(form, sent, act)
    if verb == "refresh":
        return Acted(sent, _part(form, name), "", "")
    after = rows_acted(sent, act)
    return Acted(after.form, _part(form, after.part), after.focus, after.said)


def _hours(form: Form, sent: Filled, act: str) -> Acted:
    """After `usual NAME WEEK` or `copy NAME`; where there are no such hours, nothing changes."""
    verb, name, key, *_ = [*act.split(" "), ""]
    part = next((part for part in form.parts() if isinstance(part, Week) and part.name == name), None)
    if part is None:
        return Acted(sent, name, "", "")
    after, said = part.as_usual(sent, key) if verb == "usual" else part.copied(sent)
    return Acted(after, name, act, said)


def _part(form: Form, name: str) -> str:
    """The field of the form that a row belongs to."""
    names = (".".join(part.keys) for part in form.parts())
    return next((part for part in names if name == part or name.startswith(f"{part}.")), name)
