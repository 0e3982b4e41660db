package awscli

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cognitocheck/cognitocheck/validator"
)

// TestSyntaxAsReal asks the real command line's own code for the bodies of the lines in read_test.go, and whether it
// refuses those that are refused there.
func TestSyntaxAsReal(t *testing.T) {
	d := newDebian(t)
	type row struct{ line, body, but string }
	rows := map[string]row{}
	for name, r := range syntax {
		rows["syntax: "+name] = row{line: r.line, body: r.body}
	}
	for name, r := range passed {
		rows["passed: "+name] = row{line: r.line, body: r.body, but: r.but}
	}
	for name, r := range refused {
		if r.but == "" {
			rows["refused: "+name] = row{line: r.line}
		}
	}
	names := slices.Sorted(maps.Keys(rows))
	var question asked
	for _, name := range names {
		question.Lines = append(question.Lines, shellWords(t, rows[name].line))
	}
	for i, result := range d.ask(t, true, true, question).Results {
		name := names[i]
		row := rows[name]
		switch {
		case row.body == "" && result.Request != nil:
			t.Errorf("%s: the real command line sends %s", name, result.Request.Body)
		case row.body == "":
		case row.but != "" && result.Request == nil:
		case result.Request == nil:
			t.Errorf("%s: the real command line sends nothing: %s", name, result.Stderr)
		case row.but != "":
			t.Errorf("%s: the real command line sends %s, though %s", name, result.Request.Body, row.but)
		default:
			request, err := d.reader().Read(question.Lines[i])
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			want, err := bind(request)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if string(want.body) != result.Request.Body {
				t.Errorf("%s: body\n%s, the real command line sends\n%s", name, want.body, result.Request.Body)
			}
		}
	}
}

// TestRandomLines compares random texts in shorthand syntax, and random words, to the real command line.
func TestRandomLines(t *testing.T) {
	d := newDebian(t)
	random := rand.New(rand.NewPCG(2, 9))
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	words := []string{
		"cognito-identity", "cognito-identity", "update-identity-pool", "update-identity-pool", "--identity-pool-id", "i",
		"--identity-pool-name=n", "--identity-pool-n", "--identity-pool", "--allow-unauthenticated-identities",
		"--no-allow-u", "--allow-c", "--no-allow-classic-flow", "--region", "--reg=x", "--out", "json", "--output=text",
		"--no-paginate", "--no-p", "--open-id-connect-provider-arns", "--o", "a", "b", "", "-", "-5", "-.5", "-x", "-x y",
		"--developer-provider-name", "--dev=", "--d", "--sup", "a=b", "{}", "[]", "--tags", "--identity-pool-tags", "k=v",
		"--cli-input-json={}", "--cli-in", "--saml-provider-arns", "--color=on", "--co",
	}
	required := []string{"--identity-pool-id", "x", "--identity-pool-name", "y"}
	var question asked
	for range 200 {
		text := randomShorthand(random, 0)
		for range random.IntN(3) {
			// Mostly something that breaks or bends the syntax.
			at := random.IntN(len(text) + 1)
			text = text[:at] + pick([]string{"=", ",", " ", "[", "]", "{", "}", "'", `"`, `\`, `\,`, "\n", "x", ""}) + text[at:]
		}
		if !utf8.ValidString(text) {
			continue
		}
		question.Lines = append(question.Lines, []string{
			"cognito-identity", "get-id", "--identity-pool-id", "i", "--logins", text,
		})
	}
	for range 200 {
		line := slices.Concat([]string{"cognito-identity", "update-identity-pool"}, required)
		if random.IntN(8) == 0 {
			line = line[:2]
		}
		for range random.IntN(5) {
			line = slices.Insert(line, random.IntN(len(line)+1), pick(words))
		}
		question.Lines = append(question.Lines, line)
	}
	sent := 0
	for i, result := range d.ask(t, false, true, question).Results {
		request, err := d.reader().Read(question.Lines[i])
		real := result.Request
		if real != nil {
			sent++
		}
		switch {
		case err == nil && real == nil && (len(request.Refusal) == 0 || request.Refusal[0] == validationFailed):
			t.Errorf("%q is %s, the real command line sends nothing: %s", question.Lines[i], request.Body, result.Stderr)
		case err == nil && real == nil && !saysSame(request.Refusal, result.Stderr):
			t.Errorf("%q: %v, the real command line says: %s", question.Lines[i], request.Refusal, result.Stderr)
		case err != nil && real != nil:
			t.Errorf("%q: %v; the real command line sends %s", question.Lines[i], err, real.Body)
		case err == nil && real != nil && (string(request.Body) != real.Body || isDemand(request.Refusal)):
			t.Errorf("%q is\n%s (%v), the real command line sends\n%s", question.Lines[i], request.Body, request.Refusal,
				real.Body)
		}
	}
	if sent < 100 {
		t.Errorf("only %d of %d lines are requests", sent, len(question.Lines))
	}
}

// randomShorthand writes a text in shorthand syntax.
func randomShorthand(random *rand.Rand, depth int) string {
	pick := func(from ...string) string { return from[random.IntN(len(from))] }
	var value func(depth int) string
	pairs := func(depth int) string {
		var out []string
		for i := range 1 + random.IntN(3) {
			out = append(out, pick("a", "b.c", "D-e", "")+string(rune('0'+i))+pick("=", "=", " = ")+value(depth+1))
		}
		return strings.Join(out, pick(",", ",", " , "))
	}
	value = func(depth int) string {
		n := random.IntN(8)
		switch {
		case depth > 3 || n < 3:
			return pick("x", "y z", "é", "", "a=b", `\,x`, `x\y`, "x]", "#1")
		case n == 3:
			return pick(`"x,y"`, `'x,y'`, `"a\"b"`, `'a\\'`, `""`)
		case n == 4 && depth == 1:
			return pick("x,y", "x, y,z", `x,"y"`)
		case n < 6:
			var out []string
			for range random.IntN(3) {
				out = append(out, value(depth+1))
			}
			return "[" + strings.Join(out, ",") + "]"
		}
		return "{" + pairs(depth) + "}"
	}
	return pairs(depth)
}

// TestOptionsOfAllOperations holds the names of all operations and options, what is required and what is paginated
// against the real command line with today's models.
func TestOptionsOfAllOperations(t *testing.T) {
	real := newDebian(t).ask(t, true, false, asked{Tables: true}).Operations
	operations := validator.Operations()
	if len(real) != len(operations) {
		t.Errorf("%d operations, the real command line has %d", len(operations), len(real))
	}
	for _, op := range operations {
		want, ok := real[op.Service()+" "+commandName(bareName(op))]
		if !ok || want.Operation != bareName(op) {
			t.Errorf("%s: the real command line does not know it as %s", op.Name(), commandName(bareName(op)))
			continue
		}
		var options []string
		required := []string{}
		for _, o := range operationParser(op, describe(op)).options {
			options = append(options, o.names...)
			if o.required {
				required = append(required, o.names...)
			}
		}
		if !slices.Equal(options, want.Options) {
			t.Errorf("%s: options\n%v, the real command line has\n%v", op.Name(), options, want.Options)
		}
		switch how, ok := paginators[op.Name()]; {
		case ok != (want.Paging != nil):
			t.Errorf("%s: paginated is %t, otherwise in the real command line", op.Name(), ok)
		case ok && how != (paging{want.Paging.Token, want.Paging.Limit}):
			t.Errorf("%s: paginated by %v, the real command line by %v", op.Name(), how, *want.Paging)
		}
		if !slices.Equal(required, want.Required) {
			t.Errorf("%s: required\n%v, the real command line has\n%v", op.Name(), required, want.Required)
		}
	}
}

// TestSkeletonsOfAllOperations compares the skeletons to the real command line's, with today's models; and with the
// models that Debian's package has itself, as far as those go.
func TestSkeletonsOfAllOperations(t *testing.T) {
	d := newDebian(t)
	today := d.ask(t, true, false, asked{Tables: true}).Operations
	own := d.ask(t, false, false, asked{Tables: true, Version: true})
	same := 0
	var newerOperations, newerMembers []string
	for _, op := range validator.Operations() {
		command := op.Service() + " " + commandName(bareName(op))
		got := string(Skeleton(op))
		if want := today[command].Skeleton; got != want {
			t.Errorf("%s: skeleton\n%s, the real command line prints\n%s", op.Name(), got, want)
		}
		old, ok := own.Operations[command]
		if !ok {
			newerOperations = append(newerOperations, op.Name())
			continue
		}
		if old.Skeleton == got {
			same++
			continue
		}
		added, removed := members(t, got), members(t, old.Skeleton)
		for path := range added {
			if removed[path] {
				delete(added, path)
				delete(removed, path)
			}
		}
		if len(added) == 0 || len(removed) > 0 {
			t.Errorf("%s: the skeleton differs from Debian's own models, without new members or with members lost (%v)",
				op.Name(), removed)
		}
		newerMembers = append(newerMembers,
			fmt.Sprintf("%s (%s)", op.Name(), strings.Join(slices.Sorted(maps.Keys(added)), " ")))
	}
	if len(own.Operations) != same+len(newerMembers) {
		t.Errorf("Debian's own models have %d operations, %d were compared", len(own.Operations), same+len(newerMembers))
	}
	t.Logf("%s, its own models: %d skeletons are the same", own.Version, same)
	t.Logf("%d operations are newer than it: %s", len(newerOperations), strings.Join(newerOperations, ", "))
	t.Logf("%d operations have members that are newer: %s", len(newerMembers), strings.Join(newerMembers, ", "))
}

// members are the paths of all members in a skeleton.
func members(t *testing.T, skeleton string) map[string]bool {
	t.Helper()
	v, err := readJSON(skeleton)
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case []any:
			walk(path, v[0])
		case *object:
			for _, name := range v.names {
				paths[path+"/"+name] = true
				walk(path+"/"+name, v.values[name])
			}
		}
	}
	walk("", v)
	return paths
}

// TestNewerCommands holds the commands that are marked as newer against Debian's own models: those refuse them.
func TestNewerCommands(t *testing.T) {
	d := newDebian(t)
	var names []string
	var question asked
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		if commands[name].newer {
			names = append(names, name)
			question.Lines = append(question.Lines, shellWords(t, commands[name].line))
		}
	}
	for i, result := range d.ask(t, false, false, question).Results {
		if result.Request != nil {
			t.Errorf("%s: the installed awscli knows it with its own models", names[i])
		}
	}
}
