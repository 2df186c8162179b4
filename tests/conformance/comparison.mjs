// What a run of the suite gave, against what is expected to fail.

// No expectation covers a message that breaks the schema, but one that names this check.
const schemaCheck = 'wire-schema-valid';

function failuresOf(checks) {
  return checks.filter(({ status }) => status === 'FAILURE');
}

// `results`: the checks by scenario. `expected`: names of scenarios ("ping": at least one of its checks fails) and of
// checks ("ping:some-check": this one fails); those of scenarios that were not run say nothing.
// Gives back the scenario and a sentence for each difference.
export function differences(results, expected) {
  const wanted = new Set(expected.filter((name) => results.has(name.split(':')[0])));
  const met = new Set();
  const found = [];
  for (const [scenario, checks] of results) {
    for (const { id, errorMessage, details } of failuresOf(checks)) {
      const names = id === schemaCheck ? [`${scenario}:${id}`] : [`${scenario}:${id}`, scenario];
      const covering = names.filter((name) => wanted.has(name));
      covering.forEach((name) => met.add(name));
      if (covering.length > 0) continue;
      found.push({ scenario, sentence: `Failed: ${scenario}:${id}: ${errorMessage} ${JSON.stringify(details)}` });
    }
  }
  for (const name of wanted) {
    if (!met.has(name)) found.push({ scenario: name.split(':')[0], sentence: `Expected to fail, but it passes: ${name}` });
  }
  return found;
}

export function summary(results) {
  const checks = [...results.values()].flat();
  const count = (status) => checks.filter((check) => check.status === status).length;
  const passing = [...results.values()].filter((each) => failuresOf(each).length === 0).length;
  return `${passing} of ${results.size} scenarios pass; of ${checks.length} checks ${count('SUCCESS')} pass, `
    + `${count('FAILURE')} fail, ${count('WARNING')} warn, ${count('SKIPPED')} are skipped`;
}

export function warnings(results) {
  return [...results].flatMap(([scenario, checks]) =>
    checks.filter(({ status }) => status === 'WARNING').map(({ id, errorMessage }) => `Warning of ${scenario}:${id}: ${errorMessage}`));
}
