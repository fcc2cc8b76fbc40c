from math import exp, sqrt


def softmax(scores):
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    return [power / sum(powers) for power in powers]


def attention(query, keys, values):
    scores = [sum(q * k for q, k in zip(query, key)) / sqrt(len(query)) for key in keys]
    weights = softmax(scores)
    output = [sum(w * x for w, x in zip(weights, column)) for column in zip(*values)]
    return weights, output


def causal(queries, keys, values):
    return [
        attention(query, keys[: i + 1], values[: i + 1])[1]
        for i, query in enumerate(queries)
    ]
