"""What servers share: the model, jobs that outlive their asker, and each user's saved work.

The app in `ui` and the MCP server in `mcp` are the two ways in. `services.Services` makes all of
it; `tasks` is what can be asked for.
"""
