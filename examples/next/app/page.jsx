import { Calculator } from './calculator';

export const metadata = { title: 'What did co-marketing return?' };

export default function Page() {
  return (
    <main>
      <h1>What did co-marketing return?</h1>
      <Calculator />
    </main>
  );
}
