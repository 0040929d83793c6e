/** A command line that cannot be acted on, in the three parts that people need. */
export class UsageError extends Error {
  readonly what: string;
  readonly why: string | undefined;
  readonly fix: string;

  constructor(what: string, why: string | undefined, fix: string) {
    super(what);
    this.name = 'UsageError';
    this.what = what;
    this.why = why;
    this.fix = fix;
  }
}
