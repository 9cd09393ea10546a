"""PROMISES → MONEY: what a miss costs us, what those who caused it owe in turn, and what is left."""

from slamodel.money.book import Book
from slamodel.money.credits import Miss, Owed, owed
from slamodel.money.exposure import LENGTHS, Cause, MoneyLine, Recovery
from slamodel.money.prices import price_of
from slamodel.money.short import Short
from slamodel.money.totals import Total

__all__ = ["LENGTHS", "Book", "Cause", "Miss", "MoneyLine", "Owed", "Recovery", "Short", "Total", "owed", "price_of"]
