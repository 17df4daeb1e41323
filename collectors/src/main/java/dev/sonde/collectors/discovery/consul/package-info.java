/// Targets from Consul's catalogue of services.
package dev.sonde.collectors.discovery.consul;
