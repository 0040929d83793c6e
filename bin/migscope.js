#!/usr/bin/env node
// Plain CommonJS (package.json beside it says so) without newer syntax: an old node must still get as far as the
// sentence that says it is too old.

var NEEDED = [22, 18]; // keep equal to "engines" in package.json
var CANNOT_RUN = 2;

function say(lines) {
  process.stderr.write(lines.join('\n') + '\n');
  process.exitCode = CANNOT_RUN;
}

function isTooOld(version) {
  var parts = version.split('.').map(Number);
  return parts[0] < NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] < NEEDED[1]);
}

function sayTooOld() {
  say([
    'migscope cannot run on this node.',
    'Why: it needs node ' + NEEDED.join('.') + ' or newer; this one is ' + process.versions.node + '.',
    'What to do: install a newer node, or run `npm ci` and `npx migscope` in a clone, which bring their own.',
  ]);
}

function sayNotLoadable(error, main) {
  if (require('fs').existsSync(main)) {
    say([
      'migscope cannot be loaded.',
      'Why: ' + firstLine(error),
      'What to do: run `npm ci` to install its dependencies and build it again.',
    ]);
  } else {
    say([
      'migscope is not built.',
      'Why: ' + main + ' does not exist.',
      'What to do: run `npm ci`, or `npm run build` when the dependencies are already installed.',
    ]);
  }
}

function sayBroken(error) {
  say([
    'migscope stopped on an error of its own.',
    'Why: ' + firstLine(error) + ' — a bug in migscope, not in your logs.',
    'What to do: report it with the command line you ran; MIGSCOPE_DEBUG=1 adds the stack.',
  ]);
  if (process.env.MIGSCOPE_DEBUG && error && error.stack) process.stderr.write(error.stack + '\n');
}

function firstLine(error) {
  return String((error && error.message) || error).split('\n')[0];
}

// Node keeps what it compiled between runs, in a folder that only the user can write to; without one it compiles anew.
function rememberCompiled() {
  var folder = process.env.XDG_CACHE_HOME || (process.env.HOME && process.env.HOME + '/.cache');
  var module = require('module');
  if (folder && !process.env.NODE_COMPILE_CACHE) module.enableCompileCache(folder + '/migscope/compiled');
}

function run() {
  var main = require('path').join(__dirname, '../dist/start/main.cjs');
  rememberCompiled();
  var cli;
  try {
    cli = require(main);
  } catch (error) {
    sayNotLoadable(error, main);
    return;
  }
  Promise.resolve()
    .then(function () {
      return cli.main(process.argv.slice(2));
    })
    .then(function (code) {
      process.exitCode = code;
    }, sayBroken);
}

if (isTooOld(process.versions.node)) sayTooOld();
else run();
