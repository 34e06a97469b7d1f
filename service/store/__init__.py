"""What is kept, in PostgreSQL. Functions take a session and never commit: the caller's transaction does."""
