"""Worker processes: started, asked, confined, ended; their messages."""
