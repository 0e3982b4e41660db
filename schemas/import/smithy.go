package main

import "errors"

func readSmithy(object) (*service, error) {
	return nil, errors.New("models in Smithy's form cannot be read yet")
}

func (s *service) dropAddedAnchors(map[string]string) {}
