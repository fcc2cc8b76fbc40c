from math import exp


def probabilities(scores, temperature):
    return dict(scores)


def top_p(chances, p):
    return dict(chances)
