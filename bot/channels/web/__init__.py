"""The web chat, the channel that needs nobody's permission: pages, their stream, signed links, the demonstration."""
