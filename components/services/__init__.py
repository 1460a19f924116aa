"""What a visitor can do: each function does one thing whole, or not at all; who may do what."""
