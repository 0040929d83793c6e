import type { Condition } from '../condition/index.ts';

/** The names in a condition in their order, each once; `first` before all others. */
export function namedFields(condition: Condition, first: string | undefined): readonly string[] {
  const names = first === undefined ? [] : [first];
  visit(condition, names);
  return [...new Set(names)];
}

function visit(node: Condition, names: string[]): void {
  switch (node.type) {
    case 'and':
    case 'or':
      for (const term of node.terms) visit(term, names);
      break;
    case 'not':
      visit(node.term, names);
      break;
    case 'signal':
      names.push(node.name);
      break;
    case 'sequence':
      for (const { signals } of node.steps) names.push(...signals.map(({ name }) => name));
      break;
    case 'count':
      names.push(node.signal.name);
      break;
    case 'compare':
      names.push(node.field.name);
      if (node.operand.type === 'word') names.push(node.operand.text);
      break;
    case 'member':
    case 'match':
    case 'exists':
      names.push(node.field.name);
      break;
  }
}
