// Writes what the package really answers as TypeScript literals, for the compiler to hold against the types. A literal
// may have neither less nor more than its type says, so that the check works in both directions.
import { writeFile } from 'node:fs/promises';
import { asked } from './questions.mjs';
import { engine, plan, samples } from './support.mjs';

await engine.init();
const text = (value) => JSON.stringify(value, null, 1);
const reports = Object.entries(samples).map(
  ([name, sample]) => `export const ${name}: Extract<Answer, { ok: true }> = ${text(engine.calculate(sample))};`,
);
// For each function the good answers to its questions.
const answers = Object.entries(asked).flatMap(([name, questions]) =>
  questions.map(
    (given, at) => `export const ${name}${at}: Extract<ReturnType<typeof engine.${name}>, { ok: true }> = ${text(engine[name](...given))};`,
  ),
);
const refused = engine.calculate(plan({ winRate: 2, leads: '5' }, { note: 1 }));
await writeFile(
  process.argv[2],
  [
    "import type * as engine from 'comarketing-roi/engine';",
    "import type { Answer, AssessQuestions, Metric } from 'comarketing-roi/engine';",
    ...reports,
    ...answers,
    `export const refused: Extract<Answer, { ok: false }> = ${text(refused)};`,
    `export const table: Metric[] = ${text(engine.metrics())};`,
    `export const questions: AssessQuestions = ${text(engine.assessQuestions())};`,
    '',
  ].join('\n'),
);
