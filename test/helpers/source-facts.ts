/** What a source file does that could go past a door, out of its syntax tree: a line for each, such as `call JSON.parse`. */
import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'oxc-parser';

/**
 * - `import MODULE NAME`: values, not types; without a name where nothing is imported by name; `*` of what is loaded later
 * - `call NAME`, `new NAME`, with ` in a function` behind it where it is not done once when the module is loaded
 * - `name NAME`: an identifier, in whatever place
 * - `call join with names`: and likewise `resolve`, where parts behind the first are no constants
 */
export function factsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8');
  const { program, module } = parseSync(file, text);
  const facts = new Set<string>();
  for (const { moduleRequest, entries } of module.staticImports) {
    if (entries.length === 0) facts.add(`import ${moduleRequest.value}`);
    for (const { importName, isType } of entries)
      if (!isType) facts.add(`import ${moduleRequest.value} ${importName.name ?? '*'}`);
  }
  let depth = 0;
  const within = {
    enter: () => {
      depth += 1;
    },
    exit: () => {
      depth -= 1;
    },
  };
  const where = () => (depth > 0 ? ' in a function' : '');
  const written = (node: { start: number; end: number }) =>
    text.slice(node.start, node.end).replace(/\?\.|\s+/g, (sign) => (sign === '?.' ? '.' : ''));
  new Visitor({
    FunctionDeclaration: within.enter,
    'FunctionDeclaration:exit': within.exit,
    FunctionExpression: within.enter,
    'FunctionExpression:exit': within.exit,
    ArrowFunctionExpression: within.enter,
    'ArrowFunctionExpression:exit': within.exit,
    Identifier: ({ name }) => facts.add(`name ${name}`),
    NewExpression: ({ callee }) => facts.add(`new ${written(callee)}${where()}`),
    ImportExpression: ({ source }) => {
      if (source.type !== 'Literal') facts.add('import of a computed name');
      else facts.add(`import ${source.value} *`);
    },
    CallExpression: ({ callee, arguments: parts }) => {
      const name = written(callee);
      facts.add(`call ${name}${where()}`);
      if (name.endsWith('getBuiltinModule')) {
        const [part] = parts;
        const isNamed = part?.type === 'Literal';
        facts.add(isNamed ? `import ${part.value} *` : 'import of a computed name');
      }
      if (/^(?:path\.)?(?:join|resolve)$/.test(name))
        if (parts.slice(1).some(({ type }) => type !== 'Literal'))
          facts.add(`call ${name} with names`);
    },
  }).visit(program);
  return facts;
}
