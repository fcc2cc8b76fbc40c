class Notebook {
  notes = [];

  add(text) {
    this.notes.push(text);
  }
}
