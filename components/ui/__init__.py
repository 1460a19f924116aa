"""What the pages share: the main script, navigation, the address, the evidence panel, text nodes; the server."""
