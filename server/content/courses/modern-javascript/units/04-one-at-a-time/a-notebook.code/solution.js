class Notebook {
  #notes = [];

  add(text) {
    this.#notes.push(text);
    return this;
  }

  get size() {
    return this.#notes.length;
  }

  [Symbol.iterator]() {
    let index = this.#notes.length;
    const notes = this.#notes;
    return {
      next: () => {
        if (index === 0) return { done: true, value: undefined };
        index -= 1;
        return { done: false, value: notes[index] };
      },
    };
  }
}
