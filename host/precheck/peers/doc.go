// Package peers holds tests of `cognitocheck serve` against the real thing: the AWS SDKs for Go and for JavaScript and
// the aws command line in front of it, the emulator cognito-local as its upstream. `make peers` installs what they
// need.
package peers
