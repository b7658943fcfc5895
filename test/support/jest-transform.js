// TypeScript and ES modules of dependencies become CommonJS, since Jest cannot require() an ES module on Node 20 and 22;
// dependencies that are CommonJS already pass through.
const { createTransformer } = require('@swc/jest');
const fs = require('node:fs');
const path = require('node:path');

const swcrc = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', '.swcrc'), 'utf8'));
const forTypescript = createTransformer({ ...swcrc, swcrc: false });
const forModules = createTransformer({
  swcrc: false,
  module: { type: 'commonjs' },
  jsc: { parser: { syntax: 'ecmascript' }, target: 'es2023' },
});

const types = new Map();

// A package.json without name or type only marks a folder; what counts is then above it.
function moduleTypeOf(folder) {
  const known = types.get(folder);
  if (known) return known;
  const file = path.join(folder, 'package.json');
  const manifest = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const isTop = path.dirname(folder) === folder;
  const type = manifest.type ?? (manifest.name || isTop ? 'commonjs' : moduleTypeOf(path.dirname(folder)));
  types.set(folder, type);
  return type;
}

const isModule = (file) => file.endsWith('.mjs') || (file.endsWith('.js') && moduleTypeOf(path.dirname(file)) === 'module');

function transformerFor(file, source) {
  if (!file.includes(`${path.sep}node_modules${path.sep}`) && !file.endsWith('.js') && !file.endsWith('.cjs')) return forTypescript;
  // A dynamic import() in a CommonJS file needs the same: Jest's sandbox has no callback for it.
  return isModule(file) || (/\.c?js$/.test(file) && /\bimport\(/.test(source)) ? forModules : null;
}

module.exports = {
  process: (source, file, options) => transformerFor(file, source)?.process(source, file, options) ?? { code: source },
  getCacheKey: (source, file, options) => {
    const transformer = transformerFor(file, source);
    return `${(transformer ?? forModules).getCacheKey(source, file, options)}${transformer ? 'transformed' : 'passed'}`;
  },
};
