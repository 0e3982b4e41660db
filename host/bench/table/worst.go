package main

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/host"
	"github.com/cognitocheck/cognitocheck/host/bench/measure"
	"github.com/cognitocheck/cognitocheck/host/bench/payload"
	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/tables/automaton"
	"github.com/cognitocheck/cognitocheck/validator"
	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// hard is a body that somebody could write to make a check slow. With a pointer, the body is the value of a field.
type hard struct {
	name, operation, pointer string
	body                     []byte
	// report: the report is written too.
	report bool
	// valid: no violation may be found, so that the rules run.
	valid bool
}

// worst measures the time for a byte of bodies made to be slow against that of an ordinary one.
func worst(s settings) ([]*section, error) {
	ctx := context.Background()
	checker, err := host.New(ctx, host.WithPoolSize(1))
	if err != nil {
		return nil, err
	}
	defer checker.Close(ctx)
	bodies := hardBodies()
	strings, err := hardStrings()
	if err != nil {
		return nil, err
	}
	rest := append(hardRules(), strings...)
	ordinary := hard{name: "ordinary", operation: attributes, body: attributesBody(64 << 10)}
	all := append([]hard{ordinary}, append(bodies, rest...)...)
	var inNative, inModule []measure.Contender
	for _, h := range all {
		operation, err := validator.Lookup(h.operation)
		if err != nil {
			return nil, err
		}
		inNative = append(inNative, measure.Contender{Run: func(n int) {
			for range n {
				var report validator.Report
				var err error
				if h.pointer != "" {
					report, err = operation.CheckField(h.pointer, h.body, validator.Options{})
				} else {
					report, err = operation.Check(h.body, validator.Options{})
				}
				if err != nil || h.report && len(report.JSON()) == 0 || h.valid && !report.Valid {
					panic(fmt.Sprintf("%s: %v", h.name, err))
				}
			}
		}})
		inModule = append(inModule, measure.Contender{Run: func(n int) {
			for range n {
				var err error
				if h.pointer != "" {
					_, err = checker.CheckField(ctx, h.operation, h.pointer, h.body)
				} else {
					_, err = checker.Check(ctx, h.operation, h.body)
				}
				if err != nil {
					panic(fmt.Sprintf("%s: %v", h.name, err))
				}
			}
		}})
	}
	rounds := max(3, s.rounds/3)
	var sections []*section
	for k, contenders := range [][]measure.Contender{inNative, inModule} {
		engine := []string{"native Check", "host.Check"}[k]
		section := &section{
			title:  "Worst cases, " + engine + ": time for a byte against an ordinary body of 64 KiB (" + attributes + ")",
			ours:   "a check",
			theirs: "for a byte",
		}
		times := measure.Compare(rounds, s.slice/2, contenders...)
		base := times[0].By(float64(len(ordinary.body)))
		line := func(i int, name string) row {
			sample := times[i].By(float64(len(all[i].body)))
			return row{
				name:   name,
				ours:   nanoseconds(times[i].Median()),
				theirs: nanoseconds(sample.Median()),
				ratio:  sample.Over(base),
				goal:   atMost(4),
			}
		}
		for i := 1; i <= len(bodies); i++ {
			section.add(line(i, all[i].name))
		}
		// Of what occurs in many places, and of the strings for every pattern, the slowest of each kind.
		slowest, counts := map[string]row{}, map[string]int{}
		var kinds []string
		for i := 1 + len(bodies); i < len(all); i++ {
			kind := all[i].name
			r := line(i, kind)
			if counts[kind] == 0 {
				kinds = append(kinds, kind)
			}
			counts[kind]++
			if old, ok := slowest[kind]; !ok || r.ratio.Median() > old.ratio.Median() {
				slowest[kind] = r
			}
		}
		for _, kind := range kinds {
			r := slowest[kind]
			r.name = fmt.Sprintf("%s, 64 KiB, the slowest of %d", kind, counts[kind])
			section.add(r)
		}
		sections = append(sections, section)
	}
	sections[1].notes = []string{"An invalid body's time includes the report: written in the module, copied, and decoded."}
	return sections, nil
}

func hardBodies() []hard {
	var all []hard
	// One value in each of 10,000 elements is broken, which otherwise are ordinary.
	ordinary := string(attributesBody(10_000 * 125))
	broken := strings.ReplaceAll(ordinary, `"Name":"`, `"Name":["`)
	broken = strings.ReplaceAll(broken, `","Value"`, `"],"Value"`)
	all = append(all, hard{
		name: fmt.Sprintf("%d violations", strings.Count(broken, `["`)-1), operation: attributes, body: []byte(broken),
	})
	all = append(all, hard{name: "the same, and the report", operation: attributes, body: []byte(broken), report: true})
	dense := func(n int) []byte {
		return []byte(`{"UserPoolId":"eu-central-1_a1B2c3D4e","Username":"someone@example.com","UserAttributes":[` +
			strings.Repeat("1,", n-1) + `1]}`)
	}
	all = append(all, hard{name: "10,000 violations, two bytes each", operation: attributes, body: dense(10_000)})
	all = append(all, hard{name: "2,000,000 violations, two bytes each", operation: attributes, body: dense(2_000_000)})

	// A structure of two bytes that lacks four members: four violations for three bytes.
	lacking := `{"IdentityPoolId":"us-east-1:c1731993-c776-4ae2-86c6-554aeabcdef0","Roles":{},` +
		`"RoleMappings":{"x.y":{"Type":"Rules",` +
		`"AmbiguousRoleResolution":"Deny","RulesConfiguration":{"Rules":[` + strings.Repeat("{},", 499_999) + `{}]}}}}`
	all = append(all, hard{
		name:      "500,000 structures, four violations each",
		operation: "cognito-identity.SetIdentityPoolRoles",
		body:      []byte(lacking),
	})

	// The same in as few bytes as make the largest report.
	few := `{"IdentityPoolId":"us-east-1:c1731993-c776-4ae2-86c6-554aeabcdef0","Roles":{},` +
		`"RoleMappings":{"x.y":{"Type":"Rules",` +
		`"AmbiguousRoleResolution":"Deny","RulesConfiguration":{"Rules":[` + strings.Repeat("{},", 399) + `{}]}}}}`
	all = append(all, hard{
		name: "400 structures, four violations each", operation: "cognito-identity.SetIdentityPoolRoles", body: []byte(few),
	})

	// Values that a rule looks for among as many others.
	values := func(value string) string { return strings.Repeat(value+",", 9_999) + value }
	among := `{"UserPoolId":"eu-central-1_a1B2c3D4e","AutoVerifiedAttributes":[` + values(`"phone_number"`) +
		`],"UserAttributeUpdateSettings":{"AttributesRequireVerificationBeforeUpdate":[` + values(`"phone_number"`) + `]}}`
	all = append(all, hard{
		name:      "10,000 values that a rule looks for among 10,000",
		operation: "cognito-idp.UpdateUserPool",
		body:      []byte(among),
	})

	escaped := escape(string(attributesBody(16 << 10)))
	all = append(all, hard{name: "escapes everywhere", operation: attributes, body: []byte(escaped)})
	p := payload.All()[0]
	all = append(all, hard{
		name: "escapes everywhere, payload (a)", operation: p.Operation, body: []byte(escape(string(p.Valid))),
	})

	// Names of a map, and the names of members that the structure does not have.
	for _, in := range []string{"map", "structure"} {
		entries := func(names []string) []byte {
			var out strings.Builder
			out.WriteString(`{"UserPoolId":"eu-central-1_a1B2c3D4e","Username":"someone@example.com","UserAttributes":[]`)
			if in == "map" {
				out.WriteString(`,"ClientMetadata":{`)
			}
			for i, name := range names {
				if i > 0 || in != "map" {
					out.WriteByte(',')
				}
				fmt.Fprintf(&out, `"%s":""`, name)
			}
			if in == "map" {
				out.WriteByte('}')
			}
			out.WriteByte('}')
			return []byte(out.String())
		}
		all = append(all,
			hard{name: "30,000 names in a " + in, operation: attributes, body: entries(plainNames(30_000))},
			hard{name: "30,000 names of 3 bytes in a " + in, operation: attributes, body: entries(shortNames(30_000))},
			hard{name: "30,000 names with one hash in a " + in, operation: attributes, body: entries(collidingNames(30_000, 0))},
			hard{
				name:      "16 names of 4,000 bytes with one hash, different at the end, in a " + in,
				operation: attributes,
				body:      entries(collidingNames(16, 4000)),
			},
			hard{
				name:      "17 names of 4,000 bytes with one hash, different at the end, in a " + in,
				operation: attributes,
				body:      entries(collidingNames(17, 4000)),
			},
			hard{
				name:      "16 such names written in escapes, in a " + in,
				operation: attributes,
				body:      bytes.ReplaceAll(entries(collidingNames(16, 4000)), []byte("k"), []byte(`\u006b`)),
			},
		)
	}
	// Values that nest as deep as a body may, as many as make 64 KiB, so that what a call and its report cost does not
	// weigh: a wrong type each, or members that the structure does not have.
	deep := strings.Repeat(`[`, 125) + strings.Repeat(`]`, 125)
	nested := `{"UserPoolId":"eu-central-1_a1B2c3D4e","Username":"someone@example.com","UserAttributes":[` +
		strings.Repeat(deep+",", 259) + deep + `]}`
	all = append(all, hard{name: "125 brackets within each other, 260 times", operation: attributes, body: []byte(nested)})
	nested = `{"UserPoolId":"eu-central-1_a1B2c3D4e","Username":"someone@example.com","UserAttributes":[],"x":[` +
		strings.Repeat(deep+",", 259) + deep + `]}`
	all = append(all, hard{
		name: "the same, in a member that the structure does not have", operation: attributes, body: []byte(nested),
	})
	return all
}

func plainNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("key-%012d", i)
	}
	return names
}

// shortNames are n names of three letters, so that a name costs few bytes.
func shortNames(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("%03s", strconv.FormatInt(int64(i), 36))
	}
	return names
}

// collidingNames are n names of 16 bytes after so many common ones, to all of which the hash of the tables gives one
// value: the last eight bytes are chosen to undo what the eight before them did.
func collidingNames(n, common int) []string {
	front := strings.Repeat("k", common/8*8)
	state := uint64(0)
	for range common / 8 {
		state = table.Hash(state, 0x6B6B6B6B6B6B6B6B)
	}
	// The hash of the two words is that of (state after the first) xor (the second): hold that xor.
	var names []string
	const target = 0x5A5A5A5A5A5A5A5A
	for i := 0; len(names) < n; i++ {
		first := word(fmt.Sprintf("%08x", i))
		second := table.Hash(state, first) ^ target
		if text := letters(second); utf8.ValidString(text) && !strings.ContainsAny(text, "\"\\") && !control(text) {
			names = append(names, front+fmt.Sprintf("%08x", i)+text)
		}
	}
	return names
}

func word(text string) (w uint64) {
	for i := range 8 {
		w |= uint64(text[i]) << (8 * i)
	}
	return w
}

func letters(w uint64) string {
	var b [8]byte
	for i := range b {
		b[i] = byte(w >> (8 * i))
	}
	return string(b[:])
}

func control(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' }) >= 0
}

// escape writes every character in the strings of a body as \uXXXX.
func escape(body string) string {
	var out strings.Builder
	inside := false
	for _, r := range body {
		switch {
		case r == '"':
			inside = !inside
			out.WriteRune(r)
		case inside:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&out, `\u%04x`, unit)
			}
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// hardRules are bodies in which rules look for something that comes after everything else. What they have to read
// past is no violation: entries of a map without limit, and members that the structure does not have.
func hardRules() []hard {
	places := []struct{ operation, body string }{
		{
			operation: "cognito-idp.UpdateIdentityProvider",
			body: `{"UserPoolId":"eu-central-1_a","ProviderName":"x",` +
				`"ProviderDetails":{%s"MetadataURL":"https://example.com"}}`,
		},
		{
			operation: "cognito-idp.CreateIdentityProvider",
			body: `{"UserPoolId":"eu-central-1_a","ProviderName":"xyz","ProviderType":"OIDC",` +
				`"ProviderDetails":{%s"client_id":"a","authorize_scopes":"openid",` +
				`"attributes_request_method":"GET","authorize_url":"https://a","token_url":"https://a",` +
				`"attributes_url":"https://a","jwks_uri":"https://a"}}`,
		},
		{
			operation: "cognito-idp.InitiateAuth",
			body:      `{"ClientId":"a1","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{%s"USERNAME":"a","PASSWORD":"a"}}`,
		},
		{
			operation: "cognito-idp.CreateUserPoolClient",
			body: `{"UserPoolId":"eu-central-1_a","ClientName":"a","AccessTokenValidity":1,"IdTokenValidity":1,` +
				`"RefreshTokenValidity":1,"TokenValidityUnits":{%s"x":0}}`,
		},
		{operation: "cognito-idp.CreateUserPool", body: `{"PoolName":"a","Schema":[{%s"Required":true,"Name":"email"}]}`},
		{
			operation: "cognito-idp.UpdateUserPool",
			body:      `{"UserPoolId":"eu-central-1_a","Policies":{%s"PasswordPolicy":{"TemporaryPasswordValidityDays":1}}}`,
		},
		{
			operation: "cognito-idp.UpdateUserPool",
			body: `{"UserPoolId":"eu-central-1_a",` +
				`"UserAttributeUpdateSettings":{%s"AttributesRequireVerificationBeforeUpdate":[]}}`,
		},
		{
			operation: "cognito-idp.SetUserPoolMfaConfig",
			body: `{"UserPoolId":"eu-central-1_a","MfaConfiguration":"ON",` +
				`"SoftwareTokenMfaConfiguration":{%s"Enabled":true}}`,
		},
		{
			operation: "cognito-idp.AdminUpdateUserAttributes",
			body: `{"UserPoolId":"eu-central-1_a","Username":"a","UserAttributes":[{%s"Name":"phone_number",` +
				`"Value":"+1"}]}`,
		},
		{
			operation: "cognito-identity.CreateIdentityPool",
			body: `{"IdentityPoolName":"a","AllowUnauthenticatedIdentities":true,` +
				`"CognitoIdentityProviders":[{%s"ProviderName":"cognito-idp.us-east-1.amazonaws.com/a"}]}`,
		},
		{
			operation: "cognito-identity.SetIdentityPoolRoles",
			body: `{"IdentityPoolId":"us-east-1:c1731993-c776-4ae2-86c6-554aeabcdef0","Roles":{},` +
				`"RoleMappings":{"x.y":{%s"Type":"Token","AmbiguousRoleResolution":"Deny"}}}`,
		},
	}
	many := func(entry func(i int) string) string {
		var out strings.Builder
		for i := 0; out.Len() < 64<<10; i++ {
			out.WriteString(entry(i))
		}
		return out.String()
	}
	var all []hard
	for _, past := range []struct{ name, entries string }{
		{
			name:    "short entries",
			entries: many(func(i int) string { return fmt.Sprintf(`"a%s":"",`, strconv.FormatInt(int64(i), 36)) }),
		},
		{
			name:    "names like those",
			entries: many(func(i int) string { return fmt.Sprintf(`"attributes_url_add_attributet%x":"",`, i) }),
		},
		{name: "escaped names", entries: many(func(i int) string { return escape(fmt.Sprintf(`"a%x":"",`, i)) })},
		{
			name:    "values of escapes",
			entries: many(func(i int) string { return fmt.Sprintf(`"a%x":"%s",`, i, strings.Repeat(`\n`, 50)) }),
		},
		{
			name:    "values of escaped quotes",
			entries: many(func(i int) string { return fmt.Sprintf(`"a%x":"%s",`, i, strings.Repeat(`a\"`, 50)) }),
		},
	} {
		for _, place := range places {
			all = append(all, hard{
				name:      past.name + " before what rules look for",
				operation: place.operation,
				body:      fmt.Appendf(nil, place.body, past.entries),
				valid:     true,
			})
		}
	}
	return all
}

// hardStrings are strings for each pattern that leave the automaton's state at every character if there is a way, in
// ASCII, beyond it, and as escapes.
func hardStrings() ([]hard, error) {
	var patterns []string
	places := map[string]hard{}
	for _, operation := range schemas.Load().Operations() {
		visit(operation.Input, "", nil, func(pointer string, s *schemas.Shape) {
			if _, ok := places[s.Pattern]; s.Pattern != "" && !ok {
				patterns = append(patterns, s.Pattern)
				places[s.Pattern] = hard{operation: operation.FullName(), pointer: pointer}
			}
		})
	}
	set, err := automaton.Build(patterns)
	if err != nil {
		return nil, err
	}
	ascii, wide := representatives(set)
	var all []hard
	for i, pattern := range patterns {
		dfa := set.DFAs[set.Patterns[i]]
		for _, kind := range []string{"ASCII that stays in no state", "beyond ASCII", "escapes that stay in no state"} {
			letters := ascii
			if kind == "beyond ASCII" {
				letters = slices.Concat(wide, ascii)
			}
			text := restless(set, dfa, letters, 64<<10)
			h := places[pattern]
			h.name, h.body = "strings of "+kind, []byte(`"`+text+`"`)
			if strings.HasPrefix(kind, "escapes") {
				h.body = []byte(escape(`"` + text[:len(text)/6] + `"`))
			}
			all = append(all, h)
		}
	}
	return all, nil
}

// visit goes through all strings that a pointer can lead to.
func visit(s *schemas.Shape, pointer string, above []*schemas.Shape, found func(string, *schemas.Shape)) {
	if slices.Contains(above, s) {
		return
	}
	above = append(above, s)
	switch s.Type {
	case schemas.Structure:
		for _, m := range s.Members {
			visit(m.Shape, pointer+"/"+m.Name, above, found)
		}
	case schemas.List:
		visit(s.Element, pointer+"/0", above, found)
	case schemas.String:
		found(pointer, s)
	}
}

// representatives are a character for each class, in ASCII and beyond.
func representatives(set *automaton.Set) (ascii, wide []rune) {
	seen, seenWide := map[uint8]bool{}, map[uint8]bool{}
	for r := rune(' '); r < 0x20000; r++ {
		if r == '"' || r == '\\' || r >= 0xD800 && r < 0xE000 {
			continue
		}
		class := set.Lookup(r)
		switch {
		case r < utf8.RuneSelf && !seen[class]:
			seen[class] = true
			ascii = append(ascii, r)
		case r >= utf8.RuneSelf && !seenWide[class]:
			seenWide[class] = true
			wide = append(wide, r)
		}
	}
	return ascii, wide
}

// restless is a text of so many bytes on which the automaton goes on as long as it can, changing its state at each
// character if it can.
func restless(set *automaton.Set, dfa *automaton.DFA, letters []rune, size int) string {
	var out strings.Builder
	state := dfa.Start
	for n := 0; out.Len() < size; n++ {
		pick, next := letters[n%len(letters)], -1
		for k := range letters {
			r := letters[(n+k)%len(letters)]
			to := int(dfa.Next[state][set.Lookup(r)])
			if to >= 0 && (next < 0 || next == state) {
				pick, next = r, to
			}
		}
		out.WriteRune(pick)
		if next >= 0 {
			state = next
		}
	}
	return out.String()
}
