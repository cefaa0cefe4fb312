import type { NextConfig } from 'next';

const config: NextConfig = {
  // Plain files, as any server sends them; what the server rendered is in the HTML.
  output: 'export',
  reactStrictMode: true,
  // The engine finds its Wasm beside itself; bundled for the server it would look among the files of the client.
  serverExternalPackages: ['comarketing-roi'],
};

export default config;
