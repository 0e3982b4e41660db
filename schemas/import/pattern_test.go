package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/dlclark/regexp2"

	"github.com/cognitocheck/cognitocheck/schemas"
	"github.com/cognitocheck/cognitocheck/schemas/corpus"
)

func TestPortablePattern(t *testing.T) {
	for text, want := range map[string]string{
		`[\w-]+:[0-9a-f-]+`:                 `^(?:[A-Za-z0-9_\-]+:[0-9a-f\-]+)$`,
		`[\w\s+=,.@-]+`:                     `^(?:[A-Za-z0-9_ \t\n\x0B\f\r+=,.@\-]+)$`,
		`[\S]+`:                             `^(?:[^ \t\n\x0B\f\r]+)$`,
		`\S\s\d\w`:                          `^(?:[^ \t\n\x0B\f\r][ \t\n\x0B\f\r][0-9][A-Za-z0-9_])$`,
		`[\S\n]`:                            "^(?:[\\x00-\\x08\\x0E-\\x1F!-\U0010FFFF\\n])$",
		`[^\S]`:                             `^(?:[ \t\n\x0B\f\r])$`,
		`[^\D\p{L}]`:                        "^(?:[^\\x00-/:-\U0010FFFF\\p{L}])$",
		`.`:                                 "^(?:[^\\n\\r\u0085\u2028\u2029])$",
		`(?s).*`:                            `^(?:[\s\S]*)$`,
		`^[0-9A-Za-z\.\-_]*(?<!\.)$`:        `^(?:(?:[0-9A-Za-z.\-_]*[0-9A-Za-z\-_])?)$`,
		`[a-c]*(?<!b)`:                      `^(?:(?:[a-c]*[ac])?)$`,
		`[a-c]*(?<!b)$`:                     `^(?:(?:[a-c]*[ac])?)$`,
		`^(un)?a|b$`:                        `^(?:(?:un)?a|b)$`,
		`[\x21\x23-\x5B\x5D-\x7E]{2,3}`:     `^(?:[!#-\[\]-~]{2,3})$`,
		`[A-Za-z0-9-_=.]+`:                  `^(?:[A-Za-z0-9\-_=.]+)$`,
		`[^_\p{Z}]\{#\}`:                    `^(?:[^_\p{Z}]\{#\})$`,
		`\u00e9\t\.\/-&`:                    "^(?:\u00e9\\t\\./-&)$",
		`[\w_a-z]`:                          `^(?:[A-Za-z0-9_])$`,
		`(a(?:b|c)*){1,}`:                   `^(?:(?:a(?:b|c)*){1,})$`,
		``:                                  `^(?:)$`,
		`[ab]|`:                             `^(?:[ab]|)$`,
		"\U0001F600[\U0001F600-\U0001F64F]": "^(?:\U0001F600[\U0001F600-\U0001F64F])$",
	} {
		got, err := portablePattern(text)
		if err != nil || got != want {
			t.Errorf("%q\ngot  %q, %v\nwant %q", text, got, err, want)
		}
	}
}

func TestPatternsWithoutPortableForm(t *testing.T) {
	for _, text := range []string{
		`a*?`, `a++`, `a**`, `a{2}{3}`, `a{2}?`, `a{,3}`, `a{3,2}`, `a{`, `{2}`, `}`, `]`, `*a`, `+`, `a|*`,
		`(a`, `a)`, `(?i)a`, `(?=a)`, `(?!a)`, `(?<=a)b`, `(?<n>a)`, `(?>a)`, `((?s).)`, `(a(?s))`,
		`a^b`, `a$b`, `(^a)`, `(a$)`, `^^a`, `a$$`,
		`\1`, `\b`, `\B`, `\A`, `\z`, `\Z`, `\G`, `\Qa\E`, `\k<n>`, `\R`, `\h`, `\v`, `\X`, `\cA`, `\0101`, `\x{1F600}`,
		`\xZZ`, `\u12`, `\ud800`, `\`,
		`\p{IsGreek}`, `\p{Alpha}`, `\p{`, `\pL`, `\P{L}`,
		`[`, `[a`, `[]`, `[^]`, `[]a]`, `[a&&b]`, `[a[b]]`, `[z-a]`, `[a-\w]`, `[a-[b]]`, `[[:alpha:]]`,
		`a(?<!b)`, `a*(?<!b)c`, `a*(?<!b)*`, `a*(?<!`, `a*(?<!)`, `xa*(?<!b)$`, `(a*)(?<!b)$`, `a+(?<!b)$`, `\p{L}*(?<!b)$`,
		`a*(?<!a)$`, `a*(?<!bc)$`, `a|b*(?<!c)$`, `(?s).*(?<!a)$`,
		"a\xff", "[\xff]", `a{1001}`,
	} {
		got, err := portablePattern(text)
		if err == nil {
			t.Errorf("%q became %q", text, got)
		} else if !strings.Contains(err.Error(), fmt.Sprintf("pattern %q", text)) {
			t.Errorf("%q: the error does not name it: %v", text, err)
		}
	}
}

// pair is a service's pattern with its portable text.
type pair struct{ service, portable string }

func everyPattern(t *testing.T) []pair {
	t.Helper()
	var pairs []pair
	add := func(p pair) {
		if p.service != "" && !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	for _, s := range schemas.Load().Services {
		for _, shape := range s.Shapes {
			add(pair{shape.ServicePattern, shape.Pattern})
		}
	}
	if len(pairs) < 45 {
		t.Fatalf("%d patterns in the documents", len(pairs))
	}
	// What the documents do not have, and the translator knows.
	for _, text := range []string{
		`\S+\s\d\w\W\D`, `[\S\n]*`, `[^\S]+`, `[^\D\p{L}]*`, `[\W]+`, `a.b`, `(?s)a.b`, `[a-c]*(?<!b)$`, `^(un)?a|b$`,
		`[\p{Lu}\p{Nd}\p{Zs}]*`, `[&^\-\]]*`,
	} {
		portable, err := portablePattern(text)
		if err != nil {
			t.Fatal(err)
		}
		add(pair{text, portable})
	}
	return pairs
}

// TestPatternsAgree holds every portable pattern, in Go and in Node, against the
// service's own text in a third engine, for a few hundred strings each.
func TestPatternsAgree(t *testing.T) {
	pairs := everyPattern(t)
	texts := make([][]string, len(pairs))
	want := make([][]bool, len(pairs))
	for i, p := range pairs {
		random := rand.New(rand.NewPCG(uint64(i), 3))
		texts[i] = sampleTexts(t, p.portable, random)
		own, err := regexp2.Compile(`\A(?:`+dotNet(p.service)+`)\z`, regexp2.None)
		if err != nil {
			t.Fatalf("%s: %v", p.service, err)
		}
		portable := regexp.MustCompile(p.portable)
		matches := 0
		for _, text := range texts[i] {
			match, err := own.MatchString(text)
			if err != nil {
				t.Fatal(err)
			}
			want[i] = append(want[i], match)
			if match {
				matches++
			}
			if got := portable.MatchString(text); got != match {
				t.Errorf("pattern %q, text %q: Go %v, the service %v", p.service, text, got, match)
			}
		}
		if matches < 10 || matches > len(texts[i])-10 && p.service != "(?s).*" {
			t.Errorf("pattern %q: %d of %d texts match, which tests little", p.service, matches, len(texts[i]))
		}
	}

	node := matchInNode(t, pairs, texts)
	for i, p := range pairs {
		for j, text := range texts[i] {
			if node[i][j] != want[i][j] {
				t.Errorf("pattern %q, text %q: Node %v, the service %v", p.service, text, node[i][j], want[i][j])
			}
		}
	}
}

// dotNet writes a service's pattern in the dialect of package regexp2, whose classes
// are those of Unicode where Java's are ASCII. It shares nothing with the translator.
func dotNet(text string) string {
	const max = "\U0010FFFF"
	all, single := strings.CutPrefix(text, "(?s)")
	classes := map[byte]string{
		'w': `0-9A-Z_a-z`, 'd': `0-9`, 's': `\x09-\x0D\x20`,
		'W': `\x00-/:-@\[-\^` + "`" + `\{-` + max, 'D': `\x00-/:-` + max, 'S': `\x00-\x08\x0E-\x1F!-` + max,
	}
	var out strings.Builder
	inside := false
	for i := 0; i < len(all); i++ {
		c := all[i]
		switch {
		case c == '\\':
			i++
			class, ok := classes[all[i]]
			switch {
			case ok && inside:
				out.WriteString(class)
			case ok:
				out.WriteString("[" + class + "]")
			default:
				out.WriteString(all[i-1 : i+1])
			}
			continue
		case c == '[':
			inside = true
		case c == ']':
			inside = false
		case c == '.' && !inside && single:
			out.WriteString(`[\x00-` + max + `]`)
			continue
		case c == '.' && !inside:
			out.WriteString(`[^\x0A\x0D\x85\u2028\u2029]`)
			continue
		}
		out.WriteByte(c)
	}
	return out.String()
}

// stable are ranges in which no version of Unicode of the last years has assigned
// anything anew, so that engines of different versions agree on them.
var stable = [][2]rune{
	{0, 0x2FF}, {0x370, 0x52F}, {0x5D0, 0x5EA}, {0x660, 0x669}, {0x904, 0x939}, {0x2000, 0x206F}, {0x20A0, 0x20BF},
	{0x2100, 0x218B},
	{0x2190, 0x23FA}, {0x3000, 0x30FF}, {0x4E00, 0x9FA5}, {0xAC00, 0xD7A3}, {0xE000, 0xE0FF}, {0xFDD0, 0xFDEF},
	{0xFF01, 0xFF5E}, {0xFFFD, 0xFFFF},
	{0x1D400, 0x1D7FF}, {0x1F600, 0x1F64F}, {0x20000, 0x2A6D6}, {0xF0000, 0xF00FF}, {0x10FFFE, 0x10FFFF},
}

// edges are the characters at which dialects part.
var edges = []rune("\x00\a\b\t\n\v\f\r\x1b\x1c\x1f !\"#$%&'()*+,-./0129:;" +
	"<=>?@AZ[\\]^_`afgz{|}~\x7f\u0080\u0085\u00a0\u00aa\u00b2\u00b5\u00bd\u00d7\u00e9\u00ff" +
	"\u0130\u017f\u0301\u0660\u0669\u0966\u1680\u180e\u2000\u200b\u200d\u2028\u2029\u202f" +
	"\u205f\u2060\u212a\u2160\u2460\u3000\u3007\u4e00\ufeff\ufffd\uffff" +
	"\U0001d7d8\U0001f600\U00020000\U000e0001\U0010ffff")

func anyRune(random *rand.Rand) rune {
	if random.IntN(3) > 0 {
		return edges[random.IntN(len(edges))]
	}
	for {
		r := stable[random.IntN(len(stable))]
		c := r[0] + rune(random.IntN(int(r[1]-r[0]+1)))
		if c < 0xE000 && !unicode.In(c, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.C) {
			continue // not assigned yet
		}
		return c
	}
}

func sampleTexts(t *testing.T, portable string, random *rand.Rand) []string {
	t.Helper()
	p, err := corpus.ParsePattern(portable)
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"", "\n", ".", "..", "a.", ".a", "a.b", "a..", "-", "_", "é.", "a.\n"}
	for _, r := range edges {
		texts = append(texts, string(r))
	}
	for range 60 {
		match := p.Any(random)
		texts = append(texts, match)
		for _, end := range []string{"\n", "\r\n", "\u0085", "\u2028", " ", "."} {
			texts = append(texts, match+end, end+match)
		}
		for range 10 {
			runes := []rune(match)
			for range 1 + random.IntN(2) {
				at := random.IntN(len(runes) + 1)
				switch random.IntN(4) {
				case 0:
					runes = slices.Insert(runes, at, anyRune(random))
				case 1:
					if at < len(runes) {
						runes = slices.Delete(runes, at, at+1)
					}
				case 2:
					if at < len(runes) {
						runes[at] = anyRune(random)
					}
				case 3:
					runes = append(runes, runes[:at]...)
				}
			}
			texts = append(texts, string(runes))
		}
	}
	for range 100 {
		var text strings.Builder
		for range random.IntN(6) {
			text.WriteRune(anyRune(random))
		}
		texts = append(texts, text.String())
	}
	return texts
}

// matchInNode compiles the patterns as a web page does, with flag u.
func matchInNode(t *testing.T, pairs []pair, texts [][]string) [][]bool {
	t.Helper()
	const script = `
		const jobs = JSON.parse(require("fs").readFileSync(0, "utf8"));
		console.log(JSON.stringify(jobs.map(({pattern, texts}) => {
			const re = new RegExp(pattern, "u");
			return texts.map((text) => re.test(text));
		})));`
	type job struct {
		Pattern string   `json:"pattern"`
		Texts   []string `json:"texts"`
	}
	var jobs []job
	for i, p := range pairs {
		jobs = append(jobs, job{p.portable, texts[i]})
	}
	input, err := json.Marshal(jobs)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command("node", "-e", script)
	command.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	output, err := command.Output()
	if err != nil {
		t.Fatalf("node, which this test needs: %v\n%s", err, stderr.Bytes())
	}
	var results [][]bool
	if err := json.Unmarshal(output, &results); err != nil {
		t.Fatal(err)
	}
	return results
}

// TestLookbehindRewritten holds the one rewritten pattern against the lookbehind
// itself, over every text of up to six characters of a small alphabet.
func TestLookbehindRewritten(t *testing.T) {
	const text = `^[0-9A-Za-z\.\-_]*(?<!\.)$`
	portable, err := portablePattern(text)
	if err != nil {
		t.Fatal(err)
	}
	rewritten := regexp.MustCompile(portable)
	own := regexp2.MustCompile(`\A(?:`+text+`)\z`, regexp2.None)
	var visit func(prefix string)
	visit = func(prefix string) {
		match, err := own.MatchString(prefix)
		if err != nil {
			t.Fatal(err)
		}
		if got := rewritten.MatchString(prefix); got != match {
			t.Errorf("%q: %v, the service %v", prefix, got, match)
		}
		if len(prefix) < 6 {
			for _, c := range ".a-\n!" {
				visit(prefix + string(c))
			}
		}
	}
	visit("")
}

// FuzzPortablePattern holds the translator to giving an error or a pattern that Go
// compiles, whatever the text.
func FuzzPortablePattern(f *testing.F) {
	for _, s := range schemas.Load().Services {
		for _, shape := range s.Shapes {
			if shape.ServicePattern != "" {
				f.Add(shape.ServicePattern)
			}
		}
	}
	f.Add(`a*(?<!`)
	f.Add(`[a-`)
	f.Fuzz(func(t *testing.T, text string) {
		portable, err := portablePattern(text)
		if err != nil {
			return
		}
		if _, err := regexp.Compile(portable); err != nil {
			t.Errorf("%q became %q: %v", text, portable, err)
		}
	})
}
