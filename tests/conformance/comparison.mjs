// What a run of the suite gave, against what is expected to fail.

// No expectation covers a message that breaks the schema, but one that names this check.
const schemaCheck = 'wire-schema-valid';

function failuresOf(checks) {
  return checks.filter(({ status }) => status === 'FAILURE');
}

// `results`: the checks by scenario. `entries`: those of expected-failures.json for this server; each names scenarios
// ("ping": at least one of its checks fails) and checks ("ping:some-check": this one fails).
// Gives back a sentence for each difference, and the counts.
export function compare(results, entries, revision) {
  const expected = new Set(entries.filter(({ revisions }) => revisions.includes(revision)).flatMap(({ failures }) => failures));
  const met = new Set();
  const faults = [];
  for (const [scenario, checks] of results) {
    for (const { id, errorMessage, details } of failuresOf(checks)) {
      const covering = [`${scenario}:${id}`, ...(id === schemaCheck ? [] : [scenario])].filter((name) => expected.has(name));
      covering.forEach((name) => met.add(name));
      if (covering.length === 0) faults.push(`Unexpected failure of ${scenario}:${id}: ${errorMessage ?? ''} ${JSON.stringify(details ?? {})}`);
    }
  }
  for (const name of expected) {
    if (!met.has(name)) faults.push(`Expected to fail, but it ${results.has(name.split(':')[0]) ? 'passes' : 'was not run'}: ${name}`);
  }
  return { faults, summary: summaryOf(results) };
}

function summaryOf(results) {
  const checks = [...results.values()].flat();
  const count = (status) => checks.filter((check) => check.status === status).length;
  const passed = [...results.values()].filter((each) => failuresOf(each).length === 0).length;
  const warnings = [...results].flatMap(([scenario, each]) =>
    each.filter(({ status }) => status === 'WARNING').map(({ id, errorMessage }) => `\nWarning of ${scenario}:${id}: ${errorMessage ?? ''}`));
  return `${passed} of ${results.size} scenarios pass; checks: ${count('SUCCESS')} pass, ${count('FAILURE')} fail, `
    + `${count('WARNING')} warn, ${count('SKIPPED')} are skipped${warnings.join('')}`;
}
