import { launch } from "./harness.mjs";
import { spawn } from "node:child_process";
const names = process.argv[2].split(",");
const rounds = Number(process.argv[3] ?? 10);
const server = spawn("python3", ["-m", "http.server", "8123", "-d", "/tmp/ab", "--bind", "127.0.0.1"], { stdio: "ignore" });
await new Promise(r=>setTimeout(r,700));
const b = await launch(process.env.B ?? "chrome");
const all = Object.fromEntries(names.map(n=>[n,[]]));
for (let i=0;i<rounds;i++) for (const n of names) {
  const ctx = globalThis.c1 ??= await b.createBrowserContext();
  const page = await ctx.newPage();
  await page.evaluateOnNewDocument(() => { new MutationObserver(() => { if (document.documentElement?.dataset.kashf === "ready" && !globalThis.readyAt) globalThis.readyAt = performance.now(); }).observe(document, {attributes:true, subtree:true}); });
  await page.goto(`http://127.0.0.1:8123/${n}/`);
  await page.waitForFunction(() => globalThis.readyAt, {timeout: 20000});
  if(n=="inst")console.log(await page.evaluate(()=>JSON.stringify([performance.getEntriesByType("navigation")[0].responseEnd,performance.getEntriesByType("navigation")[0].domInteractive, ...performance.getEntriesByType("mark").map(e=>[e.name,Math.round(e.startTime)]),performance.getEntriesByType("paint")[0]?.startTime,performance.getEntriesByType("resource").map(e=>[e.name.split("/").pop(), Math.round(e.startTime), Math.round(e.responseEnd)])])));all[n].push(Math.round(await page.evaluate(() => readyAt)));
  await page.close();
  await new Promise(r=>setTimeout(r,200));
}
for (const n of names) { const s=[...all[n]].sort((a,b)=>a-b); console.log(n, "min", s[0], "median", s[s.length>>1], "max", s.at(-1), all[n].join(" ")); }
await b.close(); server.kill();
process.exit(0);
