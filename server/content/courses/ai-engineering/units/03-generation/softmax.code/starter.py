from math import exp


def softmax(scores):
    return scores
