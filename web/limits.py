"""A model that somebody wants to keep here in; a refusal out where it has more than this server takes."""

from slamodel.model import Landscape, services_in

from .settings import Settings


class TooLarge(Exception):
    """The model has more services or dependencies than fit; the message is for the user, nothing was saved."""


def check(landscape: Landscape, settings: Settings) -> None:
    """Refuse a model beyond the limits; raises TooLarge."""
    services, needs = len(landscape.services), dependencies(landscape)
    if services > settings.services:
        raise TooLarge(f"The model has {services:,} services; at most {settings.services:,} fit into one model here.")
    if needs > settings.dependencies:
        most = f"{settings.dependencies:,}"
        raise TooLarge(f"The services name each other {needs:,} times; at most {most} fit into one model here.")


def dependencies(landscape: Landscape) -> int:
    """How often a service names another: as needed, as handling its incidents, as fulfilling its requests."""
    return sum(
        sum(1 for _ in services_in(service.needs + service.fulfilled_by)) + len(service.handled_by)
        for service in landscape.services.values()
    )
