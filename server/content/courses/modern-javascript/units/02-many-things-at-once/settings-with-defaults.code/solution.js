function readSettings({ size = 16, theme = 'light', ...rest } = {}) {
  return { size, theme, unknown: Object.keys(rest) };
}
