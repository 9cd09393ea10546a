"""A form and the button in it that was pressed, other than Save, in; the form as it looks after that out."""

from .filled import Filled
from .form import Form
from .rows import Acted
from .rows import acted as rows_acted
from .week import as_monday


def acted(form: Form, sent: Filled, act: str) -> Acted:
    """After a search for boxes, the hours of Monday for all working days, another metric, or a change of rows."""
    verb, name, *_ = [*act.split(" "), ""]
    if verb == "find":
        return Acted(sent, name, f"find.{name}", "")
    if verb == "monday":
        return Acted(as_monday(sent, name), name, f"{name}.mon", "The hours of Monday stand on all working days")
    if verb == "refresh":
        return Acted(sent, _part(form, name), "", "")
    after = rows_acted(sent, act)
    return Acted(after.form, _part(form, after.part), after.focus, after.said)


def _part(form: Form, name: str) -> str:
    """The field of the form that a row belongs to."""
    names = (".".join(part.keys) for part in form.parts())
    return next((part for part in names if name == part or name.startswith(f"{part}.")), name)
