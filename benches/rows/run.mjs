/**
 * A million rows of campaigns, from the bytes of a file to sums: MDF paid, sourced and influenced pipeline by partner, tier
 * and quarter. Each way runs in a process of its own, so that memory is its own; in rounds, so that a busy minute of the
 * machine is everybody's. All must find the same sums.
 *
 * ENGINE_DIR holds the headless engine, ROWS_FILE the table, ROUNDS says how often.
 */
import { execFileSync } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const { ENGINE_DIR, ROWS_FILE, ROUNDS = '5' } = process.env;
const require = createRequire(import.meta.url);

/** The sums of plain JavaScript: three figures for each partner, tier and quarter. */
function sums() {
  const groups = { partner: new Map(), tier: new Map(), quarter: new Map() };
  let at = null;
  let rows = 0;
  const add = (group, key, figures) => {
    const sum = group.get(key);
    if (!sum) group.set(key, figures.slice());
    else figures.forEach((figure, index) => (sum[index] += figure));
  };
  const number = (text) => Number(text.replaceAll(',', ''));
  return {
    groups,
    rows: () => rows,
    row(cells) {
      if (!at) {
        at = ['Partner', 'Tier', 'Start', 'MDF paid', 'Partner-sourced pipeline', 'Partner-influenced pipeline'].map((head) => cells.indexOf(head));
        return;
      }
      rows += 1;
      const [partner, tier, start, ...figures] = at.map((index) => cells[index]);
      const read = figures.map(number);
      add(groups.partner, partner, read);
      add(groups.tier, tier, read);
      add(groups.quarter, `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`, read);
    },
  };
}

/** Each way: what is made ready before the clock starts, and what is measured. A way answers rows and groups, and may name its memory. */
const WAYS = {
  'comarketing-roi': async () => {
    const { init, readPortfolio } = await import(pathToFileURL(join(ENGINE_DIR, 'engine.js')));
    await init();
    return async () => {
      const found = await readPortfolio(createReadStream(ROWS_FILE, { highWaterMark: 1 << 20 }), { currency: 'USD', today: '2025-12-31' });
      const { portfolio, table } = found.answer;
      if (table.problemCount > 0) throw new Error(JSON.stringify(table.counts));
      const exports = await (await import(pathToFileURL(join(ENGINE_DIR, 'engine_glue.js')))).default();
      const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
      const groups = Object.fromEntries(
        portfolio.groups.map(({ dimension, groups: list }) => [
          dimension,
          list.map(({ key, sums: of }) => [key, [of.mdfPaid, of.pipelineSourced, of.pipelineInfluenced].map(({ value }) => value)]),
        ]),
      );
      return { rows: table.campaigns, groups, wasm: memory.buffer.byteLength };
    };
  },
  'Papa Parse, a stream': async () => {
    const Papa = require('papaparse');
    return () =>
      new Promise((resolve, reject) => {
        const found = sums();
        Papa.parse(createReadStream(ROWS_FILE, { encoding: 'utf8', highWaterMark: 1 << 20 }), {
          chunk: ({ data }) => data.forEach(found.row),
          skipEmptyLines: true,
          complete: () => resolve({ rows: found.rows(), groups: found.groups }),
          error: reject,
        });
      });
  },
  'Papa Parse, a text': async () => {
    const Papa = require('papaparse');
    return async () => {
      const found = sums();
      Papa.parse(await readFile(ROWS_FILE, 'utf8'), { step: ({ data }) => found.row(data), skipEmptyLines: true });
      return { rows: found.rows(), groups: found.groups };
    };
  },
  'd3-dsv': async () => {
    const { csvParseRows } = await import('d3-dsv');
    return async () => {
      const found = sums();
      // What a row gives back is kept: nothing.
      csvParseRows(await readFile(ROWS_FILE, 'utf8'), (cells) => void found.row(cells));
      return { rows: found.rows(), groups: found.groups };
    };
  },
  'DuckDB-Wasm': async () => {
    const duckdb = require('@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs');
    const files = (name) => require.resolve(`@duckdb/duckdb-wasm/dist/${name}`);
    const bundle = { mainModule: files('duckdb-eh.wasm'), mainWorker: files('duckdb-node-eh.worker.cjs') };
    const database = await duckdb.createDuckDB({ mvp: bundle, eh: bundle }, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
    await database.instantiate();
    database.open({ query: { castBigIntToDouble: true } });
    return async () => {
      database.registerFileBuffer('rows.csv', new Uint8Array(await readFile(ROWS_FILE)));
      const number = (head) => `sum(CAST(replace("${head}", ',', '') AS DOUBLE))`;
      const heads = ['MDF paid', 'Partner-sourced pipeline', 'Partner-influenced pipeline'].map(number).join(', ');
      const quarter = `concat(year("Start"), '-Q', quarter("Start"))`;
      const answer = database.connect().query(
        `SELECT "Partner", "Tier", ${quarter} AS q, count(*)::INTEGER AS n, ${heads}
         FROM read_csv('rows.csv', header = true, types = { 'MDF paid': 'VARCHAR', 'Partner-sourced pipeline': 'VARCHAR', 'Partner-influenced pipeline': 'VARCHAR', 'Start': 'DATE' })
         GROUP BY GROUPING SETS (("Partner"), ("Tier"), (q))`,
      );
      const groups = { partner: new Map(), tier: new Map(), quarter: new Map() };
      let rows = 0;
      for (const row of answer.toArray()) {
        const [partner, tier, q, count, ...figures] = Object.values(row.toJSON());
        const [group, key] = partner !== null ? [groups.partner, partner] : tier !== null ? [groups.tier, tier] : [groups.quarter, q];
        group.set(key, figures);
        if (tier !== null) rows += count;
      }
      return { rows, groups };
    };
  },
};

/** One way, once: seconds, the highest memory of the process, and the sums. */
async function once(name) {
  const run = await WAYS[name]();
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  const used = process.cpuUsage();
  const { rows, groups, wasm = null } = await run();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(used);
  const processor = (user + system) / 1e6;
  const highest = process.resourceUsage().maxRSS * 1024;
  const sorted = Object.fromEntries(
    ['partner', 'tier', 'quarter'].map((of) => [of, [...groups[of]].sort(([one], [other]) => (one < other ? -1 : 1))]),
  );
  process.stdout.write(JSON.stringify({ rows, seconds, processor, before, highest, wasm, sums: sorted }));
}

/** Whether two ways found the same, but for what the order of adding changes. */
function agree(name, found, expected) {
  for (const of of ['partner', 'tier', 'quarter']) {
    if (found[of].length !== expected[of].length) throw new Error(`${name}: ${found[of].length} of ${of}, not ${expected[of].length}`);
    found[of].forEach(([key, figures], at) => {
      const [other, wanted] = expected[of][at];
      const same = key === other && figures.every((figure, index) => Math.abs(figure - wanted[index]) <= 1e-9 * Math.abs(wanted[index]));
      if (!same) throw new Error(`${name}: ${of} ${key} is ${figures}, and ${other} ${wanted}`);
    });
  }
}

function main() {
  const script = fileURLToPath(import.meta.url);
  const only = Object.keys(WAYS).filter((name) => !process.env.ONLY || name.includes(process.env.ONLY));
  const found = Object.fromEntries(only.map((name) => [name, []]));
  for (let round = 0; round < Number(ROUNDS); round += 1) {
    for (const name of only) {
      const text = execFileSync(process.execPath, ['--max-old-space-size=8192', script, '--one', name], { maxBuffer: 1 << 28 });
      found[name].push(JSON.parse(text));
    }
  }
  const [first] = Object.values(found);
  const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  const mib = (bytes) => (bytes / 1024 ** 2).toFixed(0);
  const size = statSync(ROWS_FILE).size;
  console.log(`Node ${process.versions.node}, ${first[0].rows.toLocaleString('en')} rows, ${mib(size)} MiB, medians of ${ROUNDS} rounds\n`);
  console.log(`${''.padEnd(24)}${['s', 'processor s', 'rows/s', 'MiB more', 'Wasm MiB'].map((head) => head.padStart(12)).join('')}`);
  for (const [name, runs] of Object.entries(found)) {
    runs.forEach((run) => agree(name, run.sums, first[0].sums));
    const seconds = middle(runs.map((run) => run.seconds));
    const processor = middle(runs.map((run) => run.processor));
    const more = mib(middle(runs.map((run) => run.highest - run.before)));
    const wasm = runs[0].wasm === null ? '' : mib(runs[0].wasm);
    const rate = Math.round(runs[0].rows / seconds).toLocaleString('en');
    console.log(`${name.padEnd(24)}${[seconds.toFixed(2), processor.toFixed(2), rate, more, wasm].map((cell) => cell.padStart(12)).join('')}`);
  }
}

if (process.argv[2] === '--one') await once(process.argv[3]);
else main();
