// What a server would send is rendered first and then hydrated, over an element that is defined already.
import 'comarketing-roi';
import { StrictMode, useEffect, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';

const plan = {
  version: 1,
  currency: 'EUR',
  tiers: [{ name: 'Strategic', mdfSpent: 120_000, programmeCost: 60_000, pipelineSourced: 2_400_000, winRate: 0.25 }],
  economics: { grossMargin: 0.76 },
};

function Calculator() {
  const [changes, setChanges] = useState(0);
  const [effects, setEffects] = useState(0);
  useEffect(() => setEffects((count) => count + 1), []);
  return (
    <>
      <comarketing-roi
        mode="sheet"
        loading="eager"
        locale="de-DE"
        plan={JSON.stringify(plan)}
        oncmroi-change={() => setChanges((count) => count + 1)}
      >
        <p>Estimate the return of a joint campaign.</p>
      </comarketing-roi>
      <p>
        Changes heard: <output id="changes">{changes}</output>, effects run: <output id="effects">{effects}</output>
      </p>
    </>
  );
}

function Site() {
  const [page, setPage] = useState('home');
  return (
    <>
      <nav>
        <button type="button" id="home" onClick={() => setPage('home')}>Partners</button>
        <button type="button" id="about" onClick={() => setPage('about')}>About</button>
      </nav>
      {page === 'home' ? <Calculator /> : <h1>About</h1>}
    </>
  );
}

const tree = (
  <StrictMode>
    <Site />
  </StrictMode>
);
const root = document.querySelector('#root');
root.innerHTML = renderToString(tree);
hydrateRoot(root, tree);
