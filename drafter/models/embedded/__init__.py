"""The model that comes with the program: its weights, its server, the way to both."""
