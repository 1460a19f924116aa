"""Web pages: the article, its metadata and dates, embedded posts, live blogs, pages that hold no article."""
