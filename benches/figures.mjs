// How the measuring scripts write figures, and what they read off a running process.

import { readFileSync } from "node:fs";
import { cpus } from "node:os";

/** The value below which that share of them lies; sorts `values`. */
export const quantile = (values, share) => values.sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];

/** The same, with the next value above where none lies just there: for the slowest answers. */
export const upper = (values, share) => values.sort((a, b) => a - b)[Math.ceil((values.length - 1) * share)];

export const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const mb = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 1)} MB`;
export const kb = (bytes) => `${(bytes / 1000).toFixed(0)} KB`;

/** The machine, as far as figures depend on it. */
export const machine = () => `${cpus().length} × ${cpus()[0].model.trim()}`;

/** The most memory that a process has used so far, in bytes; 0 when it has ended. */
export function peakMemory(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
