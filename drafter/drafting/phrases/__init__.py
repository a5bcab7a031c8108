"""Words for what a fact is about: names of fields, subjects and leads built from them."""
