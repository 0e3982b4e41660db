package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"sync/atomic"
)

// tlsFiles are the files of the service's certificate. Without one there is no TLS.
type tlsFiles struct {
	certificate, key string
	// loaded is what was last read.
	loaded atomic.Pointer[tls.Certificate]
}

func (f *tlsFiles) given() bool { return f.certificate != "" }

// verify refuses one file without the other.
func (f *tlsFiles) verify() error {
	if (f.certificate == "") != (f.key == "") {
		return errors.New("--tls-cert and --tls-key are given together or not at all")
	}
	return nil
}

// load reads the files. Connections that begin from now on get the new certificate; one that cannot be read changes
// nothing.
func (f *tlsFiles) load() error {
	pair, err := tls.LoadX509KeyPair(f.certificate, f.key)
	if err != nil {
		return fmt.Errorf("read the certificate and its key: %w", err)
	}
	f.loaded.Store(&pair)
	return nil
}

// settings are for a server, whose certificate may be loaded anew.
func (f *tlsFiles) settings() *tls.Config {
	return &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return f.loaded.Load(), nil },
	}
}
