/// Metrics that programs print: scripts and tools in any language.
package dev.sonde.collectors.exec;
