function shareRequests(load) {
  const answers = new Map();
  return (key) => {
    if (!answers.has(key)) answers.set(key, load(key));
    return answers.get(key);
  };
}
