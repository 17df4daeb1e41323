/// The host collector for systems other than Linux: the same names, through OSHI.
package dev.sonde.collectors.oshi;
