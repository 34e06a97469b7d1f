"""What Tintag takes at a million articles: made past the pipeline, asked over HTTP."""
