/// InfluxDB's line protocol, read.
package dev.sonde.wire.influx;
