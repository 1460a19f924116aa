"""Events: their triggers, dates, status and voice, and the tellings that are one."""
