/// Containers of Docker and Podman: who they are by their API, their numbers from cgroup files.
package dev.sonde.collectors.container;
