function shareRequests(load) {
  const underWay = new Map();
  return (key) => {
    const running = underWay.get(key);
    if (running) return running;
    const request = load(key).finally(() => underWay.delete(key));
    underWay.set(key, request);
    return request;
  };
}
