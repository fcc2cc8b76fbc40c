def answer(weights, bias, inputs):
    return 1 if sum(w * x for w, x in zip(weights, inputs)) + bias > 0 else 0


def step(weights, bias, inputs, target, rate):
    error = target - answer(weights, bias, inputs)
    moved = [w + rate * error * x for w, x in zip(weights, inputs)]
    return moved, bias + rate * error


def train(examples, rounds, rate):
    weights = [0] * len(examples[0][0])
    bias = 0
    for _ in range(rounds):
        for inputs, target in examples:
            weights, bias = step(weights, bias, inputs, target, rate)
    return weights, bias
