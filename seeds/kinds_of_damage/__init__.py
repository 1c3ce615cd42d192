"""One module a family of damage: repeats before the layout; columns and weaving on lines; glueing on blocks; characters last."""
