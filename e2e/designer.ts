/** What a person does in the designer, in their words: drag, link, set, fix, draw. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { NetworkDocument } from '../core/document/schema.ts';

export class Designer {
  constructor(readonly page: Page) {}

  async startEmpty(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open Empty canvas' }).click();
    await expect(this.canvas).toBeVisible();
  }

  async openTemplate(title: string): Promise<void> {
    await this.page.getByRole('button', { name: `Open ${title}` }).click();
    await expect(this.canvas).toBeVisible();
    await this.rest();
  }

  /** Drops a network file onto the window: it opens in a tab of its own. */
  async drop(network: NetworkDocument): Promise<void> {
    const data = await this.page.evaluateHandle(
      ([name, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], `${name}.layerloom.json`));
        return transfer;
      },
      [network.name, JSON.stringify(network)] as const,
    );
    await this.page.locator('main').dispatchEvent('drop', { dataTransfer: data });
    await expect(this.page.getByLabel('Name of the network')).toHaveValue(network.name);
    await expect(this.canvas).toBeVisible();
    await this.rest();
  }

  /** Waits until the view has arrived where it was sent: only then do places on the screen mean something. */
  async rest(): Promise<void> {
    const view = () => this.page.locator('.react-flow__viewport').getAttribute('style');
    let last: string | null = null;
    await expect
      .poll(
        async () => {
          const before = last;
          last = await view();
          return last !== null && last === before;
        },
        { intervals: [150] },
      )
      .toBe(true);
  }

  get canvas(): Locator {
    return this.page.locator('.react-flow');
  }

  get inspector(): Locator {
    return this.page.getByRole('region', { name: 'Inspector' });
  }

  node(id: string): Locator {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  async goTo(workspace: 'Network' | 'Data' | 'Training' | 'Evaluate' | 'Export'): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Workspaces' })
      .getByRole('button', { name: workspace })
      .click();
  }

  /** Drags a layer from the palette; the place is that of its middle, from the canvas's corner. */
  async drag(title: string, x: number, y: number): Promise<void> {
    const before = await this.page.locator('.react-flow__node').count();
    await this.page
      .getByRole('button', { name: title, exact: true })
      .dragTo(this.canvas, { targetPosition: { x, y } });
    await expect(this.page.locator('.react-flow__node')).toHaveCount(before + 1);
  }

  /** Drags a link from one layer's output to another's input. */
  async link(from: string, to: string): Promise<void> {
    const before = await this.page.locator('.react-flow__edge').count();
    await this.pull(from, to);
    await expect(this.page.locator('.react-flow__edge')).toHaveCount(before + 1);
  }

  async select(id: string): Promise<void> {
    await this.node(id).click();
    await expect(this.node(id)).toHaveClass(/selected/);
  }

  /** Holds the pointer down at a point and moves it away: a nudge first, as a hand does. */
  async dragBy(x: number, y: number, dx: number, dy: number): Promise<void> {
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + 1, y + 1);
    await this.page.mouse.move(x + dx, y + dy, { steps: 6 });
    await this.page.mouse.up();
  }

  /** Where something is on the screen, in whole pixels. */
  async boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
    const box = await locator.boundingBox();
    if (!box) throw new Error('It is not on the screen.');
    return {
      x: Math.round(box.x),
      y: Math.round(box.y),
      width: Math.round(box.width),
      height: Math.round(box.height),
    };
  }

  /** Leaves nothing selected, so that the inspector shows the network. */
  async selectNothing(): Promise<void> {
    await this.canvas.click({ position: { x: 12, y: 12 } });
  }

  async set(label: string, value: string): Promise<void> {
    const field = this.inspector.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.press('Enter');
  }

  async choose(label: string, option: string): Promise<void> {
    await this.inspector.getByLabel(label, { exact: true }).selectOption({ label: option });
  }

  /** Draws one line on the pad, through points from 0 to 1. */
  async stroke(points: readonly (readonly [number, number])[]): Promise<void> {
    const box = await this.page.getByLabel(/^Drawing pad/).boundingBox();
    if (!box) throw new Error('There is no drawing pad.');
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    const [first, ...rest] = points.map(at);
    if (!first) return;
    await this.page.mouse.move(...first);
    await this.page.mouse.down();
    for (const point of rest) await this.page.mouse.move(...point, { steps: 4 });
    await this.page.mouse.up();
  }

  private async pull(from: string, to: string): Promise<void> {
    const start = await this.middle(`[data-layerid="${from}"][data-side="output"]`);
    const end = await this.middle(`[data-layerid="${to}"][data-side="input"]`);
    await this.page.mouse.move(...start);
    await this.page.mouse.down();
    await this.page.mouse.move(...end, { steps: 8 });
    await this.page.mouse.up();
  }

  private async middle(selector: string): Promise<[number, number]> {
    const box = await this.page.locator(selector).boundingBox();
    if (!box) throw new Error(`${selector} is not on the screen.`);
    return [box.x + box.width / 2, box.y + box.height / 2];
  }
}
