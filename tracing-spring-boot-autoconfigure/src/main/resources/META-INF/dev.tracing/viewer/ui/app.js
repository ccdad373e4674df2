const list = document.getElementById('traces');
// the page is at …/traces/ui, so that "." is …/traces/
const answer = await fetch('.', { headers: { Accept: 'application/json' } });
for (const trace of (await answer.json()).traces) {
  const item = document.createElement('li');
  item.textContent = `${trace.name} ${trace.durNs / 1e6} ms, ${trace.spans} spans`;
  list.append(item);
}
