/** Where a network is drawn: layers to the left, the canvas, what is selected to the right, problems below. */
import { AnalyzePanel } from '../analyze/AnalyzePanel.tsx';
import { Canvas } from '../canvas/Canvas.tsx';
import { en } from '../i18n/en.ts';
import { Inspector } from '../inspector/Inspector.tsx';
import { Palette } from '../palette/Palette.tsx';
import { Presenter } from '../presenter/Presenter.tsx';
import { ProblemsPanel } from '../problems/ProblemsPanel.tsx';
import styles from './NetworkWorkspace.module.css';
import { Panel } from './Panel.tsx';
import { useUi, useUiStore } from './ui-context.tsx';

export function NetworkWorkspace() {
  const ui = useUiStore();
  const presenting = useUi((state) => state.presenting);
  return (
    <div className={styles.workspace}>
      {!presenting && (
        <Panel name="palette" edge="left" label={en.palette.title}>
          <Palette />
        </Panel>
      )}
      <div className={styles.middle}>
        <Canvas />
        {presenting ? (
          <Presenter />
        ) : (
          <>
            <Panel name="problems" edge="bottom" label={en.problems.title}>
              <ProblemsPanel />
            </Panel>
            <Panel name="analyze" edge="bottom" label={en.analyze.title}>
              <AnalyzePanel />
            </Panel>
          </>
        )}
      </div>
      {!presenting && (
        <Panel
          name="inspector"
          edge="right"
          label={en.inspector.title}
          onEscape={() => ui.getState().canvas?.focus()}
        >
          <Inspector />
        </Panel>
      )}
    </div>
  );
}
