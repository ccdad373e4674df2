/** What the pointer does on the rows of a trace. */
import { duration } from './format.js';

/** Lets a page's view be pointed at. */
export function pointed(page) {
  const { view } = page;
  const { element, body } = view;
  const x = (event) => event.clientX - view.timeline.drawing.element.getBoundingClientRect().left;
  const onTime = (event) => x(event) >= 0;
  body.addEventListener('click', (event) => {
    const i = spanAt(view, event, x(event));
    if (i < 0) {
      return;
    }
    const chevron = event.target.closest('.chevron') && view.model.children[i].length;
    chevron ? page.setOpen(i, !view.model.open[i], event.altKey) : view.select(i, true);
  });
  body.addEventListener('dblclick', (event) => {
    const i = spanAt(view, event, x(event));
    if (i >= 0 && onTime(event)) {
      page.fit();
    }
    else if (i >= 0 && !view.lanes && view.model.children[i].length) {
      page.setOpen(i, !view.model.open[i]);
    }
  });
  element.addEventListener('pointermove', (event) => {
    const at = x(event);
    const shown = at >= 0 && at <= view.scale.width;
    view.cross.hidden = !shown;
    if (shown) {
      view.cross.style.left = `${event.clientX - element.getBoundingClientRect().left}px`;
      view.cross.style.top = `${element.scrollTop}px`;
      view.cross.style.height = `${element.clientHeight}px`;
      view.cross.firstChild.textContent = duration(view.scale.at(at));
    }
  });
  element.addEventListener('pointerleave', () => (view.cross.hidden = true));
  view.cross.hidden = true;
  view.ruler.addEventListener('pointerdown', (down) => dragged(page, down, x));
  element.addEventListener('wheel', (event) => {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      page.zoom(event.deltaY > 0 ? 1.25 : 0.8, x(event));
    }
    else if (event.shiftKey) {
      event.preventDefault();
      page.pan((event.deltaY || event.deltaX) > 0 ? 0.1 : -0.1);
    }
  }, { passive: false });
}

/** The span at a place; −1 if there is none. */
function spanAt(view, event, x) {
  const row = view.pool.at(event.clientY);
  if (row < 0 || row >= view.length) {
    return -1;
  }
  if (!view.lanes) {
    return view.shown.rows[row];
  }
  const at = view.scale.at(x);
  const { spans } = view.lanes[row];
  // the innermost starts last
  return spans.findLast((i) => view.model.start[i] <= at && at <= view.model.endOf(i)) ?? spans[0];
}

function dragged(page, down, x) {
  const from = page.view.scale.at(x(down));
  const up = (event) => {
    const to = page.view.scale.at(x(event));
    if (Math.abs(event.clientX - down.clientX) > 4) {
      page.view.scale.fit(Math.max(0, Math.min(from, to)), Math.max(from, to));
      page.view.zoomed();
    }
  };
  addEventListener('pointerup', up, { once: true });
  down.preventDefault();
}
