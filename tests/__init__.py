import components  # noqa: F401 - it keeps the packages from reporting, before any of them is imported
