package dev.sonde.app.config;

import dev.sonde.engine.config.NamedFiles;
import dev.sonde.engine.config.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What was found, merged and ready to be read.
///
/// @param profile whose habits hold
/// @param description for the first line of the log
/// @param tree all layers merged, references replaced
/// @param files to be watched for changes: what was read, and what would be if it were there
/// @param warnings for the log, one line each
/// @param shipper metricsd's shipper, if its configuration has one
/// @param endpoints metricsd's endpoints
/// @param named where other files are looked for that it names
public record Configuration(
    Profile profile,
    String description,
    Node.Mapping tree,
    List<Path> files,
    List<String> warnings,
    Optional<MetricsdShipper> shipper,
    List<MetricsdEndpoint> endpoints,
    NamedFiles named) {
  public Configuration {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
    endpoints = List.copyOf(endpoints);
  }
}
