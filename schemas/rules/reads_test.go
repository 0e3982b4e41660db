package rules

import (
	"fmt"
	"testing"
)

// What a rule reads is what its expression and its answer name, and the value that it looks at.
func TestReads(t *testing.T) {
	env, _, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	const examples = `
  message: m
  source: s
  examples: {breaks: {PoolName: a}, passes: {PoolName: b}}
`
	for name, test := range map[string]struct{ rule, pointer, want string }{
		"self":    {"at: /PoolName\n  holds: self != 'a'", "/PoolName", "[[PoolName] [PoolName]]"},
		"request": {"holds: request.PoolName != 'a'", "", "[[PoolName]]"},
		"both": {"at: /PoolName\n  holds: self != 'a' || has(request.Policies.PasswordPolicy)", "/PoolName",
			"[[PoolName] [PoolName] [Policies PasswordPolicy]]"},
		"self is the body": {"holds: self.PoolName != 'a'", "", "[[PoolName]]"},
		"parent": {"at: /Schema/*/Name\n  holds: self != 'a' || parent.Required", "/Schema/3/Name",
			"[[Schema 3 Name] [Schema 3 Name] [Schema 3 Required]]"},
		"loop": {"holds: request.Schema.all(s, s.Name != 'a' && s.Name != request.PoolName)", "", "[[Schema] [PoolName]]"},
		"map":  {`holds: request.UserPoolTags[?"a"].orValue("") == request.PoolName`, "", "[[UserPoolTags] [PoolName]]"},
		"a name with a slash": {"at: /UserPoolTags/*\n  holds: self != 'a'", "/UserPoolTags/a~1b~0", "[[UserPoolTags a/b~] " +
			"[UserPoolTags a/b~]]"},
	} {
		t.Run(name, func(t *testing.T) {
			declared, err := Parse("test.yaml", []byte("- id: r\n  on: [CreateUserPool]\n  "+test.rule+examples))
			if err != nil {
				t.Fatal(err)
			}
			rule, err := env.Check(declared[0])
			if err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(rule.Reads("cognito-idp.CreateUserPool", test.pointer)); got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
			if got := rule.Reads("cognito-idp.UpdateUserPool", test.pointer); got != nil {
				t.Errorf("another operation: %v", got)
			}
		})
	}
}
