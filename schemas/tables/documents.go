package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/cognitocheck/cognitocheck/schemas"
)

func readDocuments(dir string) ([]*schemas.Service, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.schema.json"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("no *.schema.json in %s", dir)
	}
	sort.Strings(paths)
	var all []*schemas.Service
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		s, err := schemas.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(all, s)
	}
	return all, nil
}

// shown finds the structures whose name the service may print: those that are somewhere in a list or a map.
func shown(s *schemas.Service) map[*schemas.Shape]bool {
	found := map[*schemas.Shape]bool{}
	var mark func(*schemas.Shape)
	mark = func(s *schemas.Shape) {
		if s == nil || s.Type != schemas.Structure || found[s] {
			return
		}
		found[s] = true
		for _, m := range s.Members {
			mark(m.Shape)
		}
	}
	for _, s := range s.Shapes {
		mark(s.Element)
		mark(s.Value)
	}
	return found
}
