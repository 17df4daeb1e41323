package dev.sonde.app.plugin;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A plugin's processor. Asked on the threads of those whose series it decides about, as a thread
/// for each question would cost too much: one that hangs holds them up. When it fails it keeps.
final class GuardedProcessor implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.plugin");

  private final Processor of;
  private final String plugin;
  private final AtomicBoolean told = new AtomicBoolean();

  GuardedProcessor(Processor of, String plugin) {
    this.of = Objects.requireNonNull(of);
    this.plugin = plugin;
  }

  @Override
  public Verdict decide(String name, Labels labels) {
    try {
      return Objects.requireNonNull(of.decide(name, labels));
    } catch (Throwable failed) {
      tell(name, failed);
      return Verdict.KEEP;
    }
  }

  @Override
  public List<String> reasons(String name, Labels labels) {
    try {
      return List.copyOf(of.reasons(name, labels));
    } catch (Throwable failed) {
      return List.of("plugin " + plugin + " failed: " + PluginException.words(failed));
    }
  }

  private void tell(String name, Throwable failed) {
    if (told.compareAndSet(false, true)) {
      LOG.error(
          "plugin {} could not decide about {}, which is kept, as are others that it fails on: {}",
          plugin,
          name,
          PluginException.words(failed));
    }
  }
}
