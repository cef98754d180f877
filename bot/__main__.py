"""`python -m bot` is `paidan`."""

from bot.cli import main

main()
