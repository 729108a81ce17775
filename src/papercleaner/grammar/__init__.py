"""The grammar of a newspaper page: what its pieces look like, and in which order they stand."""
