/** Takes leads. What comes from a browser is anybody's text: check it, and limit how often one address may send. */
export async function POST(request) {
  const lead = await request.json().catch(() => null);
  const isText = (value) => typeof value === 'string' && value.length > 0 && value.length <= 2000;
  if (!lead || !['name', 'email', 'company', 'consent'].every((key) => isText(lead[key]))) {
    return new Response(null, { status: 400 });
  }
  // Here you hand it to your CRM.
  return new Response(null, { status: 204 });
}
