from math import sqrt


def cosine(a, b):
    return 0.0


def nearest(word, vectors, count):
    return list(vectors)[:count]
