import { posix } from 'node:path';
import type { Analysis, Evidence } from '../../model/index.ts';
import { sarifText } from './sarif-text.ts';

/** Where logs are whose place on the machine that checks them is nobody's business. */
const ELSEWHERE = 'LOGS';
const ARCHIVE_MARK = '!';

export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
  readonly index?: number;
}

interface Artifact {
  readonly location: ArtifactLocation;
  readonly parentIndex?: number;
  readonly roles: readonly string[];
}

/**
 * The files that results point to, as SARIF lists them: a file in an archive is an artifact inside that of the archive
 * (§ 3.24.3), and its URI leads from the archive's root.
 */
export class Artifacts {
  readonly list: Artifact[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly inputs: readonly string[];

  constructor(inputs: Analysis['inputs']) {
    this.inputs = inputs.map(({ path }) => path);
  }

  /** Base ids that the locations use. */
  get baseIds(): Readonly<Record<string, unknown>> | undefined {
    if (!this.list.some(({ location }) => location.uriBaseId === ELSEWHERE)) return undefined;
    // wording because: it is the format's own field for people
    return { [ELSEWHERE]: { description: { text: 'The folder with the logs that were given.' } } };
  }

  /** Of a file that is no log: its path is from where migscope was started. */
  locationOfFile(path: string): ArtifactLocation {
    const { path: below, base } = fromHere(path);
    return this.add(below, { uri: encodePath(below), ...base }, undefined);
  }

  /** Of a log, as evidence names it. */
  locationOf(file: string): ArtifactLocation {
    const [outer = '', ...members] = file.split(ARCHIVE_MARK);
    const { path, base } = fromHere(pathFromHere(outer, file, this.inputs) ?? outer, outer);
    let location = this.add(path, { uri: encodePath(path), ...base }, undefined);
    let key = path;
    for (const member of members) {
      key = `${key}${ARCHIVE_MARK}${member}`;
      location = this.add(key, { uri: encodePath(member) }, location.index);
    }
    return location;
  }

  private add(key: string, location: ArtifactLocation, parent: number | undefined): ArtifactLocation {
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = this.list.length;
      this.indexes.set(key, index);
      this.list.push({
        location,
        ...(parent === undefined ? {} : { parentIndex: parent }),
        roles: ['analysisTarget'],
      });
    }
    return { ...location, index };
  }
}

/** A path as a way down from where migscope was started: a viewer looks for it there. */
function fromHere(
  path: string,
  otherwise = path,
): { readonly path: string; readonly base?: { readonly uriBaseId: string } } {
  const clean = posix.normalize(path);
  const isBelow = !posix.isAbsolute(clean) && clean !== '..' && !clean.startsWith('../');
  return isBelow
    ? { path: clean }
    : { path: otherwise.replace(/^(?:\.\.\/|\/)+/, ''), base: { uriBaseId: ELSEWHERE } };
}

/**
 * The way to a log from where migscope was started: in CI that is the root of the sources. Evidence names files from
 * the folder that was given, with its name in front where several were.
 */
function pathFromHere(outer: string, file: string, inputs: readonly string[]): string | undefined {
  if (inputs.includes(outer) || inputs.includes(file)) return outer;
  const [only, ...others] = inputs;
  if (only === undefined) return outer;
  if (others.length === 0) return posix.join(only, outer);
  const head = outer.split('/', 1)[0] ?? '';
  const input = inputs.find((one) => posix.basename(one) === head);
  return input === undefined ? undefined : posix.join(posix.dirname(input), outer);
}

function encodePath(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}

/** Evidence as a location: its line, what stands there, who wrote it. */
export function evidenceLocation(evidence: Evidence, artifacts: Artifacts, id?: number) {
  const { file, line, column, host, at, excerpt, signal } = evidence;
  return {
    ...(id === undefined ? {} : { id }),
    physicalLocation: {
      artifactLocation: artifacts.locationOf(file),
      region: {
        startLine: Math.max(1, line),
        ...(column === undefined ? {} : { startColumn: column }),
        snippet: { text: excerpt },
      },
    },
    ...(host === '' ? {} : { logicalLocations: [{ name: host, kind: 'resource' }] }),
    message: { text: sarifText([host, at, signal].filter(Boolean).join(', ')) },
  };
}
