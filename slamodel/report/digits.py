"""A number of a sum in; the digits that it takes to redo the sum out."""


def number(value: float) -> str:
    """Enough digits to redo the sum, without exponents for what a person would type."""
    text = f"{value:.12g}"
    return text if "e" not in text else f"{value:.18f}".rstrip("0") if value > 1e-12 else f"{value:.3e}"


def hours(seconds: float) -> str:
    """Hours with enough digits to redo the sum."""
    return f"{seconds / 3600:.10g} h"
