package dev.sonde.api;

/// Makes a kind of processor from configuration.
///
/// @param <C> its configuration: a record, compared with `equals` to see what a reload changed
public interface ProcessorFactory<C> {
  /// Its key in the list `processors:`, a verb in lower case.
  String name();

  /// One sentence for people, shown in the reference.
  String help();

  /// Reads its configuration: all keys, with defaults and help.
  C read(Settings settings);

  /// Makes a processor.
  Processor create(C config);
}
