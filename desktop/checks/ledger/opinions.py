def is_opinion(sentence: str, language: str) -> bool:
    return False
