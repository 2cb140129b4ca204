/** What one source file has in it: lines, functions, imports and exports, out of its syntax tree. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Expression, parseSync, Visitor } from 'oxc-parser';

type Import = {
  /** The imported file relative to the root, or the name of a package. */
  readonly from: string;
  /** `*` for all names. */
  readonly names: readonly string[];
};

export type Source = {
  /** Relative to the root. */
  readonly path: string;
  /** Newlines. */
  readonly lines: number;
  /** Lines with nothing but a comment. */
  readonly commentLines: number;
  /** The lines of each declared function, method and named arrow function. */
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
  /** How often the type `any` stands there. */
  readonly anys: number;
  readonly imports: readonly Import[];
  readonly exports: readonly { readonly name: string; readonly isType: boolean }[];
};

/** @param path relative to the working directory, which is the root */
export function readSource(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const { program, module, comments } = parseSync(path, text);
  const lineAt = lineCounter(text);
  const functions: { name: string; lines: number }[] = [];
  const late: Import[] = [];
  const seen = new Set<number>();
  let anys = 0;
  const found = (name: string, node: { start: number; end: number }) =>
    functions.push({ name, lines: lineAt(node.end) - lineAt(node.start) + 1 });
  const foundLate = (node: Expression | null, names: readonly string[]) => {
    const call = node?.type === 'AwaitExpression' ? node.argument : node;
    if (call?.type !== 'ImportExpression' || seen.has(call.start)) return;
    seen.add(call.start);
    if (call.source.type === 'Literal')
      late.push({ from: resolved(path, String(call.source.value)), names });
  };
  new Visitor({
    FunctionDeclaration: (node) => found(node.id?.name ?? 'default', node),
    MethodDefinition: (node) => found(nameOf(node.key, text), node),
    Property: (node) => {
      if (isFunction(node.value)) found(nameOf(node.key, text), node);
    },
    PropertyDefinition: (node) => {
      if (isFunction(node.value)) found(nameOf(node.key, text), node);
    },
    VariableDeclarator: (node) => {
      if (isFunction(node.init)) found(nameOf(node.id, text), node);
      if (node.id.type !== 'ObjectPattern') return;
      const names = node.id.properties.flatMap((part) =>
        part.type === 'Property' ? [nameOf(part.key, text)] : ['*'],
      );
      foundLate(node.init, names);
    },
    MemberExpression: (node) => foundLate(node.object, [nameOf(node.property, text)]),
    ImportExpression: (node) => foundLate(node, ['*']),
    TSAnyKeyword: () => {
      anys += 1;
    },
  }).visit(program);
  const requests = module.staticExports.flatMap(({ entries }) => entries);
  return {
    path,
    lines: text.split('\n').length - 1,
    commentLines: commentLines(text, comments),
    functions,
    anys,
    imports: [
      ...module.staticImports.map(({ moduleRequest, entries }) => ({
        from: resolved(path, moduleRequest.value),
        names: entries.map(({ importName }) => importName.name ?? '*'),
      })),
      ...requests.flatMap(({ moduleRequest, importName }) =>
        moduleRequest === null
          ? []
          : [
              {
                from: resolved(path, moduleRequest.value),
                names: [importName.name ?? '*'],
              },
            ],
      ),
      ...late,
    ],
    exports: requests.flatMap(({ exportName: { name }, isType }) =>
      name === null ? [] : [{ name, isType }],
    ),
  };
}

function isFunction(node: { type: string } | null): boolean {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression';
}

function nameOf(node: { start: number; end: number }, text: string): string {
  return text.slice(node.start, node.end).split(/[:\n]/, 1)[0] ?? '';
}

function resolved(file: string, request: string): string {
  return request.startsWith('.') ? join(dirname(file), request) : request;
}

/** The line in which a position lies, from 1. */
function lineCounter(text: string): (position: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (position) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function commentLines(
  text: string,
  comments: readonly { readonly start: number; readonly end: number }[],
): number {
  let lines = 0;
  for (const { start, end } of comments) {
    const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    if (before.trim() === '') lines += text.slice(start, end).split('\n').length;
  }
  return lines;
}
