def answer(weights, bias, inputs):
    return 1 if sum(w * x for w, x in zip(weights, inputs)) + bias > 0 else 0


def step(weights, bias, inputs, target, rate):
    return weights, bias


def train(examples, rounds, rate):
    return [], 0
