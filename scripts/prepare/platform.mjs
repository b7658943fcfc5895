import { Failure } from '../failure.mjs';

/** Refuses a Node that cannot require() ES modules, and Windows, where there are no signals to stop services with. */
export function requirePlatform(version = process.versions.node, platform = process.platform) {
  const [major, minor] = version.split('.').map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!isSupported) throw new Failure(`Academy needs Node 20.19 or later, 22.12 or later, or 24; this is Node ${version}.`);
  if (platform === 'win32') throw new Failure('On Windows, run Academy inside WSL 2 (Windows Subsystem for Linux).');
}
