"""What the tests stand on: a real server, a desk, a camera, and phones that fail on demand."""
