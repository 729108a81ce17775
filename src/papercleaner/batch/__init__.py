"""Many documents: the same outputs and one row for each, on one core or a cluster, killed or undisturbed.

A run plans shards (`planning`), writes the plan down (`manifest`), and gives each shard to whoever is free
(`engines`).  A shard (`shard`) cleans its documents in a process of their own (`cell`), publishes outputs, rows
and a marker, in that order; what has its marker is done (`resume`, `verify`).
"""
