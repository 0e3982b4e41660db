// Takes the else of an if away where one of its arms leaves.
//
// binaryen writes `if (a) { …; br x } else { … }`, since more of its passes see something that way. What is behind the
// else can as well come after the if. That is an instruction less, and two where both arms leave: wasm does not see
// that control cannot come after such an if, so that there is an `unreachable`.

import binaryen from "binaryen";
import { negate } from "./operators.mjs";
import { changeAll, look, setters, visitAll } from "./walk.mjs";

/** @import { Info } from "./binaryen.ts" */

/** @typedef {binaryen.ExpressionRef} Ref */

/**
 * Does so in every function. It comes after binaryen's passes, which would undo it.
 *
 * @param {binaryen.Module} module
 */
export function dropElses(module) {
  const dropper = new Dropper(module);
  for (let n = 0; n < module.getNumFunctions(); n++) {
    const f = module.getFunctionByIndex(n);
    const body = changeAll(binaryen.getFunctionInfo(f).body, (ref) => dropper.change(ref));
    setters.Function.setBody(f, dropper.makeBody(body));
  }
}

class Dropper {
  /** @param {binaryen.Module} module */
  constructor(module) {
    this.module = module;
  }

  /**
   * @param {Ref} ref what is in it is changed
   * @returns {Ref}
   */
  change(ref) {
    const e = look(ref);
    if (e.id === binaryen.BlockId)
      setters.Block.setChildren(
        ref,
        e.children.flatMap((child) => this.list(child)),
      );
    if (e.id === binaryen.LoopId) setters.Loop.setBody(ref, this.makeBody(e.body));
    if (e.id === binaryen.IfId) {
      setters.If.setIfTrue(ref, this.makeBody(e.ifTrue));
      if (e.ifFalse) setters.If.setIfFalse(ref, this.makeBody(e.ifFalse));
    }
    return ref;
  }

  /**
   * What takes the place of a body, an arm of an if, or the inside of a loop.
   *
   * @param {Ref} ref
   */
  makeBody(ref) {
    const list = this.list(ref);
    return list.length === 1 ? list[0] : this.module.block(null, list, binaryen.getExpressionType(ref));
  }

  /**
   * The statements that a statement is without the else; the last gives what it gives.
   *
   * @param {Ref} ref
   * @returns {Ref[]}
   */
  list(ref) {
    const e = look(ref);
    switch (e.id) {
      case binaryen.BlockId:
        return e.name ? [ref] : e.children;
      case binaryen.LoopId:
        return this.listLoop(ref, e);
      case binaryen.IfId:
        return e.ifFalse ? this.listIf(ref, e) : [ref];
      case binaryen.LocalSetId:
        return this.listValue(ref, e.value, setters.LocalSet);
      case binaryen.GlobalSetId:
        return this.listValue(ref, e.value, setters.GlobalSet);
      case binaryen.DropId:
        return this.listValue(ref, e.value, setters.Drop);
      case binaryen.ReturnId:
        return e.value ? this.listValue(ref, e.value, setters.Return) : [ref];
    }
    return [ref];
  }

  /**
   * What comes in a loop after the last that jumps back comes after the loop.
   *
   * @param {Ref} ref
   * @param {Info} loop
   */
  listLoop(ref, { name, body }) {
    const inside = look(body);
    if (inside.id !== binaryen.BlockId || inside.name) return [ref];
    const { children } = inside;
    const count = children.findLastIndex((child) => jumpsTo(child, name)) + 1;
    if (count === 0 || count === children.length) return [ref];
    const loop = this.module.loop(name, this.module.block(null, children.slice(0, count), binaryen.none));
    return [loop, ...children.slice(count)];
  }

  /**
   * @param {Ref} ref
   * @param {Ref} value what it sets, gives or forgets
   * @param {{ setValue(ref: Ref, value: Ref): void }} setter
   */
  listValue(ref, value, setter) {
    const list = this.list(value);
    const last = list.pop();
    if (list.length === 0 || last === undefined) return [ref];
    setter.setValue(ref, last);
    return [...list, ref];
  }

  /**
   * @param {Ref} ref
   * @param {Info} e an if with an else
   * @returns {Ref[]}
   */
  listIf(ref, e) {
    const leaves = [e.ifTrue, e.ifFalse].map((arm) => binaryen.getExpressionType(arm) === binaryen.unreachable);
    const { module } = this;
    if (leaves[1] && (!leaves[0] || isJump(e.ifFalse)))
      return [this.makeIf(negate(module, e.condition), e.ifFalse), ...this.list(e.ifTrue)];
    return leaves[0] ? [this.makeIf(e.condition, e.ifTrue), ...this.list(e.ifFalse)] : [ref];
  }

  /**
   * @param {Ref} condition
   * @param {Ref} arm leaves
   */
  makeIf(condition, arm) {
    return isJump(arm) ? this.module.br(look(arm).name, condition) : this.module.if(condition, arm);
  }
}

/**
 * @param {Ref} ref
 * @param {string} label
 */
function jumpsTo(ref, label) {
  let found = false;
  visitAll(ref, (x) => {
    const e = look(x);
    if (e.id === binaryen.BreakId && e.name === label) found = true;
    if (e.id === binaryen.SwitchId && (e.names.includes(label) || e.defaultName === label)) found = true;
  });
  return found;
}

/** @param {Ref} ref */
function isJump(ref) {
  const e = look(ref);
  return e.id === binaryen.BreakId && !e.condition && !e.value;
}
