from math import exp, sqrt


def attention(query, keys, values):
    weights = [1 / len(keys)] * len(keys)
    return weights, values[0]


def causal(queries, keys, values):
    return []
