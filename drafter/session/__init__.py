"""Writing a report together: a state that is only ever added to, and the commands that do it.

    facts --create--> Session --command--> Outcome (new state, what to tell, what to ask)

`state` holds the values, `history` makes states of events, `journal` keeps the events on disk,
`shelf` the sessions; `live` is the session at hand. Nothing here prints: commands return values.
"""
