// Gives a flow graph its loops and blocks back.
//
// Dominators decide what nests in what, as in Norman Ramsey, "Beyond Relooper" (ICFP 2022): a block that is reached
// from several places becomes the end of a wasm block, the target of a backward jump becomes a wasm loop, everything
// else nests in its dominator. No jump is dispatched over a variable. A loop with two entries is given one by copying.

import { redirect, successors, tidy } from "./flow.mjs";

/** Blocks in reverse postorder, with their numbers, predecessors and immediate dominators. */
function analyse(flow) {
  const order = [];
  const seen = new Set();
  const visit = (entry) => {
    const stack = [[entry, successors(entry.exit).slice()]];
    seen.add(entry);
    while (stack.length) {
      const [b, rest] = stack[stack.length - 1];
      const next = rest.pop();
      if (!next) {
        order.push(b);
        stack.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        stack.push([next, successors(next.exit).slice()]);
      }
    }
  };
  visit(flow.blocks[0]);
  order.reverse();
  const number = new Map(order.map((b, n) => [b, n]));
  const before = new Map(order.map((b) => [b, []]));
  for (const b of order) for (const s of successors(b.exit)) before.get(s).push(b);
  const idom = new Map([[order[0], order[0]]]);
  const meet = (a, b) => {
    while (a !== b) {
      while (number.get(a) > number.get(b)) a = idom.get(a);
      while (number.get(b) > number.get(a)) b = idom.get(b);
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const b of order.slice(1)) {
      const known = before.get(b).filter((p) => idom.has(p));
      const d = known.reduce(meet);
      if (idom.get(b) !== d) {
        idom.set(b, d);
        changed = true;
      }
    }
  }
  return { order, number, before, idom };
}

/** Strongly connected parts of the graph on `nodes`, those with a cycle only. */
function cycles(nodes) {
  const index = new Map();
  const low = new Map();
  const on = new Set();
  const stack = [];
  const out = [];
  const next = (b) => successors(b.exit).filter((s) => nodes.has(s));
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work = [[root, null]];
    while (work.length) {
      const top = work[work.length - 1];
      const b = top[0];
      if (!top[1]) {
        index.set(b, index.size);
        low.set(b, index.get(b));
        stack.push(b);
        on.add(b);
        top[1] = next(b);
      }
      const s = top[1].pop();
      if (s) {
        if (!index.has(s)) work.push([s, null]);
        else if (on.has(s)) low.set(b, Math.min(low.get(b), index.get(s)));
        continue;
      }
      work.pop();
      if (work.length) {
        const p = work[work.length - 1][0];
        low.set(p, Math.min(low.get(p), low.get(b)));
      }
      if (low.get(b) === index.get(b)) {
        const part = new Set();
        let x;
        do {
          x = stack.pop();
          on.delete(x);
          part.add(x);
        } while (x !== b);
        if (part.size > 1 || next(b).includes(b)) out.push(part);
      }
    }
  }
  return out;
}

/** Copies what is needed so that every loop has one entry. Answers how many statements were copied. */
export function reduce(flow) {
  let copied = 0;
  const step = (nodes) => {
    for (const part of cycles(nodes)) {
      const entries = [...part].filter(
        (b) => b === flow.blocks[0] || flow.blocks.some((p) => !part.has(p) && successors(p.exit).includes(b)),
      );
      if (entries.length > 1) {
        let best = null;
        for (const header of entries) {
          const copy = new Set(entries.filter((e) => e !== header));
          for (const b of copy) for (const s of successors(b.exit)) if (part.has(s) && s !== header) copy.add(s);
          const cost = [...copy].reduce((sum, b) => sum + b.statements.length + 1, 0);
          if (!best || cost < best.cost) best = { header, copy, cost };
        }
        copied += best.cost;
        const twin = new Map(
          [...best.copy].map((b) => [b, { statements: b.statements.map(clone), exit: clone(b.exit) }]),
        );
        for (const t of twin.values()) redirect(t.exit, (s) => twin.get(s) ?? s);
        for (const b of flow.blocks) if (!part.has(b)) redirect(b.exit, (s) => twin.get(s) ?? s);
        flow.blocks.push(...twin.values());
        return true;
      }
      const inner = new Set(part);
      inner.delete(entries[0]);
      if (step(inner)) return true;
    }
    return false;
  };
  while (step(new Set(flow.blocks))) {
    /* until every loop has one entry */
  }
  tidy(flow);
  return copied;
}

function clone(x) {
  const copy = { ...x };
  for (const key of ["a", "b", "c", "condition", "index"]) if (copy[key]) copy[key] = clone(copy[key]);
  if (copy.targets) copy.targets = [...copy.targets];
  return copy;
}

/**
 * The function's body. `write` makes code: statements(block) → code[], condition(exit) → code, leave(exit, block) →
 * code[] for exits that lead nowhere, block(label, code[]), loop(label, code[]), if(condition, code[], code[]),
 * jump(label), table(exit, labels).
 */
export function structure(flow, write) {
  const { order, number, before, idom } = analyse(flow);
  const dominates = (a, b) => {
    while (number.get(b) > number.get(a)) b = idom.get(b);
    return a === b;
  };
  const loops = new Set();
  const merges = new Set();
  for (const b of order) {
    let forward = 0;
    for (const p of before.get(b)) {
      if (number.get(p) >= number.get(b)) {
        if (!dominates(b, p)) throw new Error(`${flow.name}: a loop with two entries`);
        loops.add(b);
      } else forward++;
    }
    if (forward > 1) merges.add(b);
  }
  for (const b of order)
    if (b.exit.k === "switch") for (const t of b.exit.targets) if (number.get(t) > number.get(b)) merges.add(t);
  const children = new Map(order.map((b) => [b, []]));
  for (const b of order.slice(1)) children.get(idom.get(b)).push(b);

  const label = (b, back) => `${back ? "loop" : "block"}${number.get(b)}`;
  const to = (from, b) => {
    if (number.get(b) <= number.get(from)) return [write.jump(label(b, true))];
    if (merges.has(b)) return [write.jump(label(b, false))];
    return tree(b);
  };
  const tree = (b) => {
    const inside = children
      .get(b)
      .filter((c) => merges.has(c))
      .sort((x, y) => number.get(x) - number.get(y));
    let code = [...write.statements(b)];
    const exit = b.exit;
    switch (exit.k) {
      case "jump":
        code.push(...to(b, exit.to));
        break;
      case "branch":
        code.push(write.if(write.condition(exit), to(b, exit.yes), to(b, exit.no)));
        break;
      case "switch":
        code.push(
          write.table(
            exit,
            exit.targets.map((t) => label(t, number.get(t) <= number.get(b))),
          ),
        );
        break;
      default:
        code.push(...write.leave(exit));
    }
    for (const c of inside) code = [write.block(label(c, false), code), ...tree(c)];
    return loops.has(b) ? [write.loop(label(b, true), code)] : code;
  };
  return tree(order[0]);
}
