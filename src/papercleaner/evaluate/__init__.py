"""How good a reading of a page is: metrics against a careful human's reading of it."""

from papercleaner.evaluate.score import Metrics, score, summary

__all__ = ["Metrics", "score", "summary"]
