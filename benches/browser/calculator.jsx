/**
 * A calculator of the same inputs in React: eight figures for each of three tiers, and ROI from them. With a chart it is what
 * a team would build by itself; without, it is the least that React can be.
 */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

const FIELDS = ['MDF spent', 'Program cost', 'Leads', 'Opportunities', 'Pipeline', 'Win rate', 'Deal size', 'Contribution'];
const TIERS = ['Gold', 'Silver', 'Registered'];
const BEGIN = [180000, 40000, 900, 120, 2400000, 0.25, 40000, 20000];
const MARGIN = 0.8;

/** @param {number[]} figures */
function roi([mdf, program, , , pipeline, winRate]) {
  const cost = mdf + program;
  return cost > 0 ? (MARGIN * pipeline * winRate - cost) / cost : 0;
}

const percent = new Intl.NumberFormat('en', { style: 'percent' });

/** @param {{ Chart?: (props: { data: { name: string, roi: number }[] }) => any }} props */
function Calculator({ Chart }) {
  const [tiers, setTiers] = useState(TIERS.map(() => BEGIN));
  const change = (/** @type {number} */ tier, /** @type {number} */ field, /** @type {string} */ text) =>
    setTiers(tiers.map((figures, t) => (t === tier ? figures.map((old, f) => (f === field ? Number(text) : old)) : figures)));
  const data = tiers.map((figures, tier) => ({ name: TIERS[tier], roi: roi(figures) }));
  return (
    <form>
      {tiers.map((figures, tier) => (
        <fieldset key={TIERS[tier]}>
          <legend>{TIERS[tier]}</legend>
          {figures.map((figure, field) => (
            <label key={FIELDS[field]}>
              {FIELDS[field]}
              <input inputMode="decimal" value={figure} onChange={(event) => change(tier, field, event.target.value)} />
            </label>
          ))}
        </fieldset>
      ))}
      <ul>
        {data.map(({ name, roi }) => (
          <li key={name}>
            {name}: {percent.format(roi)}
          </li>
        ))}
      </ul>
      {Chart && <Chart data={data} />}
    </form>
  );
}

/** @param {{ Chart?: any }} parts */
export function show(parts) {
  createRoot(/** @type {HTMLElement} */ (document.getElementById('root'))).render(<Calculator {...parts} />);
}
