/** Attacks that guess something of a record or an organisation from answers: differencing, trackers, averaging, membership, insiders. */
import { Random } from './random.js';
import type { Outcome } from './outcome.js';
import { months, openWorld, organisations, type World } from './world.js';

const ask = (condition: string): string => `SELECT count(*) AS n FROM voorval WHERE ${condition}`;
const columns: readonly (readonly [string, readonly string[]])[] = [
  ['ernst', ['1', '2', '3', '4']], ['kanaal', ['LIVE', 'TELEFOON', 'VIDEO', 'EMAIL_APP', 'POST', 'ONLINE']], ['locatie', ['KANTOOR', 'HUISBEZOEK', 'RECHTBANK', 'OMGANG', 'POLITIE']],
  ['relatie', ['OUDER', 'PARTNER', 'JEUGDIGE', 'FAMILIE', 'PLEEG', 'PROF']], ['politie_gevraagd', ['J', 'N']],
];

/** A wide group that may be shown and a small one inside it, cut off by one more code: over one month or three, by one or two columns. */
async function smallGroup(world: World, random: Random, small: (n: number) => boolean): Promise<{ wide: string; cut: string; n: number } | undefined> {
  for (let tries = 0; tries < 400; tries++) {
    const [a, b] = random.two(columns);
    const c = random.of(columns.filter((one) => one !== a && one !== b));
    const from = random.below(10);
    const span = months.slice(from, from + (tries % 2 === 0 ? 1 : 3)).map((month) => `'${month}'`).join(', ');
    const wide = `maand IN (${span}) AND ${a[0]} = '${random.of(a[1])}'${tries % 3 === 0 ? '' : ` AND ${c[0]} = '${random.of(c[1])}'`}`;
    const cut = `${b[0]} = '${random.of(b[1])}'`;
    const n = await world.true(`${wide} AND ${cut}`);
    if (small(n) && (await world.true(wide)) >= 20) return { wide, cut, n };
  }
  return undefined;
}

/** Wide group minus the same without one code: whether the small group is empty or holds a few. Half of the groups are empty. */
export async function differencing(world: World, trials: number, seed: number, formulations = 1): Promise<Outcome> {
  const random = new Random(seed);
  let [successes, done, answered] = [0, 0, 0];
  for (; done < trials; done++) {
    const filled = random.below(2) === 1;
    const group = await smallGroup(world, random, (n) => (filled ? n >= 1 && n <= 4 : n === 0));
    if (!group) break;
    const seen: number[] = [];
    for (let f = 0; f < formulations; f++) {
      const more = f === 0 ? '' : ` AND ${columns[f % columns.length]![0]} IN (${[...columns[f % columns.length]![1]].map((code) => `'${code}'`).join(', ')})`;
      const all = await world.number(ask(group.wide + more));
      const rest = await world.number(ask(`${group.wide}${more} AND NOT ${group.cut}`));
      if (all !== undefined && rest !== undefined) seen.push(all - rest);
    }
    if (seen.length > 0) answered++;
    const guess = seen.length === 0 ? random.below(2) === 1 : seen.reduce((sum, one) => sum + one, 0) / seen.length > 1;
    if (guess === filled) successes++;
  }
  return { attack: formulations === 1 ? 'single differencing' : `repeated differencing (${formulations} pairs)`, trials: done, successes, chance: 0.5, note: `${answered} pairs answered` };
}

/** Schlörer's tracker: a small group C AND D as count(C) − count(C AND NOT D), and by padding with a wide T. */
export async function tracker(world: World, trials: number, seed: number): Promise<Outcome> {
  const random = new Random(seed);
  let [successes, done] = [0, 0];
  for (; done < trials; done++) {
    const filled = random.below(2) === 1;
    const group = await smallGroup(world, random, (n) => (filled ? n >= 1 && n <= 4 : n === 0));
    if (!group) break;
    const [column, value] = group.cut.split(' = ');
    const padding = columns.find(([name]) => name === column)![1].filter((code) => `'${code}'` !== value);
    const estimates: number[] = [];
    for (const code of padding) {
      const both = await world.number(ask(`${group.wide} AND ${column} IN (${value}, '${code}')`));
      const one = await world.number(ask(`${group.wide} AND ${column} = '${code}'`));
      if (both !== undefined && one !== undefined) estimates.push(both - one);
    }
    const guess = estimates.length === 0 ? random.below(2) === 1 : estimates.reduce((sum, one) => sum + one, 0) / estimates.length > 1;
    if (guess === filled) successes++;
  }
  return { attack: 'tracker queries', trials: done, successes, chance: 0.5 };
}

/** One count in many words: when the noise differs from one to the next, averaging would take it away. */
export async function averaging(world: World, formulations: number): Promise<Outcome> {
  const answers = new Map<number, number>();
  const wordings = (i: number): string => {
    const order = i % 2 === 0 ? "ernst = '2' AND kanaal = 'LIVE'" : "kanaal = 'LIVE' AND ernst = '2'";
    const same = [order, `(${order})`, order.replaceAll('=', 'IN (').replaceAll("'2'", "'2')").replaceAll("'LIVE'", "'LIVE')"), `${order} AND NOT ernst = '3'`, `${order} AND ernst <> '4'`, `${order} AND ernst IN ('2', '1')`][i % 6]!;
    const spaced = same.replaceAll(' AND ', ' '.repeat(1 + (i % 7)) + 'AND ');
    const body = [`SELECT count(*) AS n FROM voorval WHERE ${spaced}`, `WITH t AS (SELECT count(*) AS n FROM voorval WHERE ${spaced}) SELECT n FROM t`, `SELECT count(*) FILTER (WHERE ernst = '2') AS n FROM voorval WHERE ${spaced}`, `SELECT n FROM (SELECT ernst, count(*) AS n FROM voorval WHERE ${spaced} GROUP BY ernst)`, `SELECT sum(CASE WHEN kanaal = 'LIVE' THEN 1 ELSE 0 END) AS n FROM voorval WHERE ${spaced}`][i % 5]!;
    return `${body} -- ${i}`;
  };
  let asked = 0;
  for (let i = 0; i < formulations; i++) {
    const n = await world.number(wordings(i));
    if (n === undefined) continue;
    asked++;
    answers.set(n, (answers.get(n) ?? 0) + 1);
  }
  return { attack: `averaging over ${formulations} equivalent formulations`, trials: asked, successes: answers.size > 1 ? asked : 0, chance: 0, note: `${answers.size} distinct answer(s)` };
}

/**
 * Two worlds that differ by one incident, unknown to the attacker which; many groups that would hold it are asked. One attacker
 * knows the codes of the incident; another knows every other record besides, and thus the count of each group without it.
 */
export async function membership(rows: number, targets: number, seed: number): Promise<Outcome[]> {
  const random = new Random(seed);
  let [successes, knowing] = [0, 0];
  for (let t = 0; t < targets; t++) {
    const target = random.below(rows);
    const present = random.below(2) === 1;
    const world = await openWorld({ rows, seed: seed + 1, where: present ? 'true' : `i <> ${target}` });
    try {
      const [record] = await world.truth.rows<Record<string, string>>(`SELECT * FROM alles WHERE i = ${target}`);
      const near = columns.map(([name]) => `${name} = '${record![name]}'`);
      const wide = `maand = '${record!['maand']}'`;
      let [score, seen, likelihood] = [0, 0, 0];
      const weigh = async (condition: string, n: number | undefined): Promise<void> => {
        if (n === undefined) return;
        const others = (await world.truth.rows<{ n: number }>(`SELECT count(*) AS n FROM alles WHERE ${condition} AND i <> ${target}`))[0]!.n;
        likelihood += (n - others) ** 2 - (n - others - 1) ** 2;
      };
      const all = await world.number(ask(wide));
      await weigh(wide, all);
      for (const [k, one] of near.entries()) {
        const without = await world.number(ask(`${wide} AND NOT ${one}`));
        const inside = await world.number(ask(`${wide} AND ${one}`));
        await weigh(`${wide} AND ${one}`, inside);
        if (all === undefined || without === undefined || inside === undefined) continue;
        seen++;
        score += Math.sign(all - without - inside) * (k + 1);
      }
      const guess = seen === 0 || score === 0 ? random.below(2) === 1 : score > 0;
      if (guess === present) successes++;
      if ((likelihood === 0 ? random.below(2) === 1 : likelihood > 0) === present) knowing++;
    } finally {
      await world.close();
    }
  }
  return [
    { attack: 'membership of one incident', trials: targets, successes, chance: 0.5 },
    { attack: 'the same by one who knows every other record', trials: targets, successes: knowing, chance: 0.5, limit: 'bounded noise of one record\'s size: who knows all others sees through it, the more groups the better' },
  ];
}

/** Whether one organisation has any incident in a group, from counts, sums and averages of it. Half of the groups lack it. */
export async function organisationPresence(world: World, trials: number, seed: number): Promise<Outcome> {
  const random = new Random(seed);
  let [successes, done, bySize] = [0, 0, 0];
  for (; done < trials; done++) {
    const org = random.below(organisations.length);
    const wants = random.below(2) === 1;
    let condition: string | undefined;
    for (let tries = 0; tries < 300 && condition === undefined; tries++) {
      const [a, b] = random.two(columns);
      const candidate = `maand = '${random.of(months)}' AND ${a[0]} = '${random.of(a[1])}' AND ${b[0]} = '${random.of(b[1])}'`;
      if ((await world.true(`${candidate} AND org = ${org}`)) > 0 === wants) condition = candidate;
    }
    if (condition === undefined) break;
    const n = await world.number(ask(condition));
    // Shown means that three organisations or more are behind it: the attacker takes that for presence.
    if ((n !== undefined) === wants) successes++;
    if ((await world.true(condition)) >= 10 === wants) bySize++;
  }
  return { attack: 'membership of one organisation', trials: done, successes, chance: Math.max(0.5, bySize / done), note: 'chance is what the size of the group alone would tell' };
}

/** An organisation takes its own part away from an answer: it must not place another's part within 15 % more often than without. */
export async function insider(world: World, trials: number, seed: number): Promise<Outcome> {
  const random = new Random(seed);
  let [successes, done] = [0, 0];
  for (let tries = 0; done < trials && tries < trials * 20; tries++) {
    const [a] = random.two(columns);
    const condition = `maand = '${random.of(months)}' AND ${a[0]} = '${random.of(a[1])}'`;
    const n = await world.number(ask(condition));
    if (n === undefined) continue;
    done++;
    const parts = await world.truth.rows<{ org: number; n: number }>(`SELECT org, count(*) AS n FROM waar WHERE ${condition} GROUP BY org ORDER BY n DESC, org`);
    const [first, second] = parts;
    // The second largest knows its own part and bounds the largest by what is left.
    const upper = n + 5 - (second?.n ?? 0);
    if (first && upper < first.n * 1.15) successes++;
  }
  return { attack: 'insider: largest bounded within 15 % by the second', trials: done, successes, chance: 0 };
}
