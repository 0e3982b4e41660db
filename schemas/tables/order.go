package main

import (
	"slices"
	"strings"
	"unicode/utf16"
)

// javaHash is java.lang.String.hashCode.
func javaHash(s string) uint32 {
	var h uint32
	for _, u := range utf16.Encode([]rune(s)) {
		h = 31*h + uint32(u)
	}
	return h
}

// camel is a member's name as the service prints it: with its first letter lowered.
func camel(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// memberOrder is the order in which the service reports the failures of a structure's members: that of a Java 8 HashMap
// over their lower-camel names, by bucket, then as declared. Derived from the recorded answers.
func memberOrder(names []string) []int {
	n := len(names)
	threshold := n + 1
	if n >= 3 {
		threshold = n*4/3 + 1
	}
	capacity := uint32(1)
	for capacity < uint32(threshold) {
		capacity *= 2
	}
	return sorted(n, func(i int) uint32 {
		h := javaHash(camel(names[i]))
		return (h ^ h>>16) & (capacity - 1)
	})
}

// enumOrder is the order in which the service lists the values of an enum: by the low five bits of their hash, and from
// the last declared to the first within equal bits. Derived from the recorded answers.
func enumOrder(values []string) []int {
	order := sorted(len(values), func(i int) uint32 { return javaHash(values[len(values)-1-i]) & 31 })
	for i := range order {
		order[i] = len(values) - 1 - order[i]
	}
	return order
}

func sorted(n int, key func(int) uint32) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(key(a)) - int(key(b)) })
	return order
}
