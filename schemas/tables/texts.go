package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/cognitocheck/cognitocheck/validator/table"
)

// codeText is a line "code" of texts.txt, textLine a line "text".
type codeText struct{ name, level, message string }

type textLine struct{ name, words string }

type textFile struct {
	codes []codeText
	texts []textLine
}

// placeholders are the bytes that stand for them in the tables.
var placeholders = strings.NewReplacer(
	"{limit}", "\x01", "{actual}", "\x02", "{s}", "\x03", "{ies}", "\x04", "{allowed}", "\x05", "{enum}", "\x06",
	"{expected}", "\x07", "{found}", "\x08", "{reason}", "\x0e", "{member}", "\x0f", "{unit}", "\x10",
	"{value}", "\x11", "{key}", "\x12", "{other}", "\x13",
)

var levels = map[string]uint8{"error": table.Error, "fixed": table.Error, "warn": table.Warn, "off": table.Off}

func readTexts(path string) (*textFile, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all := new(textFile)
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		kind, rest, _ := strings.Cut(line, " ")
		name, rest, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
		words := strings.TrimSpace(rest)
		switch kind {
		case "text":
			if strings.HasPrefix(words, `"`) {
				if words, err = strconv.Unquote(words); err != nil {
					return nil, fmt.Errorf("%s:%d: %w", path, n, err)
				}
			}
			all.texts = append(all.texts, textLine{name, words})
		case "code":
			level, message, _ := strings.Cut(words, " ")
			if _, ok := levels[level]; !ok {
				return nil, fmt.Errorf("%s:%d: unknown level %q", path, n, level)
			}
			message = placeholders.Replace(strings.TrimSpace(message))
			all.codes = append(all.codes, codeText{name, level, message})
		default:
			return nil, fmt.Errorf("%s:%d: a line starts with code or text, not %q", path, n, kind)
		}
	}
	return all, in.Err()
}
