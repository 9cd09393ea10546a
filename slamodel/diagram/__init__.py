"""Analysis to picture: DOT text, and checked SVG and PNG drawn from it."""
