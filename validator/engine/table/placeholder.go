package table

// Placeholder is a byte of a message that is replaced by something of the violation. None of them occurs in a text.
type Placeholder uint8

// The placeholders, in the words that texts.txt and the rules use.
const (
	// {limit} and {actual} are numbers, {s} and {ies} the plural ending that goes with the limit.
	PlaceLimit  Placeholder = 0x01
	PlaceActual Placeholder = 0x02
	PlaceS      Placeholder = 0x03
	PlaceIes    Placeholder = 0x04
	// {allowed} is what the pattern allows, {enum} the values allowed.
	PlaceAllowed Placeholder = 0x05
	PlaceEnum    Placeholder = 0x06
	// {expected} and {found} are types.
	PlaceExpected Placeholder = 0x07
	PlaceFound    Placeholder = 0x08
	// {reason} is why JSON is malformed.
	PlaceReason Placeholder = 0x0E
	// {member} is the member's name, {unit} what its length is counted in.
	PlaceMember Placeholder = 0x0F
	PlaceUnit   Placeholder = 0x10
	// PlaceFill and the two after it are the first three expressions of a rule's answer.
	PlaceFill Placeholder = 0x11
	// PlaceEntry is the name of the entry that a rule's path ends in.
	PlaceEntry Placeholder = 0x14
	// {date} is the day of the model, {nearest} the question whether the member with the nearest name was meant, or
	// nothing.
	PlaceDate    Placeholder = 0x15
	PlaceNearest Placeholder = 0x16
)
