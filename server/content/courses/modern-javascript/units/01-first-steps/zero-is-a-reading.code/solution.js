function showReading(sensor) {
  const name = sensor?.name ?? 'Unnamed';
  const value = sensor?.value ?? null;
  return value === null ? `${name}: no reading` : `${name}: ${value} °C`;
}
