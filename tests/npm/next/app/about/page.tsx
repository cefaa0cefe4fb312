export default function Page() {
  return (
    <main>
      <h1>About</h1>
      <p>A page without the calculator.</p>
    </main>
  );
}
