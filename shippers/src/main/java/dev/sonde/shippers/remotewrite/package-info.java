/// The shipper `prometheus_remote_write`: versions 1.0 and 2.0 of the protocol.
package dev.sonde.shippers.remotewrite;
