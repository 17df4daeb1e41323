/// The receiver `remote_write`: what Prometheus, vmagent and their relatives write.
package dev.sonde.receivers.remotewrite;
