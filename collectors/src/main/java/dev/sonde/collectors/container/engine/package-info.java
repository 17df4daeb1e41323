/// The Engine API of Docker and Podman: where engines are, what they say.
package dev.sonde.collectors.container.engine;
