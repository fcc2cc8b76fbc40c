import { getConfig } from '@lingui/conf';
import babel from '@rolldown/plugin-babel';

/** Turns the app's words into catalog entries. Needs Babel, which @vitejs/plugin-react no longer brings. */
export const linguiMacro = () =>
  babel({
    include: /web\/src\/.*\.tsx?$/,
    // From this folder, wherever the command was started.
    plugins: [['@lingui/babel-plugin-lingui-macro', { linguiConfig: getConfig({ cwd: import.meta.dirname }) }]],
  });
