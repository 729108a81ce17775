"""`python -m papercleaner`: the same as the console script."""

from papercleaner.cli import main

main()
