"""What the panels show, as plain values and Qt item models; nothing here opens a window."""
