"""The workbench's screens, one file each, and what they share.

`session` says who reviews which project. `desk` has the link in focus, the queue, and what an act does to them;
`desk_state` is what one browser's session remembers, and `widgets` are the fields of the page that are read or set. `keys`
are the letters, and `text_view` draws a link's texts. `speech` speaks the reader's language, and `words` puts figures,
states and acts into it.
"""
