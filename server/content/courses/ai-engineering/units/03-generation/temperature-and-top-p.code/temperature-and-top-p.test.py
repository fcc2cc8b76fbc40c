import unittest

from program import probabilities, top_p

SCORES = {"bike": 3, "bus": 2, "train": 1, "horse": -1}


class Probabilities(unittest.TestCase):
    def assert_close(self, got, expected):
        self.assertEqual(list(got), list(expected))
        for token in expected:
            self.assertAlmostEqual(got[token], expected[token], places=3)

    def test_at_one_are_the_softmax(self):
        self.assert_close(
            probabilities(SCORES, 1), {"bike": 0.657, "bus": 0.242, "train": 0.089, "horse": 0.012}
        )

    def test_low_temperature_sharpens(self):
        self.assert_close(
            probabilities(SCORES, 0.5), {"bike": 0.867, "bus": 0.117, "train": 0.016, "horse": 0.0}
        )

    def test_high_temperature_evens_out(self):
        self.assertLess(probabilities(SCORES, 10)["bike"], 0.4)

    def test_zero_is_greedy(self):
        self.assertEqual(
            probabilities({"bus": 2, "bike": 3, "train": 3}, 0), {"bus": 0, "bike": 1, "train": 0}
        )

    def test_manages_tiny_temperatures(self):
        self.assert_close(probabilities({"bus": 2, "bike": 3}, 0.001), {"bus": 0, "bike": 1})


class TopP(unittest.TestCase):
    chances = {"train": 0.1, "bike": 0.6, "bus": 0.25, "horse": 0.05}

    def test_keeps_the_most_likely_and_scales_them(self):
        kept = top_p(self.chances, 0.8)
        self.assertEqual(list(kept), ["bike", "bus"])
        self.assertAlmostEqual(kept["bike"], 0.6 / 0.85)
        self.assertAlmostEqual(sum(kept.values()), 1)

    def test_keeps_one_at_least(self):
        self.assertEqual(top_p(self.chances, 0.1), {"bike": 1})
        self.assertEqual(top_p(self.chances, 0), {"bike": 1})

    def test_stops_where_p_is_reached_exactly(self):
        self.assertEqual(list(top_p({"a": 0.5, "b": 0.5}, 0.5)), ["a"])

    def test_keeps_all_for_one(self):
        self.assertEqual(len(top_p({"a": 0.5, "b": 0.25, "c": 0.25}, 1)), 3)
