package rules

import (
	"fmt"
	"slices"
	"strings"
)

// CompileOwn reads, checks and compiles files of rules of one's own, which may name each other in after. It returns the
// pack, which engines load, and the rules. It takes some 100 ms and 0.1 ms for each rule's operation and place. The
// error is one *Error, or several joined.
func CompileOwn(files []File) (pack []byte, own []*Rule, err error) {
	env, taken, err := Load()
	if err != nil {
		return nil, nil, err
	}
	if own, err = env.CheckAll(files); err != nil {
		return nil, nil, err
	}
	if pack, err = WritePack(own, taken); err != nil {
		return nil, nil, err
	}
	return pack, own, nil
}

// FindID returns which of the ids of rules is meant by one, which may be written as a code, rule.ID. The error names
// the nearest.
func FindID(ids []string, id string) (int, error) {
	id = strings.TrimPrefix(id, "rule.")
	if i := slices.Index(ids, id); i >= 0 {
		return i, nil
	}
	return 0, fmt.Errorf("there is no rule %s%s", id, Meant(id, ids))
}
