import { launch } from "./harness.mjs";
import { spawn } from "node:child_process";
const server = spawn("python3", ["-m", "http.server", "8123", "-d", "/tmp/ab", "--bind", "127.0.0.1"], { stdio: "ignore" });
await new Promise(r=>setTimeout(r,700));
const b = await launch("chrome");
for (const round of [1,2,3]) {
  const ctx = await b.createBrowserContext();
  const page = await ctx.newPage();
  await page.tracing.start({ path: "/tmp/trace.json", categories: ["devtools.timeline","v8","v8.wasm","disabled-by-default-v8.wasm","disabled-by-default-v8.wasm.detailed","disabled-by-default-v8.wasm.turbofan","blink.user_timing","toplevel","disabled-by-default-v8.compile"] });
  await page.goto("http://127.0.0.1:8123/inst/");
  await page.waitForSelector('html[data-kashf="ready"]');
  await new Promise(r=>setTimeout(r,300));
  await page.tracing.stop();
  await ctx.close();
}
await b.close(); server.kill();
process.exit(0);
