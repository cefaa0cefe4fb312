// The schemas of the package, and a validator of them.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inPackage } from './support.mjs';

const folder = process.env.AJV_DIR;
if (!folder) throw new Error('AJV_DIR must name the package ajv: run `cargo xtask test --only node`');
const { Ajv2020 } = createRequire(join(folder, 'package.json'))('ajv/dist/2020');

const ENDING = '.schema.json';

/** Each schema by the name of its file without its ending: `plan`, `solve.question`. */
export const schemas = Object.fromEntries(
  readdirSync(inPackage('schema')).map((file) => [
    file.slice(0, -ENDING.length),
    JSON.parse(readFileSync(inPackage(`schema/${file}`), 'utf8')),
  ]),
);

/** The schema as the answer of this very release has to be: with no key that it does not list. */
function closed(part) {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const all = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const object = all.type === 'object' || (Array.isArray(all.type) && all.type.includes('object'));
  return object && all.properties && !('additionalProperties' in all) ? { ...all, additionalProperties: false } : all;
}

// Strict: what the draft does not know is a mistake. A figure is narrowed beside the reference to it, whose type it has.
const options = { strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false };
const made = new Map();

/** The validator of a schema as it is published, or of the closed one, which names all that is wrong. */
function validator(name, exact) {
  const key = `${name} ${exact}`;
  if (!made.has(key)) {
    const schema = exact ? closed(schemas[name]) : schemas[name];
    made.set(key, new Ajv2020({ ...options, allErrors: exact }).compile(schema));
  }
  return made.get(key);
}

/** Whether a value fits a published schema; as JSON has it, so without what is undefined. */
export const fits = (name, value) => validator(name, false)(JSON.parse(JSON.stringify(value ?? null)));

/** What is wrong with a value, in words; nothing where it fits, and an answer says no more than is listed. */
export function wrong(name, value) {
  const validate = validator(name, true);
  if (validate(JSON.parse(JSON.stringify(value ?? null)))) return [];
  return validate.errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
