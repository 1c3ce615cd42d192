"""How good a cleaned page is, measured against what is known to be true of it."""

from cleanup.scoring.page_score import PageScore, Ratio, score_page, total_of
from cleanup.scoring.truth import Truth, load_truth

__all__ = ["PageScore", "Ratio", "Truth", "load_truth", "score_page", "total_of"]
