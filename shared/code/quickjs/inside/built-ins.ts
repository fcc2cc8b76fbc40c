/** What the harness uses of the built-ins, taken before a program can make them over. */
export const BUILT_INS = `
const { Object, Array, Map, Set, Promise, Error, String, Number, JSON, Math, Symbol, RegExp, Function } = globalThis;
const RealDate = Date;
const call = Function.prototype.call, bind = Function.prototype.bind;
const uncurry = bind.bind(call);
const has = uncurry(Object.prototype.hasOwnProperty);
const tag = uncurry(Object.prototype.toString);
const then = uncurry(Promise.prototype.then);
const push = uncurry(Array.prototype.push), join = uncurry(Array.prototype.join), slice = uncurry(Array.prototype.slice);
const map = uncurry(Array.prototype.map), shift = uncurry(Array.prototype.shift), splice = uncurry(Array.prototype.splice);
const sub = uncurry(String.prototype.slice), split = uncurry(String.prototype.split), trim = uncurry(String.prototype.trim);
const match = uncurry(RegExp.prototype.exec), replace = uncurry(String.prototype.replace);
const includes = uncurry(String.prototype.includes);
const mapForEach = uncurry(Map.prototype.forEach), setForEach = uncurry(Set.prototype.forEach);
const mapGet = uncurry(Map.prototype.get), mapHas = uncurry(Map.prototype.has), setHas = uncurry(Set.prototype.has);
const setAdd = uncurry(Set.prototype.add), setDelete = uncurry(Set.prototype.delete);
const dateTime = uncurry(RealDate.prototype.getTime), dateText = uncurry(RealDate.prototype.toISOString);
const mapSize = uncurry(Object.getOwnPropertyDescriptor(Map.prototype, 'size').get);
const setSize = uncurry(Object.getOwnPropertyDescriptor(Set.prototype, 'size').get);
const { keys, getPrototypeOf, is, getOwnPropertySymbols, defineProperty } = Object;
const { isArray } = Array;
const stringify = JSON.stringify;
const indirectEval = globalThis.eval;
const print = host.print, report = host.report;
`;
