/// Targets from the containers of Docker and Podman.
package dev.sonde.collectors.discovery.docker;
