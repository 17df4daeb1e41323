/// The receiver `otlp`: metrics of OpenTelemetry over HTTP.
package dev.sonde.receivers.otlp;
