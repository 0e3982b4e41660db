// The functions of the core that are written here instead of being compiled by Go: the few of Go's runtime that the
// engine needs, and the two of the guest that know where its input is.

import binaryen from "binaryen";

/** @import { Extent, Written } from "./tree.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

const { i32, none } = binaryen;

/** @type {(...sizes: [number, number][]) => Extent[]} */
const slots = (...sizes) => sizes.map(([at, bytes]) => ({ at, bytes }));

/**
 * Go's runtime, by the linker's names.
 *
 * @returns {[string, Written][]}
 */
export function runtime() {
  return [
    [
      "runtime.memmove",
      {
        parameters: slots([0, 8], [8, 8], [16, 8]),
        results: [],
        write: (m, name) => {
          const get = (/** @type {number} */ n) => m.local.get(n, i32);
          m.addFunction(name, binaryen.createType([i32, i32, i32]), none, [], m.memory.copy(get(0), get(1), get(2)));
        },
      },
    ],
    [
      "runtime.memclrNoHeapPointers",
      {
        parameters: slots([0, 8], [8, 8]),
        results: [],
        write: (m, name) => {
          const get = (/** @type {number} */ n) => m.local.get(n, i32);
          m.addFunction(name, binaryen.createType([i32, i32]), none, [], m.memory.fill(get(0), m.i32.const(0), get(1)));
        },
      },
    ],
    [
      "runtime.memequal",
      {
        // Go compares byte by byte here; this one takes eight at a time.
        parameters: slots([0, 8], [8, 8], [16, 8]),
        results: slots([24, 1]),
        write: (m, name) => {
          const get = (/** @type {number} */ n) => m.local.get(n, i32);
          /** @type {(n: number, by: number) => Ref} */
          const step = (n, by) => m.local.set(n, m.i32.add(get(n), m.i32.const(by)));
          /** @type {(label: string, width: number, load: (address: Ref) => Ref) => Ref} */
          const round = (label, width, load) =>
            m.block(
              `${label} end`,
              [
                m.loop(
                  label,
                  m.block(
                    null,
                    [
                      m.br(`${label} end`, m.i32.lt_u(get(2), m.i32.const(width))),
                      m.if(m.i64.ne(load(get(0)), load(get(1))), m.return(m.i32.const(0))),
                      step(0, width),
                      step(1, width),
                      step(2, -width),
                      m.br(label),
                    ],
                    none,
                  ),
                ),
              ],
              none,
            );
          m.addFunction(
            name,
            binaryen.createType([i32, i32, i32]),
            i32,
            [],
            m.block(
              null,
              [
                round("words", 8, (p) => m.i64.load(0, 1, p)),
                round("bytes", 1, (p) => m.i64.load8_u(0, 1, p)),
                m.return(m.i32.const(1)),
              ],
              none,
            ),
          );
        },
      },
    ],
  ];
}

/**
 * The guest: where the input is, and how it gets the memory for it.
 *
 * @returns {[string, Written][]}
 */
export function host() {
  return [
    [
      "main.base",
      {
        parameters: [],
        results: slots([0, 8]),
        write: (m, name, { start }) => m.addFunction(name, none, i32, [], m.i32.const(start)),
      },
    ],
    [
      "main.grow",
      {
        parameters: slots([0, 4]),
        results: slots([8, 1]),
        write: (m, name, { start, padding, page }) => {
          const pages = () => m.local.get(1, i32);
          m.addFunction(
            name,
            i32,
            i32,
            [i32],
            m.block(
              null,
              [
                // the pages that are missing
                m.local.set(
                  1,
                  m.i32.sub(
                    m.i32.shr_u(
                      m.i32.add(m.local.get(0, i32), m.i32.const(start + padding + page - 1)),
                      m.i32.const(16),
                    ),
                    m.memory.size(),
                  ),
                ),
                m.if(m.i32.le_s(pages(), m.i32.const(0)), m.return(m.i32.const(1))),
                m.return(m.i32.ne(m.memory.grow(pages()), m.i32.const(-1))),
              ],
              none,
            ),
          );
        },
      },
    ],
  ];
}
