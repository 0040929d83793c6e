import { findDiagnosticPage, loadDiagnosticPages } from '../../knowledge/diagnostic-pages.ts';
import { loadFailureClasses } from '../../knowledge/load-knowledge.ts';
import { rulesFolder } from '../../knowledge/package-folder.ts';
import type { Page } from '../../present/page.ts';
import { mapStrings, safeLine } from '../../present/safe-text.ts';
import { renderPage } from '../../report/render-page.ts';
import { checkPage } from './check-page.ts';
import { classPage } from './class-page.ts';
import { diagnosticPage } from './diagnostic-page.ts';
import { eventPage } from './event-page.ts';
import { messagePage } from './message-page.ts';
import { optionNames, optionPage } from './option-page.ts';
import { rulePage } from './rule-page.ts';
import { type Answer, answer, knowledgeOf, refusal, type Session, suggestion } from './session.ts';

/** `migscope explain`: the page about a rule, a class, a diagnostic code, an event, an option, or a message of a log. */
export async function explain(what: string, session: Session): Promise<Answer> {
  const { layout } = session;
  const knowledge = knowledgeOf(session);
  const classes = loadFailureClasses(rulesFolder());
  const codes = loadDiagnosticPages(rulesFolder());
  const rule = knowledge.rules.find(({ id }) => id === what);
  const failureClass = classes.find(({ id }) => id === what);
  const code = findDiagnosticPage(codes, what);
  const entries = knowledge.catalogue.entries.filter(({ event }) => event === what);
  let page: Page | undefined;
  if (rule !== undefined) page = rulePage(rule, knowledge.catalogue, classes, session.folder);
  else if (failureClass !== undefined) page = classPage(failureClass, knowledge.rules);
  else if (entries.length > 0) page = eventPage(entries, knowledge.rules);
  else if (code !== undefined) page = diagnosticPage(code);
  const check = knowledge.configuration.find(({ id }) => id === what);
  if (check !== undefined) page ??= checkPage(check, knowledge.options);
  page ??= optionPage(what, knowledge.options, knowledge.configuration) ?? (await messagePage(what, knowledge));
  if (page !== undefined) return answer(renderPage(mapStrings(page, safeLine), layout));
  const names = [
    ...knowledge.rules.map(({ id }) => id),
    ...knowledge.configuration.map(({ id }) => id),
    ...classes.map(({ id }) => id),
    ...codes.map((one) => one.code),
    ...new Set(knowledge.catalogue.entries.map(({ event }) => event)),
    ...optionNames(knowledge.options),
  ];
  return refusal(
    `nothing here is called ${safeLine(what)}`,
    'It is no rule, failure class, event, option or code of a diagnostic, and no message that the catalogue has.',
    suggestion(what, names, '`migscope rules list` shows the rules and `migscope explain --help` the rest'),
  );
}
