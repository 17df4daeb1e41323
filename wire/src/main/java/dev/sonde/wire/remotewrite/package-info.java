/// Prometheus remote write, both protocols: [RemoteWriteEncoder].
package dev.sonde.wire.remotewrite;
