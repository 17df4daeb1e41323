/// OpenTelemetry's SDK over the durable client.
package dev.sonde.client.opentelemetry;
