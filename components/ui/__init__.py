"""What the pages share: the main script, navigation, the address, the article beside, lists, cards; the server."""
