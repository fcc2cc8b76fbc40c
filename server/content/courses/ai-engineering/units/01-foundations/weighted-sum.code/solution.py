def dot(a, b):
    if len(a) != len(b):
        raise ValueError(f"{len(a)} numbers, but {len(b)} to multiply them with")
    return sum(x * y for x, y in zip(a, b))


def neuron(inputs, weights, bias):
    return 1 if dot(inputs, weights) + bias > 0 else 0
