package dev.sonde.app.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stands between Sonde and one plugin: whatever is called there ends, and throws nothing but
/// [PluginException]. Safe for all threads.
final class Guard {
  private static final Duration QUICK = Duration.ofMillis(250);
  private static final Duration USUAL = Duration.ofSeconds(10);

  private final String plugin;
  private final PluginThreads threads;
  private final int slowness;
  private final Logger log = LoggerFactory.getLogger("sonde.plugin");
  private final AtomicInteger components = new AtomicInteger();

  Guard(String plugin, PluginThreads threads) {
    this(plugin, threads, 1);
  }

  /// @param slowness how many times as long as usual a plugin may take
  Guard(String plugin, PluginThreads threads, int slowness) {
    this.plugin = plugin;
    this.threads = threads;
    this.slowness = slowness;
  }

  /// How long that may take which others wait for.
  Duration quick() {
    return QUICK.multipliedBy(slowness);
  }

  /// How long anything else may take.
  Duration usual() {
    return USUAL.multipliedBy(slowness);
  }

  String plugin() {
    return plugin;
  }

  PluginThreads threads() {
    return threads;
  }

  /// Asks for something that is soon there.
  ///
  /// @throws PluginException when there is none
  <T> T ask(String what, Duration limit, Callable<T> task) {
    try {
      return threads.call(what, limit, task);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PluginException(what + " was interrupted");
    }
  }

  /// The same with something instead; why is logged.
  <T> T ask(String what, Duration limit, Callable<T> task, T instead) {
    try {
      return ask(what, limit, task);
    } catch (PluginException failed) {
      log.warn("plugin {}: {}", plugin, failed.getMessage());
      return instead;
    }
  }

  /// A component was made.
  void made() {
    components.incrementAndGet();
  }

  /// A component was closed.
  void closed() {
    components.decrementAndGet();
  }

  /// Threads that live though nothing of the plugin is in use.
  List<String> leaked() {
    return components.get() > 0 ? List.of() : threads.own();
  }
}
