//! Photos from the question to the server.
