package dev.sonde.wire.json;

/// Text, its escapes resolved; never half a surrogate pair.
public record JsonText(String value) implements Json {}
