"""Seams: where a paragraph breaks off and which fragment takes it up again."""
