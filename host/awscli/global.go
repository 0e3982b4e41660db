package awscli

// first is the stage that looks for two options before all else, and for help.
var first = parser{options: []*option{
	{names: []string{"-h", "--help"}, key: "help"},
	{names: []string{"--profile"}, key: "profile", takes: takesOne},
	{names: []string{"--debug"}, key: "debug"},
}}

// global is the stage of the options that every command takes. Of those only some mean anything here: the binary
// format, --no-paginate and --color.
var global = parser{
	positional: "command",
	options: []*option{
		{names: []string{"--debug"}, key: "debug"},
		{names: []string{"--endpoint-url"}, key: "endpoint-url", takes: takesOne},
		{names: []string{"--no-verify-ssl"}, key: "no-verify-ssl"},
		{names: []string{"--no-paginate"}, key: "no-paginate"},
		{
			names:   []string{"--output"},
			key:     "output",
			takes:   takesOne,
			choices: []string{"json", "text", "table", "yaml", "yaml-stream"},
		},
		{names: []string{"--query"}, key: "query", takes: takesOne},
		{names: []string{"--profile"}, key: "profile", takes: takesOne},
		{names: []string{"--region"}, key: "region", takes: takesOne},
		{names: []string{"--version"}, key: "version"},
		{names: []string{"--color"}, key: "color", takes: takesOne, choices: []string{"on", "off", "auto"}},
		{names: []string{"--no-sign-request"}, key: "no-sign-request"},
		{names: []string{"--ca-bundle"}, key: "ca-bundle", takes: takesOne},
		{names: []string{"--cli-read-timeout"}, key: "cli-read-timeout", takes: takesOne, integer: true},
		{names: []string{"--cli-connect-timeout"}, key: "cli-connect-timeout", takes: takesOne, integer: true},
		{
			names:   []string{"--cli-binary-format"},
			key:     "cli-binary-format",
			takes:   takesOne,
			choices: []string{"base64", rawBlobs},
		},
		{names: []string{"--no-cli-pager"}, key: "no-cli-pager"},
		{names: []string{"--cli-auto-prompt"}, key: "cli-auto-prompt"},
		{names: []string{"--no-cli-auto-prompt"}, key: "no-cli-auto-prompt"},
	},
}

// rawBlobs is the binary format in which the text of a blob is the blob itself.
const rawBlobs = "raw-in-base64-out"
