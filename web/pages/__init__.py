"""The pages: one file for each group of addresses; every blueprint is registered in one tuple."""

from flask import Blueprint

from . import (
    apportion,
    calendars,
    dates,
    diagram,
    differences,
    entries,
    gaps,
    history,
    overview,
    papers,
    parties,
    plan,
    problems,
    promises,
    sheets,
    start,
    text,
    waivers,
    what_if,
    workspaces,
)

PAGES: tuple[Blueprint, ...] = (
    workspaces.page,
    start.page,
    overview.page,
    promises.page,
    apportion.page,
    parties.page,
    sheets.page,
    gaps.page,
    dates.page,
    waivers.page,
    plan.page,
    what_if.page,
    papers.page,
    diagram.page,
    problems.page,
    text.page,
    calendars.page,
    history.page,
    differences.page,
    entries.page,
)
