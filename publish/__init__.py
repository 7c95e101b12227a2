"""Publishing: a page in Confluence or Notion for a saved work, made once and then updated.

`publishing.plan` says exactly what would be sent, `publishing.publish` sends just that. Asks no
model; the sites' clients are imported when something is sent or read.
"""
