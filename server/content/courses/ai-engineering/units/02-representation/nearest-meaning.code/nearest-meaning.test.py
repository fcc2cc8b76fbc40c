import unittest

from program import cosine, nearest


class Cosine(unittest.TestCase):
    def test_is_one_in_the_same_direction(self):
        self.assertAlmostEqual(cosine([1, 2], [2, 4]), 1)

    def test_is_zero_at_a_right_angle(self):
        self.assertAlmostEqual(cosine([1, 0], [0, 5]), 0)

    def test_is_minus_one_in_opposite_directions(self):
        self.assertAlmostEqual(cosine([1, -1], [-3, 3]), -1)

    def test_knows_values_in_between(self):
        self.assertAlmostEqual(cosine([3, 4], [4, 3]), 0.96)

    def test_of_nothing_is_zero(self):
        self.assertEqual(cosine([0, 0], [1, 2]), 0.0)


class Nearest(unittest.TestCase):
    vectors = {
        "bike": [9, 1, 0],
        "bicycle": [90, 11, 1],
        "tram": [6, 5, 0],
        "pear": [0, 1, 9],
        "apple": [1, 1, 9],
    }

    def test_finds_the_most_similar(self):
        self.assertEqual(nearest("bike", self.vectors, 1), ["bicycle"])
        self.assertEqual(nearest("pear", self.vectors, 1), ["apple"])

    def test_gives_several_best_first(self):
        self.assertEqual(nearest("bike", self.vectors, 3), ["bicycle", "tram", "apple"])

    def test_gives_all_when_there_are_no_more(self):
        self.assertEqual(len(nearest("bike", self.vectors, 99)), 4)

    def test_equals_come_in_alphabetical_order(self):
        vectors = {"up": [0, 1], "west": [-1, 0], "east": [1, 0]}
        self.assertEqual(nearest("up", vectors, 2), ["east", "west"])
