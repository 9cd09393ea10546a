"""Where pages get a model from and bring a change to: one revision, read and analysed once, never changed in place."""

import re
import threading
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date

from slamodel import analysis, load
from slamodel.diagnostics import Diagnostic, Severity
from slamodel.load import Limits, Loaded
from slamodel.load.tree import Map
from slamodel.model import Status
from slamodel.propagate import Standing

from . import limits
from .drafts import Drafts, drafts
from .kept import Kept
from .ondisk import CannotRead, OnDisk, Overtaken
from .settings import Settings
from .store import Contents, Revision, Stale, Stamp, Store, Summary, Verdict, Workspace, fingerprint

_ON_DISK = "model"
_OUTSIDE = "Changed outside of slamodel"
_LOOK_BACK = 500
"""As many revisions are looked through for drafts that are not agreed yet."""
_MOST_KEPT = 4
"""With 2,000 services a text and its analysis take some 65 MB: room for the newest, the one before, and another day."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that a page is asked for, and what counts as agreed on it."""

    as_of: date
    assume: frozenset[Status] = frozenset()


@dataclass(frozen=True, slots=True)
class Model:
    """What a page shows: the newest revision of a workspace and the verdict on it.

    `diagnostics` are those of the newest text. While it has mistakes, `analysis` is that of the last revision without
    any, which `good` names; with none such, it is of what can be used of the newest text, which `loaded` is.
    """

    workspace: Workspace
    revision: Revision
    loaded: Loaded
    analysis: analysis.Analysis
    good: Stamp | None
    asked: Asked
    is_on_disk: bool
    drafts: tuple[str, ...] = ()
    """What has been drafted in it and nobody has agreed to yet, the newest first."""

    @property
    def tree(self) -> Map | None:
        """The newest text as forms read it; None where it cannot be read at all."""
        return self.loaded.tree

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the newest text."""
        return self.loaded.diagnostics

    @property
    def is_sound(self) -> bool:
        """Whether the newest text has no mistakes."""
        return self.loaded.is_sound

    @property
    def seen(self) -> str:
        """The fingerprint that an edit of this model has to bring along."""
        return self.revision.sha256

    @property
    def key(self) -> tuple[str, Asked]:
        """What `analysis` is of: the fingerprint of a text, which counts the names of its files, and the day."""
        return ((self.good or self.revision.stamp).sha256, self.asked)

    @property
    def mistakes(self) -> int:
        """How many mistakes the newest text has; warnings do not count."""
        return sum(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)


def verdict_of(found: analysis.Analysis) -> Verdict:
    """How many of the promises that are checked stand how, worst first."""
    count = Counter(promise.standing for promise in found.checked)
    return tuple((standing.value, count[standing]) for standing in Standing if count[standing])


class Desk:
    """Opens workspaces and saves revisions. What has been read and analysed is kept for the next page."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.disk = OnDisk(settings.model) if settings.model else None
        self._loaded: Kept[str, Loaded] = Kept(_MOST_KEPT)
        self._analysed: Kept[tuple[str, Asked], analysis.Analysis] = Kept(_MOST_KEPT)
        self._disk_lock = threading.Lock()
        if self.disk:
            self._adopt(self.disk)

    def workspace(self, name: str) -> Workspace:
        """A workspace that is not deleted; raises KeyError."""
        found = self.store.workspace(name)
        if found is None or found.is_deleted:
            raise KeyError(name)
        if self.disk:
            return self._caught_up(self.disk, found)
        return found

    def open(self, name: str, asked: Asked) -> Model:
        """The newest state of a workspace; raises KeyError."""
        workspace = self.workspace(name)
        return self.model(workspace, self._head(workspace), asked)

    def model(self, workspace: Workspace, revision: Revision, asked: Asked) -> Model:
        """One revision as pages show it."""
        loaded = self._known(revision.sha256, revision.contents)
        good, shown = None, revision
        if not loaded.is_sound and (good := self.store.last_sound(workspace)):
            shown = self.store.revision(workspace, good.number) or revision
        found = self._judged(shown.sha256, shown.contents, asked)
        drafts = self.drafts(workspace).get(revision.number, ())
        return Model(workspace, revision, loaded, found, good, asked, self.disk is not None, drafts)

    def drafts(self, workspace: Workspace) -> Drafts:
        """The revisions that show what nobody has agreed to yet, as far as the history is looked back."""
        return drafts(self.store.history(workspace, most=_LOOK_BACK))

    def read(self, contents: Contents) -> Loaded:
        """A text as read, with everything that is wrong with it."""
        return self._known(fingerprint(contents), contents)

    def analysed(self, contents: Contents, asked: Asked) -> analysis.Analysis:
        """The analysis of a text on a day."""
        return self._judged(fingerprint(contents), contents, asked)

    def _known(self, sha256: str, contents: Contents) -> Loaded:
        """A text as read, by its fingerprint: large texts are not summed up anew for every page."""
        return self._loaded.get(sha256, lambda: self._read(contents))

    def _judged(self, sha256: str, contents: Contents, asked: Asked) -> analysis.Analysis:
        loaded = self._known(sha256, contents)
        return self._analysed.get((sha256, asked), lambda: analysis.of(loaded, asked.as_of, asked.assume))

    def create(self, contents: Contents, message: str, title: str = "") -> Workspace:
        """A new workspace with a first revision; raises TooLarge."""
        title = title or self.read(contents).landscape.title or "Model without a title"
        return self.store.create(slug(title), contents, message[:500], self._summary(contents, title))

    def save(self, workspace: Workspace, seen: str, contents: Contents, message: str) -> Stamp:
        """A new revision on top of the one seen.

        Raises Stale, TooLarge where this server does not take as much, and CannotWrite where a file on disk cannot be
        written.
        """
        summary = self._summary(contents, workspace.title)
        if self.disk is None:
            return self.store.save(workspace, seen, contents, message[:500], summary)
        with self._disk_lock:
            head = self._head(self._synced(self.disk, workspace))
            if head.sha256 != seen:
                raise Stale(head)
            try:
                self.disk.write(head.contents, contents)
            except Overtaken:
                raise Stale(self._head(self._synced(self.disk, workspace))) from None
            return self.store.save(workspace, seen, contents, message[:500], summary)

    def _summary(self, contents: Contents, title: str) -> Summary:
        """What is kept beside a text that is saved: the verdict is that of today."""
        loaded = self.read(contents)
        if self.disk is None:
            limits.check(loaded.landscape, self.settings)
        title = (loaded.landscape.title or title)[:200]
        if not loaded.is_sound:
            return Summary(title, is_sound=False)
        today = self.analysed(contents, Asked(date.today()))  # noqa: DTZ011 - the day where the user is
        return Summary(title, is_sound=True, verdict=verdict_of(today))

    def _head(self, workspace: Workspace) -> Revision:
        head = self.store.revision(workspace)
        assert head is not None  # noqa: S101 - a workspace is made with its first revision
        return head

    def _read(self, contents: Contents) -> Loaded:
        bounds = Limits() if self.disk else self.settings.reading
        return load.load_contents(contents, self.disk.source if self.disk else contents[0][0], bounds)

    def _adopt(self, disk: OnDisk) -> None:
        """Make the file the one workspace of this run."""
        contents = disk.read()
        self.store.create(_ON_DISK, contents, "As opened", self._summary(contents, disk.path.name))

    def _caught_up(self, disk: OnDisk, workspace: Workspace) -> Workspace:
        """The workspace after taking in what another program has written to the file."""
        with self._disk_lock:
            return self._synced(disk, workspace)

    def _synced(self, disk: OnDisk, workspace: Workspace) -> Workspace:
        try:
            contents = disk.read()
        except CannotRead:  # the file is away for the moment: the last text stays
            return workspace
        head = self._head(workspace)
        if not contents or fingerprint(contents) == head.sha256:
            return workspace
        self.store.save(workspace, head.sha256, contents, _OUTSIDE, self._summary(contents, workspace.title))
        return self.store.workspace(workspace.name) or workspace


def slug(title: str, fallback: str = "model") -> str:
    """A title as it may stand in an address, and a name as an id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56].strip("-") or fallback
