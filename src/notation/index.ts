export { flattenRepr } from './flatten-repr.ts';
export { describeQemuCommandLine, type QemuFields } from './describe-qemu.ts';
export {
  parsePythonRepr,
  type ParsedRepr,
  type ReprObject,
  type ReprScalar,
  type ReprValue,
} from './python-repr.ts';
export { parseQemuCommandLine, type QemuCommandLine, type QemuOption } from './qemu-command-line.ts';
