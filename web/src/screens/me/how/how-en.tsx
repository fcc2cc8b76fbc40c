/** Prose, written once in each language; it is no list of labels. */
export const HowEnglish = () => (
  <>
    <section>
      <h2>When a skill counts as mastered</h2>
      <p>
        One right answer proves little: with two options, a coin gets it right half of the time. So Hornbook waits for
        evidence. A skill is mastered when you have answered at least five different questions on it, four of your last
        five were right, on at least two days, and all in all it has become very unlikely that you were guessing.
      </p>
      <ul>
        <li>A question you typed the answer to counts for more than one with two options.</li>
        <li>The same question counts once a day. Drilling it proves nothing new.</li>
        <li>An answer after a hint helps you learn, but is no evidence yet.</li>
        <li>Leaving an activity in the middle never counts against you.</li>
      </ul>
    </section>
    <section>
      <h2>When a skill fades</h2>
      <p>
        We all forget, and rather evenly: fast at first, then ever more slowly. A mastered skill is marked as fading
        when the chance that you still have it falls under four in five, the first time a little over two weeks after
        you last used it. One right answer brings it back, and it then lasts longer than before. Nothing is taken from
        you: fading means that now is a good moment.
      </p>
    </section>
    <section>
      <h2>Which questions come back, and when</h2>
      <p>
        Each question you answered has a place in your memory of its own, reckoned by a published method called FSRS. A
        right answer sends it further away, days at first, then weeks and months; a wrong one, or one with a hint,
        brings it back soon. Practice asks what is due, the weakest first.
      </p>
      <ul>
        <li>After a break the pile is spread over several days. You never have to catch up in one.</li>
        <li>A question forgotten eight times is explained instead of asked again.</li>
      </ul>
    </section>
    <section>
      <h2>What is in the plan for today</h2>
      <p>
        The plan fills the minutes you chose, never more than a fifth over. First what is due, at most three fifths of
        the time; then what you have begun; then something new, as long as the reviews of the coming week still fit;
        last a mix of what you know. Skip it, move it to tomorrow, or do something else altogether: what you do counts,
        whether or not it was in the plan. It is the same on all your devices. What has to be downloaded first is listed
        last.
      </p>
    </section>
    <section>
      <h2>How days in a row are counted</h2>
      <p>
        A day begins at four in the morning, by the clock of the place you are in. Two in the morning is still
        yesterday. Every seventh day of learning earns a rest day, you hold two at most, and they cover a day off by
        themselves. Today never breaks anything. What you did without a connection counts for the day you did it, even
        if it arrives a month later. Crossing the date line costs you nothing. You can count weeks instead, or not count
        at all.
      </p>
    </section>
    <section>
      <h2>Time, points and achievements</h2>
      <p>
        Time is time in which something happened; after a minute of stillness the clock stops. Points are those of your
        best attempt at each activity that day, so doing it again can better them but not multiply them. A week is
        exactly the sum of its days, and so is everything together. Each achievement comes once, on however many devices
        you learn.
      </p>
    </section>
    <section>
      <h2>What Hornbook does not do</h2>
      <p>
        It compares you with nobody, takes no lives, and sells no second chances. All of this is reckoned on your own
        device, and again on the server by the very same rules, so that both agree.
      </p>
    </section>
  </>
);
