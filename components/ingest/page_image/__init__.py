"""Pages of a kept file as images with passages marked: the client and the worker that draws."""
