import unittest

from program import softmax


class Softmax(unittest.TestCase):
    def assert_close(self, got, expected):
        self.assertEqual(len(got), len(expected))
        for one, other in zip(got, expected):
            self.assertAlmostEqual(one, other, places=3)

    def test_gives_equal_scores_equal_shares(self):
        self.assert_close(softmax([2, 2, 2, 2]), [0.25, 0.25, 0.25, 0.25])

    def test_gives_larger_scores_larger_shares(self):
        self.assert_close(softmax([3, 2, 1, -1]), [0.657, 0.242, 0.089, 0.012])

    def test_adds_up_to_one(self):
        self.assertAlmostEqual(sum(softmax([0.3, -7, 12, 4.4])), 1)

    def test_depends_on_differences_only(self):
        self.assert_close(softmax([1, 2]), softmax([101, 102]))

    def test_manages_large_scores(self):
        self.assert_close(softmax([1000, 1000]), [0.5, 0.5])
        self.assert_close(softmax([-1000, 0]), [0, 1])

    def test_of_a_single_score_is_one(self):
        self.assert_close(softmax([-3]), [1])
