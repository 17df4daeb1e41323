package dev.sonde.app.plugin;

import java.util.List;
import java.util.stream.Collectors;

/// A jar in the folder, and what became of it.
public sealed interface Plugin {
  /// Its file's name.
  String jar();

  /// It is in use.
  ///
  /// @param version of the plugin itself, empty when it says none
  record Loaded(String jar, String version, List<Brought> all, Guard guard) implements Plugin {
    public Loaded {
      all = List.copyOf(all);
    }

    /// `collector spool, shipper queue`
    public String brings() {
      return all.stream().map(Brought::toString).collect(Collectors.joining(", "));
    }

    /// Threads that it has.
    public int threads() {
      return guard.threads().own().size() + guard.threads().running();
    }
  }

  /// It is left out.
  ///
  /// @param version of the plugin itself, empty when it says none
  /// @param why with what to do
  record LeftOut(String jar, String version, String why) implements Plugin {}
}
