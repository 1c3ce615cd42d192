"""The engine: what the rules find on a page, and what comes of taking their fixes."""

from cleanup.engine.running import BrokenRule, Result, analyse
from cleanup.engine.settling import Settled, Take, settle

__all__ = ["BrokenRule", "Result", "Settled", "Take", "analyse", "settle"]
