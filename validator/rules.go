package validator

// rules runs the rules of the operation on a request whose shape passed.
func (e *Engine) rules(b []byte) {
}
