package dev.sonde.collectors.exec;

import dev.sonde.api.Settings;
import java.util.HashSet;
import java.util.List;

/// What is run.
///
/// @param commands each with a name of its own
public record ExecConfig(List<CommandConfig> commands) {
  public ExecConfig {
    commands = List.copyOf(commands);
  }

  static ExecConfig read(Settings in) {
    List<CommandConfig> commands =
        in.sections(
            "commands",
            "What is run, each at times of its own; started as it is written, without a shell.",
            CommandConfig::read);
    var names = new HashSet<String>();
    for (CommandConfig each : commands) {
      if (!names.add(each.name())) {
        in.problem("commands", "two are called " + each.name() + "; give each a name of its own");
      }
    }
    return new ExecConfig(commands);
  }
}
