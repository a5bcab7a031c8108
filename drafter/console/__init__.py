"""How things look. Only modules in here import rich, and only when there is a terminal."""
