"""The catalogue of findings in; its page out."""

from slamodel.gaps import catalogue


def page() -> str:
    """The page `findings.md`."""
    return catalogue.page()
