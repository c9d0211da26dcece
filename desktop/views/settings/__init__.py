"""The settings: pages made from the descriptors, the models on this computer, the keys, and what this program is."""
