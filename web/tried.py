"""A model and changed entries in; the analysis of the model as it would be out, kept for a while."""

from hashlib import sha256

from slamodel import analysis

from .desk import Asked, Model
from .kept import Kept
from .views.trial import Trial

_MOST = 4
"""Each may hold a verdict on every promise: enough for whoever types, and for the findings that come after."""


class Tried:
    """Works each what-if out once, though its verdict, its findings and the next page all ask for it."""

    def __init__(self) -> None:
        self._found: Kept[tuple[tuple[str, Asked], str], analysis.Analysis] = Kept(_MOST)

    def analysed(self, model: Model, trial: Trial) -> analysis.Analysis:
        """The verdict on the changed model; that on the model itself where nothing is changed."""
        before = model.analysis
        if not trial.entries:
            return before
        said = sha256(repr(sorted(trial.entries.items())).encode()).hexdigest()
        return self._found.get((model.key, said), lambda: analysis.what_if(before, trial.entries))
