/// The files under `packaging`, each run, built, or asked of the program that reads it: systemd's
/// verifier, Docker, Docker Compose, Kubernetes' own schema, and Sonde.
@NullMarked
package dev.sonde.it.packaging;

import org.jspecify.annotations.NullMarked;
