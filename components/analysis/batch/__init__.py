"""Many articles on many processes: chunks in order, worker processes here or on a Dask cluster."""
