"""Tables, queries and migrations; transactions belong to the services."""
