import type { Analysis } from '../model/index.ts';
import type { DiagnosticView } from '../present/input-model.ts';
import { cannotReason, selectors, type Cannot } from './exit-code.ts';
import type { Arguments } from './arguments.ts';
import type { Format } from './formats.ts';
import type { UsageError } from './usage-error.ts';

/** What, why and what to do, each on its line. */
export function threeParts(what: string, why: string | undefined, fix: string | undefined): string {
  return [
    `migscope: ${what}`,
    ...(why === undefined || why === '' ? [] : [`  Why: ${why}`]),
    ...(fix === undefined || fix === '' ? [] : [`  What to do: ${fix}`]),
  ]
    .join('\n')
    .concat('\n');
}

/** The message of a bad command line. */
export function usageMessage(error: UsageError): string {
  return threeParts(error.what, error.why, error.fix);
}

/** A diagnostic on standard error: short when it is a warning, whole when it is an error. */
export function diagnosticMessage(diagnostic: DiagnosticView): string {
  const isSaid = diagnostic.place === '' || diagnostic.what.includes(diagnostic.place);
  const place = isSaid ? '' : `${diagnostic.place}: `;
  const what = `${diagnostic.severity}: ${place}${diagnostic.what}`;
  return diagnostic.tone === 'bad'
    ? threeParts(what, diagnostic.why, diagnostic.fix)
    : threeParts(what, undefined, undefined);
}

/** What a run says on standard error: problems of the input, and why it could not be done if it could not. */
export function runMessages(
  diagnostics: readonly DiagnosticView[],
  analysis: Analysis,
  args: Arguments,
  readers: Format['readers'],
): string {
  const reason = cannotReason(analysis, args);
  return [
    ...diagnostics
      .filter(({ code }) => reason !== 'no-such-migration' || code !== 'no-migration-selected')
      .filter(({ tone }) => tone === 'bad' || (tone === 'warn' && readers === 'people'))
      .map(diagnosticMessage),
    ...(reason === undefined ? [] : [cannotMessage(reason, args, analysis)]),
  ].join('');
}

/** Why the job could not be done; diagnostics speak for themselves. */
export function cannotMessage(reason: Cannot, args: Arguments, analysis: Analysis): string {
  switch (reason) {
    case 'diagnostic':
      return '';
    case 'nothing-recognised': {
      const files = analysis.inputs.reduce((sum, input) => sum + input.filesRead, 0);
      return threeParts(
        'error: nothing in the input was recognised.',
        files === 0
          ? 'No log file was found there.'
          : `None of the ${files} files read has a line that Nova, libvirt or QEMU writes about a live migration.`,
        'Give the directory that holds nova-compute.log, libvirtd.log or libvirt/qemu/<domain>.log of the hosts.',
      );
    }
    case 'no-such-migration':
      return threeParts(
        `error: no live migration matches ${selectors(args).join(' ')}.`,
        'The logs hold no migration with that name in the chosen time.',
        'Run it again without that option to see which migrations there are.',
      );
  }
}

/** The message of an unexpected throw: never a stack, unless it is asked for. */
export function bugMessage(error: unknown, withStack: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const text = threeParts(
    `hit a bug: ${message.split('\n')[0] ?? ''}`,
    'This is a fault of migscope, not of your logs.',
    'Please report it with the command line you ran; MIGSCOPE_DEBUG=1 adds the stack.',
  );
  return withStack && error instanceof Error ? `${text}${error.stack ?? ''}\n` : text;
}
