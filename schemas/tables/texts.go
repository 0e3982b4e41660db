package main

import (
	"bufio"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/engine/table"
)

// codeText is a line "code" of texts.txt, textLine a line "text".
type codeText struct{ name, level, message string }

type textLine struct{ name, words string }

// setLine is a line "set": the texts from first to last are found by what they say.
type setLine struct{ name, first, last string }

type textFile struct {
	codes []codeText
	texts []textLine
	sets  []setLine
}

// placeholders are the bytes that stand for them in the tables.
var placeholders = strings.NewReplacer(
	"{limit}", "\x01", "{actual}", "\x02", "{s}", "\x03", "{ies}", "\x04", "{allowed}", "\x05", "{enum}", "\x06",
	"{expected}", "\x07", "{found}", "\x08", "{reason}", "\x0e", "{member}", "\x0f", "{unit}", "\x10",
	"{value}", "\x11", "{key}", "\x12", "{other}", "\x13", "{missing}", "\x14",
)

// unfilled is what looks like a placeholder and is none.
var unfilled = regexp.MustCompile(`\{[a-z]+\}`)

// fillable puts the placeholders' bytes into a message.
func fillable(message string) (string, error) {
	message = placeholders.Replace(message)
	if unknown := unfilled.FindString(message); unknown != "" {
		return "", fmt.Errorf("unknown placeholder %s", unknown)
	}
	return message, nil
}

var levels = map[string]uint8{"error": table.Error, "fixed": table.Error, "warn": table.Warn, "off": table.Off}

func readTexts(path string) (*textFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all := new(textFile)
	known := map[string]bool{}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		name, rest, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		words := strings.TrimSpace(rest)
		if known[kind+" "+name] {
			return nil, fmt.Errorf("%s:%d: %s %s stands twice", path, n, kind, name)
		}
		known[kind+" "+name] = true
		switch kind {
		case "text":
			if strings.HasPrefix(words, `"`) {
				if words, err = strconv.Unquote(words); err != nil {
					return nil, fmt.Errorf("%s:%d: %w", path, n, err)
				}
			}
			all.texts = append(all.texts, textLine{name, words})
		case "set":
			first, last, _ := strings.Cut(words, " ")
			all.sets = append(all.sets, setLine{name, first, strings.TrimSpace(last)})
		case "code":
			level, message, _ := strings.Cut(words, " ")
			if _, ok := levels[level]; !ok {
				return nil, fmt.Errorf("%s:%d: unknown level %q", path, n, level)
			}
			if message, err = fillable(strings.TrimSpace(message)); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n, err)
			}
			if message == "" {
				return nil, fmt.Errorf("%s:%d: code %s has no message", path, n, name)
			}
			all.codes = append(all.codes, codeText{name, level, message})
		default:
			return nil, fmt.Errorf("%s:%d: a line starts with code, text or set, not %q", path, n, kind)
		}
	}
	return all, in.Err()
}
