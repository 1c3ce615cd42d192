"""Sample pages written for this project, and the generator that damages clean articles the way OCR does."""
