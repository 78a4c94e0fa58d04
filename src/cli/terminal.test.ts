/** The questions of `mapping propose` on a real terminal: a pseudo-terminal of Python's, whose answers are keys. Skipped where there is none. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { json, ownFolder, run } from './binary.test-support.js';

const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import pty'], { stdio: 'ignore' }).status === 0);
const binary = process.env['AGRESSIEMONITOR_BIN'] ?? fileURLToPath(new URL('../../bin/agressiemonitor.js', import.meta.url));

/** Waits for each text, then types; ends with what was shown and the exit code as JSON. */
const typist = `
import pty, os, sys, json, re, struct, fcntl, termios, select, time
spec = json.loads(sys.stdin.read())
pid, fd = pty.fork()
if pid == 0:
    time.sleep(0.2)
    os.chdir(spec['cwd']); os.execvpe(spec['argv'][0], spec['argv'], {**os.environ, 'TERM': 'xterm', 'NO_COLOR': '1'})
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
raw, start, steps, end = b'', 0, spec['steps'], time.time() + 150
plain = lambda b: re.sub(r'\\x1b\\[[0-9;?]*[a-zA-Z]', '', b.decode('utf8', 'replace'))
while time.time() < end:
    if select.select([fd], [], [], 0.2)[0]:
        try: part = os.read(fd, 65536)
        except OSError: break
        if not part: break
        raw += part
    elif steps and steps[0][0] in plain(raw[start:]):
        start = len(raw)
        for key in steps[0][1]:
            os.write(fd, key.encode()); time.sleep(0.05)
        steps = steps[1:]
if time.time() >= end: os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
print(json.dumps({'text': plain(raw), 'raw': raw.decode('utf8', 'replace'), 'code': os.waitstatus_to_exitcode(status), 'left': [one[0] for one in steps]}))
`;

const folder = await ownFolder('terminal');
const forms = ['Bedreiging', 'Schelden', 'Onheuse bejegening'];
const lines = Array.from({ length: 24 }, (_, i) => `M-${i + 1};${String((i % 12) + 1).padStart(2, '0')}-05-2024;${forms[i % 3]};${i % 4 === 0 ? 'Huisbaas' : 'Ouder'};Telefoon;${i % 2 ? 'Ja' : 'Nee'}`);
writeFileSync(join(folder, 'export.csv'), `Meldnummer;Datum incident;Soort agressie;Veroorzaker;Kanaal;E-mail toestemming\r\n${lines.join('\r\n')}\r\n`);

const [down, up, enter, stop] = ['\u001b[B', '\u001b[A', '\r', '\u0003'];
type Step = [seen: string, keys: string[]];

function atTerminal(steps: Step[], ...args: string[]): { text: string; raw: string; code: number; left: string[] } {
  const { AGRESSIEMONITOR_TAAL: _, ...env } = process.env;
  const spec = { argv: [process.execPath, binary, 'mapping', 'propose', 'export.csv', '-o', 'ELZENHOF', ...args], cwd: folder, steps };
  const { stdout, stderr } = spawnSync(python!, ['-c', typist], { input: JSON.stringify(spec), encoding: 'utf8', env });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as ReturnType<typeof atTerminal>;
}

const words = {
  nl: { who: 'Wie beantwoordt de vragen?', drop: 'waarvoor is kolom "E-mail toestemming"? (24 regels)', date: 'staat de dag of de maand voorop? (24 regels)', form: 'welke code is "Onheuse bejegening"? (8 regels)', relation: 'welke code is "Huisbaas"? (6 regels)', open: 'Open vragen: 1, samen over 8 regels.', answered: 'BEANTWOORD door B. Tester op ', confirmed: 'bevestigd door B. Tester op ', month: 'mm-dd-jjjj' },
  en: { who: 'Who answers the questions?', drop: 'what is column "E-mail toestemming" for? (24 rows)', date: 'is the day or the month first? (24 rows)', form: 'which code is "Onheuse bejegening"? (8 rows)', relation: 'which code is "Huisbaas"? (6 rows)', open: 'Open questions: 1, about 8 rows together.', answered: 'ANSWERED by B. Tester on ', confirmed: 'confirmed by B. Tester on ', month: 'mm-dd-jjjj' },
} as const;

test.skipIf(python === undefined).for(['nl', 'en'] as const)('to the end, in %s: one suggestion is confirmed, one corrected, one question put off, one answered', { timeout: 240_000 }, async (lang) => {
  const w = words[lang];
  const { text, raw, code, left } = atTerminal(
    // The suggestion; the second answer but one, for the month stands first here; later; the last but two.
    [[w.who, [...'B. Tester', enter]], [w.drop, [enter]], [w.date, [down, down, enter]], [w.form, [enter]], [w.relation, [up, up, up, up, enter]]],
    '--out', `${lang}.yaml`, '--lang', lang,
  );
  expect(left, text).toEqual([]);
  expect(code).toBe(1);
  expect(text).toContain(w.open);
  expect(raw).toContain('\u001b[?25h');
  const yaml = readFileSync(join(folder, `${lang}.yaml`), 'utf8');
  const today = new Date().toISOString().slice(0, 10);
  expect(parse(yaml)).toMatchObject({
    weglaten: ['E-mail toestemming'], velden: { incident_datum: { formaat: w.month }, relatie: { codes: { Ouder: 'OUDER', Huisbaas: 'DERDE' } }, vorm: { codes: { Schelden: 'VERB.SCHELD' } } },
  });
  expect(parse(yaml)).not.toHaveProperty('velden.vorm.codes.Onheuse bejegening');
  expect(yaml).toContain(`Huisbaas: DERDE # ${w.confirmed}${today}`);
  // Every answer stands there with its rows, who gave it and when; what was put off stays open.
  expect(yaml).toContain(`# ${w.answered}${today}:`);
  for (const question of [w.drop, w.date, w.relation]) expect(yaml).toContain(`${question} → `);
  expect(yaml).not.toContain(`${w.form} →`);
  expect(yaml.slice(yaml.indexOf(w.answered))).toContain(w.form);

  // What was not answered is refused by check, and nothing else.
  const checked = await run(['check', 'export.csv', '-o', 'ELZENHOF', '-m', `${lang}.yaml`, '-p', '2024', '-d', '2025-01-05', '--json'], { cwd: folder });
  expect(checked.code).toBe(1);
  expect(json<{ counts: Record<string, number> }>(checked).counts).toMatchObject({ rejected: 8 });
});

test.skipIf(python === undefined)('Ctrl-C at any question leaves nothing behind, and the terminal as it was', { timeout: 240_000 }, () => {
  const before = readdirSync(folder).sort();
  const w = words.en;
  for (const steps of [[[w.who, [stop]]], [[w.who, [...'B. Tester', enter]], [w.drop, [enter]], [w.date, [stop]]]] as Step[][]) {
    const { text, raw, code, left } = atTerminal(steps, '--out', 'stopped.yaml', '--lang', 'en');
    expect([left, code], text).toEqual([[], 1]);
    expect(text).toContain('Cancelled; nothing was written.');
    expect(raw.lastIndexOf('\u001b[?25h')).toBeGreaterThanOrEqual(raw.lastIndexOf('\u001b[?25l'));
    expect(readdirSync(folder).sort()).toEqual(before);
  }
});
