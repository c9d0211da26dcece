"""The Mail screen: subject, blocks, segments, and the mail as it will arrive."""
