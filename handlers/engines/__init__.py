"""The few machines that capabilities are made of."""
