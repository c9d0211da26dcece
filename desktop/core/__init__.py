"""Values of the domain; imports no other room."""
