import unittest
from math import exp, sqrt

from program import attention, causal


class Attention(unittest.TestCase):
    def assert_close(self, got, expected):
        self.assertEqual(len(got), len(expected))
        for one, other in zip(got, expected):
            self.assertAlmostEqual(one, other, places=6)

    def test_of_a_single_key_is_its_value(self):
        weights, output = attention([1, 2], [[5, 5]], [[7, 8, 9]])
        self.assert_close(weights, [1])
        self.assert_close(output, [7, 8, 9])

    def test_equal_keys_give_the_mean(self):
        weights, output = attention([1, 0], [[2, 2], [2, 2]], [[0, 10], [4, 20]])
        self.assert_close(weights, [0.5, 0.5])
        self.assert_close(output, [2, 15])

    def test_scores_are_divided_by_the_root_of_the_length(self):
        weights, _ = attention([1, 1, 1, 1], [[1, 1, 1, 1], [0, 0, 0, 0]], [[1], [0]])
        self.assert_close(weights, [exp(2) / (exp(2) + 1), 1 / (exp(2) + 1)])

    def test_the_output_has_the_places_of_the_values(self):
        _, output = attention([1, 0], [[1, 0], [0, 1]], [[1, 0, 0], [0, 1, 0]])
        share = exp(1 / sqrt(2)) / (exp(1 / sqrt(2)) + 1)
        self.assert_close(output, [share, 1 - share, 0])

    def test_a_key_that_fits_far_better_takes_all(self):
        _, output = attention([100, 0], [[100, 0], [0, 100]], [[1], [2]])
        self.assert_close(output, [1])


class Causal(unittest.TestCase):
    keys = [[1, 0], [1, 0], [1, 0]]
    values = [[3], [5], [10]]

    def test_nobody_sees_what_comes_after(self):
        outputs = causal(self.keys, self.keys, self.values)
        self.assertEqual(len(outputs), 3)
        for output, expected in zip(outputs, [3, 4, 6]):
            self.assertAlmostEqual(output[0], expected)

    def test_leaves_the_given_lists_alone(self):
        causal(self.keys, self.keys, self.values)
        self.assertEqual(self.values, [[3], [5], [10]])
