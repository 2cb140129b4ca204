/** Runs the command lines that it is sent, and says when each is over: its code, and a mark at the end of both pipes. */
import { loadProgram, setEnvironment } from './warm-program.ts';
import { mark } from './warm-run.ts';

const runCommandLine = await loadProgram();

process.on('message', (run: { words: readonly string[]; env: Record<string, string> }) => {
  void serve(run);
});

// With the tests, whose end closes the channel.
process.on('disconnect', () => process.exit());

async function serve({ words, env }: { words: readonly string[]; env: Record<string, string> }) {
  setEnvironment(env);
  const code = await runCommandLine(words);
  process.stdout.write(mark('ended'));
  process.stderr.write(mark('ended'));
  process.send?.(code);
}
