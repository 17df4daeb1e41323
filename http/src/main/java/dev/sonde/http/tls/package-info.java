/// TLS for every client: configuration, certificates from PEM files, watched and replaced.
package dev.sonde.http.tls;
