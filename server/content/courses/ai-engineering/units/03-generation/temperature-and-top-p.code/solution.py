from math import exp


def probabilities(scores, temperature):
    best = max(scores, key=scores.get)
    if temperature == 0:
        return {token: 1.0 if token == best else 0.0 for token in scores}
    powers = {token: exp((score - scores[best]) / temperature) for token, score in scores.items()}
    total = sum(powers.values())
    return {token: power / total for token, power in powers.items()}


def top_p(chances, p):
    kept = {}
    for token in sorted(chances, key=chances.get, reverse=True):
        kept[token] = chances[token]
        if sum(kept.values()) >= p:
            break
    total = sum(kept.values())
    return {token: chance / total for token, chance in kept.items()}
