"""The parts of the page, each a piece of HTML in which every text is shown as text."""
