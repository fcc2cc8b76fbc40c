from math import sqrt


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def cosine(a, b):
    lengths = sqrt(dot(a, a)) * sqrt(dot(b, b))
    return dot(a, b) / lengths if lengths else 0.0


def nearest(word, vectors, count):
    here = vectors[word]
    others = [other for other in vectors if other != word]
    others.sort(key=lambda other: (-cosine(here, vectors[other]), other))
    return others[:count]
