class SavingsBox {
  #cents = 0;

  get balance() {
    return this.#cents;
  }

  put(cents) {
    checkAmount(cents);
    this.#cents += cents;
  }

  take(cents) {
    checkAmount(cents);
    if (cents > this.#cents) throw new RangeError(`only ${this.#cents} left`);
    this.#cents -= cents;
  }
}

function checkAmount(cents) {
  if (!Number.isInteger(cents) || cents <= 0) throw new RangeError('must be a whole number above 0');
}
