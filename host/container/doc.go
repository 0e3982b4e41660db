// Package container has the files of an image of the command, and of a compose file with an emulator behind it. It has
// no code but the test that they work.
package container
