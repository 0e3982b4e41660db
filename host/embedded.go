package host

// embedded returns the module that New takes unless WithModule names another.
func embedded() []byte { return nil }
