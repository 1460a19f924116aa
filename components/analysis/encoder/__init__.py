"""The small encoder that the learned steps share: pieces of words, the trunk over sentences, windows over them."""
