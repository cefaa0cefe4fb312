import type { ReactNode } from 'react';
import Link from 'next/link';

export const metadata = { title: 'A site built by Next.js' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <nav>
          <Link id="home" href="/">Partners</Link> <Link id="about" href="/about">About</Link>
        </nav>
        {children}
      </body>
    </html>
  );
}
