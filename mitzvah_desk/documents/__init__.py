"""Paper: values in, PDF bytes out. One skeleton, one file a document; nothing heavy is loaded on import."""
