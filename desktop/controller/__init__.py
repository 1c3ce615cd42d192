"""What lies between the window and the Review, alone in knowing both Qt and a Review."""

from desktop.controller.controller import Controller

__all__ = ["Controller"]
