package dev.sonde.app;

import dev.sonde.api.Blocking;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.receivers.agents.Agents;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every five seconds who fell silent, and writes down every five minutes who is known. Costs
/// next to nothing while nobody pushes.
final class AgentWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agents");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int PAUSES = 60;

  /// For a disk that may hang.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Agents agents;
  private final Supplier<AgentsFile> file;
  private final Blocking blocking;
  private List<AgentStatus> written = List.of();
  private boolean failed;

  AgentWatch(Agents agents, Supplier<AgentsFile> file, Blocking blocking) {
    this.agents = agents;
    this.file = file;
    this.blocking = blocking;
  }

  /// Until interrupted.
  @Override
  public void run() {
    try {
      for (int i = 1; ; i++) {
        Thread.sleep(PAUSE);
        agents.look();
        if (i % PAUSES == 0) {
          save();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes in what was written before a restart.
  void load() throws InterruptedException {
    AgentsFile from = file.get();
    try {
      agents.restore(blocking.call("agents", LIMIT, from::read));
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception unreadable) {
      LOG.warn("who pushed before this start can't be read: {}", unreadable.getMessage());
    }
  }

  /// Writes down who is known, when that is something new. What fails is said once, and tried
  /// again.
  synchronized void save() throws InterruptedException {
    List<AgentStatus> now = agents.all();
    if (now.equals(written)) {
      return;
    }
    AgentsFile to = file.get();
    try {
      blocking.call(
          "agents",
          LIMIT,
          () -> {
            to.write(now);
            return now;
          });
      written = now;
      failed = false;
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception unwritable) {
      if (!failed) {
        LOG.warn("who pushes here can't be kept: {}", unwritable.getMessage());
      }
      failed = true;
    }
  }
}
