// Asks a service over connections that Node's agent keeps, with pauses, and prints what became of it.
// node agent.mjs URL CONNECTIONS ROUNDS PAUSE_MS
import http from "node:http";

const [url, connections, rounds, pause] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });

const ask = () =>
  new Promise((resolve) => {
    const request = http.get(url, { agent }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(request.reusedSocket ? "reused" : "new"));
    });
    request.on("error", (error) => resolve(error.code));
  });

const counts = {};
for (let round = 0; round <= Number(rounds); round++) {
  if (round) await new Promise((resolve) => setTimeout(resolve, Number(pause)));
  const became = await Promise.all(Array.from({ length: Number(connections) }, ask));
  for (const each of became) counts[each] = (counts[each] ?? 0) + 1;
}
agent.destroy();
console.log(JSON.stringify(counts));
