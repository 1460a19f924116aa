"""Worker processes: started, asked, confined, ended. For every program that reads what comes from outside."""
