"""What a job says that ended early."""


class DroppedError(Exception):
    """A job ended early, since nobody waits for its answer; told to nobody."""
