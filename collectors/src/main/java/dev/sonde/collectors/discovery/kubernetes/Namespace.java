package dev.sonde.collectors.discovery.kubernetes;

record Namespace(Meta meta) implements Item {}
