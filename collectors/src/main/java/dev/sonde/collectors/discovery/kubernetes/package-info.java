/// Targets from the API of a Kubernetes cluster.
package dev.sonde.collectors.discovery.kubernetes;
