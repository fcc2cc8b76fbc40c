class SavingsBox {
  balance = 0;

  put(cents) {
    this.balance += cents;
  }

  take(cents) {
    this.balance -= cents;
  }
}
