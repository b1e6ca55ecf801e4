"""The playground: a page that runs the library itself, and what puts it into the built site."""
