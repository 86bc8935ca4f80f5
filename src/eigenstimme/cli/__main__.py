"""`python -m eigenstimme.cli` is the command `eigenstimme`."""

from eigenstimme.cli import main

main()
