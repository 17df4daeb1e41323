package dev.sonde.app.plugin;

/// What a factory says of itself, asked once.
record Told(String name, String help) {}
