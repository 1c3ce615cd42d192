"""The engine: what the rules find on a page, and what comes of taking their fixes."""

from cleanup.engine.again import Again
from cleanup.engine.running import BrokenRule, Result, StaleError, analyse
from cleanup.engine.settling import Settled, Take, settle
from cleanup.findings import Near

__all__ = ["Again", "BrokenRule", "Near", "Result", "Settled", "StaleError", "Take", "analyse", "settle"]
