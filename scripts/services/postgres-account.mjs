import { spawnSync } from 'node:child_process';
import { lchownSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.mjs';

const nobody = 65534;

// Postgres refuses to run as root. These run a program as an ordinary user though the way to it leads through folders only root may
// enter, from the least privilege to the most. `no_setuid_fixup` is for access(2), which otherwise leaves out capabilities.
const withCapability = (capability, { uid, gid }) => [
  'setpriv', '--securebits=+no_setuid_fixup', `--inh-caps=-all,+${capability}`, `--ambient-caps=-all,+${capability}`,
  `--bounding-set=-all,+${capability}`, '--clear-groups', `--reuid=${uid}`, `--regid=${gid}`,
];
const waysDown = (user) => [
  { prefix: [], owner: user, identity: user },
  { prefix: withCapability('dac_read_search', user), owner: user, identity: {} },
  { prefix: withCapability('dac_override', user), owner: user, identity: {} },
  // Inside, root appears as nobody; outside, the files stay root's.
  { prefix: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`], owner: { uid: 0, gid: 0 }, identity: {} },
];

const asAccount = ({ prefix, identity, owner }) => ({
  owner,
  /** The command, its parameters and the options with which to spawn a program under this account; its messages are English. */
  command: (program, parameters) => {
    const [first, ...rest] = [...prefix, program, ...parameters];
    return [first, rest, { ...identity, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } }];
  },
});

const probeScript = 'cd "$1" && : > probe && "$2" --version';

function canRun(account, folder, program) {
  const probed = path.join(folder, 'postgres.probe');
  mkdirSync(probed, { recursive: true, mode: 0o700 });
  lchownSync(probed, account.owner.uid, account.owner.gid);
  const [command, parameters, options] = account.command('/bin/sh', ['-c', probeScript, 'sh', probed, program]);
  const { status } = spawnSync(command, parameters, { ...options, stdio: 'ignore' });
  rmSync(probed, { recursive: true, force: true });
  return status === 0;
}

/**
 * The account that Postgres runs under: our own, or for root the owner of the data (65534 when new), in the first way that can
 * reach both the program and the data. Refuses data of another user.
 */
export function chooseAccount({ data, postgres }) {
  const existing = existsSync(data) ? lstatSync(data) : null;
  const ourUser = process.getuid();
  if (ourUser !== 0) {
    if (existing && existing.uid !== ourUser) {
      throw new Failure(`${data} belongs to another user (${existing.uid}). Start Academy as that user, or choose another folder with ACADEMY_DATA.`);
    }
    return asAccount({ prefix: [], identity: {}, owner: null });
  }
  const user = existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : { uid: nobody, gid: nobody };
  const account = waysDown(user).map(asAccount).find((way) => canRun(way, path.dirname(data), postgres));
  if (account) return account;
  throw new Failure(
    `Postgres does not run as root, and an ordinary user cannot reach or run ${postgres} or cannot write ${data} (a folder on the way that only root may enter, with neither setpriv nor unshare to help; or a system without glibc). ` +
      'Set DATABASE_URL, or choose a checkout and an ACADEMY_DATA outside folders that only root may enter, or start Academy as an ordinary user.',
  );
}

/** Gives a folder and all in it to the account, where it is not its own already. */
export function giveTo({ owner }, folder) {
  if (owner === null || lstatSync(folder).uid === owner.uid) return;
  for (const name of readdirSync(folder, { recursive: true })) lchownSync(path.join(folder, name), owner.uid, owner.gid);
  // Last, since it is by the folder itself that we see whether this was done.
  lchownSync(folder, owner.uid, owner.gid);
}
