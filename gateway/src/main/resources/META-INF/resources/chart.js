import { onTheme } from "./palette.js";

/**
 * A chart that, once drawn, follows its box and the reader's light or dark. `options(width)` gives
 * the ECharts options; `height()`, if given, the box's height in pixels.
 */
export function chart(box, options, height = undefined) {
  let instance;
  let wanted = false;
  const draw = () => {
    wanted = true;
    if (!box.isConnected || box.clientWidth === 0) return;
    if (height !== undefined) box.style.height = `${height()}px`;
    instance ??= globalThis.echarts.init(box);
    instance.resize();
    instance.setOption(options(box.clientWidth), { notMerge: true });
  };
  const redraw = () => {
    if (wanted) draw();
  };
  let width = 0;
  const watcher = new ResizeObserver(() => {
    if (box.clientWidth !== width) redraw();
    width = box.clientWidth;
  });
  watcher.observe(box);
  const stop = onTheme(redraw);
  return {
    draw,
    dispose() {
      watcher.disconnect();
      stop();
      instance?.dispose();
    },
  };
}
