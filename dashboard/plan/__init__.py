"""What a plan is made of: words and rules of the field, without any input or output."""
