package dev.sonde.app;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.app.plugin.Plugin;
import dev.sonde.app.plugin.Plugins;
import java.util.List;
import java.util.function.Consumer;

/// Plugins, among Sonde's own metrics.
final class PluginMetrics implements Consumer<Recorder> {
  private static final Family LOADED =
      Family.gauge(
          "sonde_plugin_loaded", "", "1 when the plugin is in use, 0 when it is left out.");
  private static final Family THREADS =
      Family.gauge("sonde_plugin_threads", "", "Threads that the plugin has, calls of Sonde too.");

  private final Plugins plugins;

  PluginMetrics(Plugins plugins) {
    this.plugins = plugins;
  }

  /// All of them, for the reference.
  static List<Family> families() {
    return List.of(LOADED, THREADS);
  }

  @Override
  public void accept(Recorder out) {
    for (Plugin each : plugins.all()) {
      var labels = Labels.of("plugin", each.jar());
      switch (each) {
        case Plugin.Loaded loaded -> {
          out.record(LOADED, labels, 1);
          out.record(THREADS, labels, loaded.threads());
        }
        case Plugin.LeftOut _ -> out.record(LOADED, labels, 0);
      }
    }
  }
}
