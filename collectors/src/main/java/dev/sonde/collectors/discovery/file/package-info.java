/// `file_sd_configs`: targets from files.
package dev.sonde.collectors.discovery.file;
