/// OpenTelemetry's protocol for metrics, protobuf and JSON: requests read, answers written.
package dev.sonde.wire.otlp;
