"""The database: tables, migrations, queries; transactions belong to the services."""
