function readSettings(settings) {
  return { size: settings.size, theme: settings.theme, unknown: [] };
}
