import unittest

from program import dot, neuron


class Dot(unittest.TestCase):
    def test_multiplies_pairs_and_adds(self):
        self.assertEqual(dot([1, 2, 3], [4, 5, 6]), 32)
        self.assertEqual(dot([2], [-3]), -6)

    def test_of_nothing_is_zero(self):
        self.assertEqual(dot([], []), 0)

    def test_refuses_lists_of_different_lengths(self):
        with self.assertRaises(ValueError):
            dot([1, 2], [1])
        with self.assertRaises(ValueError):
            dot([1], [1, 2])


class Neuron(unittest.TestCase):
    weights = [-2, -0.5, 1.5]

    def test_cycles_on_a_dry_day(self):
        self.assertEqual(neuron([0, 6, 1], self.weights, 3), 1)

    def test_stays_off_the_bike_in_the_rain(self):
        self.assertEqual(neuron([1, 6, 1], self.weights, 3), 0)

    def test_exactly_zero_is_not_over_zero(self):
        self.assertEqual(neuron([1, 1], [1, -1], 0), 0)
