"""The shapes on the wire, one file a resource; marshmallow only."""
