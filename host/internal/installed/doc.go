// Package installed holds tests of the module as its users get it: zipped as a module proxy does it, downloaded into an
// empty module cache, and built into programs of theirs.
package installed
