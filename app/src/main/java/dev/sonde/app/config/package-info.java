/// Where Sonde's configuration comes from: files, profiles, environment and flags, and how the
/// `config.json` of metricsd becomes a configuration of ours.
package dev.sonde.app.config;
