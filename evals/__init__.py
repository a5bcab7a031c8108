"""How well drafter works: labelled data, cases, scorers. Imports drafter, never the reverse."""
