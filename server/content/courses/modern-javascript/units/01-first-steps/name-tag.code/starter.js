function nameTag(name) {
  return 'Hello, my name is …';
}
