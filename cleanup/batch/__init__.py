"""Many pages at once: what they are, where their output goes, and the pool that works on them."""
