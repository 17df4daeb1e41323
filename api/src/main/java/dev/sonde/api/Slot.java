package dev.sonde.api;

/// A component's own handle for one series: what the pipeline decided about the series is kept in
/// it, so that recording a sample costs no look-up.
///
/// Made by [Recorder#slot]. It belongs to the component that asked for it and outlives the run in
/// which it was asked for. Recording through another component's slot throws.
public interface Slot {}
