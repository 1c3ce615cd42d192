"""The review window: shows a Review and asks for decisions; holds no text logic."""
