import type { QuickJsTools } from '@hornbook/shared/code/quickjs/run-in-quickjs.ts';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { transform } from 'sucrase';

/** QuickJS and the rest of what programs run in, here in Node. */
export const quickJsTools = (): QuickJsTools => {
  let loaded: Promise<QuickJSWASMModule> | null = null;
  return {
    quickJs: () => {
      loaded ??= newQuickJSWASMModuleFromVariant(variant);
      return loaded;
    },
    broken: () => {
      loaded = null;
    },
    stripTypes: async (source) => transform(source, { transforms: ['typescript'], disableESTransforms: true }).code,
    now: () => performance.now(),
  };
};
