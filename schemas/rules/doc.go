// Package rules reads rules that are data: what a service decides from a request alone, beyond its shapes, and what a
// team of its own asks for.
//
// A file is a YAML list of declarations, which [Parse] reads. [Environment.Check] checks a declaration against the
// types of the schemas: its expression is CEL over the values of a request, and nothing in it may be misspelt, be able
// to fail, or cost more than time linear in the body. The result is a [Rule] with one [Look] for each operation and
// place, whose expressions are checked; [Environment.CEL] says what evaluates them. [SortRules] brings rules into the
// recorded order. [Compile] makes the engine's code of them, for the tables; [WritePack] and [CompileOwn] make a pack
// of rules of one's own, which every engine loads.
//
// An absent value reads as its type's default, as in Protocol Buffers: "", 0, false, an empty list or map, a structure
// without members. The expressions do not say so themselves: whoever evaluates them gives these values.
//
// Every error is an [Error], or several joined: it says where in the file, which rule, what is wrong, and what to write
// instead. Package reference, beside this one, evaluates rules by cel-go. Nothing that checks requests links either.
package rules
