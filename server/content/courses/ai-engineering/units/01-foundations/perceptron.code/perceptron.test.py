import unittest

from program import answer, step, train

OR = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 1)]
AND = [([0, 0], 0), ([0, 1], 0), ([1, 0], 0), ([1, 1], 1)]
EXACTLY_ONE = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]


class Step(unittest.TestCase):
    def test_moves_nothing_when_the_answer_was_right(self):
        self.assertEqual(step([1, 1], -0.5, [1, 0], 1, 0.1), ([1, 1], -0.5))

    def test_moves_up_when_the_answer_was_too_low(self):
        weights, bias = step([0, 0], 0, [2, 1], 1, 0.5)
        self.assertEqual(weights, [1, 0.5])
        self.assertEqual(bias, 0.5)

    def test_moves_down_when_the_answer_was_too_high(self):
        self.assertEqual(step([1, 1], 0, [1, 0], 0, 1), ([0, 1], -1))

    def test_leaves_the_given_list_alone(self):
        weights = [0, 0]
        step(weights, 0, [1, 1], 1, 1)
        self.assertEqual(weights, [0, 0])


class Train(unittest.TestCase):
    def learns(self, examples):
        weights, bias = train(examples, 20, 1)
        return all(answer(weights, bias, inputs) == target for inputs, target in examples)

    def test_begins_with_zeros_and_goes_through_the_examples_in_order(self):
        self.assertEqual(train(OR, 1, 1), ([0, 1], 1))

    def test_learns_or(self):
        self.assertTrue(self.learns(OR))

    def test_learns_and(self):
        self.assertTrue(self.learns(AND))

    def test_cannot_learn_exactly_one(self):
        self.assertEqual(len(train(EXACTLY_ONE, 20, 1)[0]), 2)
        self.assertFalse(self.learns(EXACTLY_ONE))
