"""What ``tintag`` does to the service's own records."""
