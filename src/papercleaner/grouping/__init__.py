"""Grouping: which blocks of a page make one article."""
