"""Questions and messages in windows of their own; each is opened and answers by a call, none stops the program."""
