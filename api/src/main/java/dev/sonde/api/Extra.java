package dev.sonde.api;

/// What a sample has beside its value; most have nothing. Destinations that can't take one leave it
/// out.
public sealed interface Extra permits Exemplar, Histogram {}
