package wire

// The tables services and operations, of these types, are generated from the schema documents by schemas/tables. They
// hold what the text of a request is read by, and no constraint.

// serviceID is the index of a service in services.
type serviceID uint8

// service is a service as its requests name it.
type service struct {
	name    string // cognito-idp
	version string // the API version, which the query form may name
	target  string // X-Amz-Target is target.Operation; empty for REST
}

// operation is an operation as its requests travel.
type operation struct {
	service serviceID
	name    string // the bare name: GetId
	method  string // of a REST request; empty for others
	path    string // of a REST request: the URI template
	noBody  bool   // of a REST request: the service reads no body

	// members are the members of the request in the order of the model, but for those of the body that are strings.
	members []member
}

// member is a member of a request.
type member struct {
	name     string
	to       conversion
	location location
	as       string // its name there; empty in the body
}

// conversion says what the text of a member becomes in JSON, if it can.
type conversion uint8

const (
	toString conversion = iota
	toNumber
	toBoolean
	toJSON // the text is JSON: a structure, a list, a map or a document
)

// location is where a member of a REST request travels.
type location uint8

const (
	inBody location = iota
	inPath
	inQuery
	inHeader
)

// fullName is the name with the service: cognito-identity.GetId.
func (o *operation) fullName() string { return services[o.service].name + "." + o.name }

// findConversion tells what the text of the member of that name becomes. A name that is no member's becomes a string.
func (o *operation) findConversion(name string) conversion {
	for i := range o.members {
		if o.members[i].name == name {
			return o.members[i].to
		}
	}
	return toString
}
