"""How a text is written: phrases, marks, capitals, emoji, the way it addresses its reader."""
