"""The names of the commands; the module of each has its name, and is imported when the command is run."""

from typing import Final

COMMANDS: Final = ("check", "clean", "apply", "diff", "withdraw", "learn", "export", "review", "rules", "model", "score")
