"""The ways in and out: each turns its messages into `Received` and sends `Outgoing`."""
