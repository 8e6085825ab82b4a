/** What a network has to take from data that it is given: fields, the shape of samples, the number of answers. */
import type { DatasetDescription } from '../data/dataset.ts';
import { applyAll, type Command } from '../document/commands.ts';
import type { NetworkDocument } from '../document/schema.ts';
import type { Fix, Issue } from '../issues/issue.ts';
import { analyzeNetwork } from './analyze-network.ts';

export interface DataFit {
  readonly commands: readonly Command[];
  /** What is changed, one line each, in the words of the fixes. */
  readonly changes: readonly string[];
}

/** Problems that the data alone decides: there is only one right answer, and nothing drawn is lost by it. */
const DECIDED_BY_DATA: ReadonlySet<string> = new Set([
  'unknown-field',
  'input-shape-differs',
  'class-count-differs',
  'target-size-differs',
]);

/** Truth tables train on all of their rows; of more samples than they have, a network must not be shown all. */
const ENOUGH_TO_VALIDATE = 50;
const USUAL_SHARE = 0.2;

/**
 * Follows the fixes of these problems as long as each leaves no choice. Images of another size are left to the
 * person: whether the network or the images should change is not for the data to say.
 */
export function fitToData(document: NetworkDocument, dataset: DatasetDescription): DataFit {
  const commands: Command[] = [];
  const changes: string[] = [];
  const followed = new Set<string>();
  for (let current = document; ; ) {
    const fix = analyzeNetwork(current, { dataset }).issues.flatMap(
      (issue) => onlyFix(issue, current, dataset) ?? [],
    )[0];
    const step = JSON.stringify(fix?.commands);
    if (!fix || followed.has(step)) break;
    followed.add(step);
    commands.push(...fix.commands);
    changes.push(fix.label);
    current = applyAll(current, fix.commands);
  }
  if (document.training.validationSplit === 0 && dataset.samples >= ENOUGH_TO_VALIDATE) {
    commands.push({ type: 'set-training', training: { validationSplit: USUAL_SHARE } });
    changes.push(`Keep ${100 * USUAL_SHARE}% of the samples for validation`);
  }
  return { commands, changes };
}

function onlyFix(issue: Issue, document: NetworkDocument, dataset: DatasetDescription): Fix | undefined {
  const [fix, ...others] = issue.fixes;
  if (!fix || others.length > 0 || !DECIDED_BY_DATA.has(issue.code)) return undefined;
  const layer = document.layers.find(({ id }) => id === issue.layer);
  if (issue.code === 'input-shape-differs' && isImage(String(layer?.params.field ?? ''), dataset))
    return undefined;
  const locked = fix.commands.some(
    (command) =>
      command.type !== 'set-params' || document.layers.find(({ id }) => id === command.layer)?.locked,
  );
  return locked ? undefined : fix;
}

function isImage(field: string, { fields, target }: DatasetDescription): boolean {
  const found = fields.find(({ name }) => (field === '' ? name !== target : name === field));
  return found?.kind === 'image';
}
