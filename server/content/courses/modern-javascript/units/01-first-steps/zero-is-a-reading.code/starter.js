function showReading(sensor) {
  const name = sensor.name || 'Unnamed';
  const value = sensor.value || 'no reading';
  return `${name}: ${value} °C`;
}
