"""What a search engine sees of a text: its keyphrase, its headings, its images, titles given twice."""
