"""The same answers inside other engines: one module each, imported when it is asked for."""
