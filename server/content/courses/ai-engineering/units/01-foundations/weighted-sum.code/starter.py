def dot(a, b):
    return 0


def neuron(inputs, weights, bias):
    return 0
