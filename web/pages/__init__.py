"""The pages: one file for each group of addresses; every blueprint is registered in one tuple."""

from flask import Blueprint

from . import diagram, overview, problems, text, workspaces

PAGES: tuple[Blueprint, ...] = (workspaces.page, overview.page, diagram.page, problems.page, text.page)
