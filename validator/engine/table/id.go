package table

// Text is a text (a name, a pattern, a message): where its length is, one byte, in the run of bytes that all texts
// share. Its bytes follow.
type Text uint16

// ShapeID is the index of a shape among all shapes.
type ShapeID uint16

// MemberID is the index of a member among the members of all structures.
type MemberID uint16

// ValueID is the index of a value among the values of all enums.
type ValueID uint16

// OperationID is the index of an operation, sorted by service and name.
type OperationID int32

// CodeID is the index of a code of violations.
type CodeID uint8

// ServiceID is the index of a service.
type ServiceID uint8

// PatternID is 1 + the index of a pattern, 0 for none.
type PatternID uint8

// SlotID is 1 + the index of the first of a shape's slots, 0 for none.
type SlotID uint16
