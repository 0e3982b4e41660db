package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cognitocheck/cognitocheck/schemas"
)

// describeChanges says by name how a service differs from the one in the document at hand: one line each.
func describeChanges(before, after *schemas.Service) []string {
	c := changes{exceptions: map[string][]string{}}
	compareByName(&c, "operation", before.Operations, after.Operations,
		func(op *schemas.Operation) string { return op.Name }, c.compareOperations)
	c.describeExceptions()
	compareByName(&c, "shape", before.Shapes, after.Shapes,
		func(s *schemas.Shape) string { return s.Name }, c.compareShapes)
	for _, field := range []struct{ name, before, after string }{
		{"API version", before.APIVersion, after.APIVersion},
		{"protocol", before.Protocol, after.Protocol},
		{"JSON version", before.JSONVersion, after.JSONVersion},
		{"target prefix", before.TargetPrefix, after.TargetPrefix},
		{"number of corrections", fmt.Sprint(before.Corrections), fmt.Sprint(after.Corrections)},
	} {
		c.compareText(field.name, field.before, field.after)
	}
	return c.lines
}

// changes collects the lines.
type changes struct {
	lines []string
	// exceptions are the operations by what happened to an exception of theirs: one exception comes with many at a time.
	exceptions map[string][]string
}

// describeExceptions names the operations of each exception, or counts them where they are many.
func (c *changes) describeExceptions() {
	for _, what := range slices.Sorted(maps.Keys(c.exceptions)) {
		of := c.exceptions[what]
		names := "operation " + of[0]
		if len(of) > 1 {
			names = "operations " + strings.Join(of, ", ")
		}
		if len(of) > listed {
			names = fmt.Sprintf("%d operations", len(of))
		}
		exception, happened, _ := strings.Cut(what, " ")
		c.add("exception %s of %s is %s", exception, names, happened)
	}
}

func (c *changes) add(format string, a ...any) {
	c.lines = append(c.lines, fmt.Sprintf(format, a...))
}

// compareText adds a line where the two differ. Nothing is written as none.
func (c *changes) compareText(what, before, after string) {
	word := func(text string) string {
		if text == "" {
			return none
		}
		return text
	}
	if before != after {
		c.add("%s: %s, was %s", what, word(after), word(before))
	}
}

// compareFlag adds a line where something holds now that did not, or the other way round.
func (c *changes) compareFlag(what, flag string, before, after bool) {
	switch {
	case after && !before:
		c.add("%s is %s now", what, flag)
	case before && !after:
		c.add("%s is no longer %s", what, flag)
	}
}

// compareByName names what is new and what is gone, and compares what is in both.
func compareByName[T any](c *changes, kind string, before, after []T, name func(T) string, compare func(a, b T)) {
	find := func(all []T, wanted string) int {
		return slices.IndexFunc(all, func(item T) bool { return name(item) == wanted })
	}
	for _, item := range after {
		if i := find(before, name(item)); i < 0 {
			c.add("%s %s is new", kind, name(item))
		} else {
			compare(before[i], item)
		}
	}
	for _, item := range before {
		if find(after, name(item)) < 0 {
			c.add("%s %s is gone", kind, name(item))
		}
	}
}

func (c *changes) compareOperations(before, after *schemas.Operation) {
	of := " of operation " + after.Name
	c.compareText("input"+of, before.Input.Name, after.Input.Name)
	c.compareText("output"+of, before.Output.Name, after.Output.Name)
	c.compareText("HTTP request"+of, before.Method+" "+before.RequestURI, after.Method+" "+after.RequestURI)
	if before.ResponseCode != after.ResponseCode {
		c.add("HTTP status%s: %d, was %d", of, after.ResponseCode, before.ResponseCode)
	}
	c.compareFlag("operation "+after.Name, "unsigned", before.NoAuth, after.NoAuth)
	for _, name := range after.Errors {
		if !slices.Contains(before.Errors, name) {
			c.exceptions[name+" new"] = append(c.exceptions[name+" new"], after.Name)
		}
	}
	for _, name := range before.Errors {
		if !slices.Contains(after.Errors, name) {
			c.exceptions[name+" gone"] = append(c.exceptions[name+" gone"], after.Name)
		}
	}
}

// compareEnums names the values that are new and those that are gone, or says that they come in another order.
func (c *changes) compareEnums(of string, before, after []string) {
	same := len(before) == len(after)
	for _, value := range after {
		if !slices.Contains(before, value) {
			c.add("enum value %q%s is new", value, of)
			same = false
		}
	}
	for _, value := range before {
		if !slices.Contains(after, value) {
			c.add("enum value %q%s is gone", value, of)
			same = false
		}
	}
	if same && !slices.Equal(before, after) {
		c.add("the enum values%s come in another order", of)
	}
}

func (c *changes) compareShapes(before, after *schemas.Shape) {
	of := " of shape " + after.Name
	c.compareText("type"+of, string(before.Type), string(after.Type))
	c.compareFlag("shape "+after.Name, "sensitive", before.Sensitive, after.Sensitive)
	c.compareText("sensitive keys"+of, strings.Join(before.SensitiveKeys, ", "), strings.Join(after.SensitiveKeys, ", "))
	c.compareText("minimum"+of, writeBound(before.Min), writeBound(after.Min))
	c.compareText("maximum"+of, writeBound(before.Max), writeBound(after.Max))
	c.compareText("pattern"+of, before.ServicePattern, after.ServicePattern)
	switch {
	case before.Enum == nil && after.Enum != nil:
		c.add("enum%s is new: %s", of, strings.Join(after.Enum, ", "))
	case before.Enum != nil && after.Enum == nil:
		c.add("enum%s is gone", of)
	default:
		c.compareEnums(of, before.Enum, after.Enum)
	}
	for _, target := range []struct {
		name          string
		before, after *schemas.Shape
	}{{"element", before.Element, after.Element}, {"key", before.Key, after.Key}, {"value", before.Value, after.Value}} {
		c.compareText(target.name+of, nameOf(target.before), nameOf(target.after))
	}
	compareByName(c, "member", before.Members, after.Members,
		func(m schemas.Member) string { return after.Name + "." + m.Name },
		func(a, b schemas.Member) { c.compareMembers("member "+after.Name+"."+b.Name, a, b) })
	for _, m := range after.Members {
		// Requests that were valid lack it.
		if m.Required && !slices.ContainsFunc(before.Members, func(b schemas.Member) bool { return b.Name == m.Name }) {
			c.compareFlag("member "+after.Name+"."+m.Name, "required", false, true)
		}
	}
}

func (c *changes) compareMembers(name string, before, after schemas.Member) {
	c.compareText("shape of "+name, before.Shape.Name, after.Shape.Name)
	c.compareFlag(name, "required", before.Required, after.Required)
	c.compareFlag(name, "deprecated", before.Deprecated, after.Deprecated)
	if before.Shape.Sensitive == after.Shape.Sensitive {
		c.compareFlag(name, "sensitive", before.Sensitive, after.Sensitive)
	}
	c.compareText("place of "+name, strings.TrimSpace(before.Location+" "+before.LocationName),
		strings.TrimSpace(after.Location+" "+after.LocationName))
	c.compareText("printed name of "+name, before.Printed, after.Printed)
}

func nameOf(s *schemas.Shape) string {
	if s == nil {
		return ""
	}
	return s.Name
}

func writeBound(bound *int64) string {
	if bound == nil {
		return ""
	}
	return fmt.Sprint(*bound)
}
