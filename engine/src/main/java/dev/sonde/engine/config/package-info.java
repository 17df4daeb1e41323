/// Configuration: files, environment and flags become one tree whose every value knows its place
/// ([dev.sonde.engine.config.Node]), the tree is read by records through [dev.sonde.api.Settings],
/// and all mistakes are told at once ([dev.sonde.engine.config.Problems]). Knows no particular key.
package dev.sonde.engine.config;
