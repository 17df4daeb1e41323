package dev.sonde.client;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Intake;
import dev.sonde.api.Origin;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves what waits in the lobby to the journal: all that waits goes together, and shares one sync.
/// The one thread of a sink that appends, so that no caller ever waits for a disk longer than it
/// wants to.
final class Mover implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Lobby lobby;
  private final Intake journal;
  private final Batch together = new Batch();

  Mover(Lobby lobby, Intake journal) {
    this.lobby = lobby;
    this.journal = journal;
  }

  @Override
  public void run() {
    List<Parcel> group = lobby.front();
    while (!group.isEmpty()) {
      Appended answer = append(group);
      boolean stay = lobby.answer(group, answer);
      if (stay && answer instanceof Appended.Refused(var _, var retryAfter)) {
        lobby.pause(retryAfter);
      }
      group = lobby.front();
    }
  }

  private Appended append(List<Parcel> group) {
    try {
      return journal.append(batch(group), Origin.UNNAMED);
    } catch (RuntimeException | Error defect) { // memory may be short for a moment only
      LOG.error("the journal could not be asked to take samples, please report it", defect);
      return new Appended.Refused("defect", SOON);
    } finally {
      together.clear();
    }
  }

  private Batch batch(List<Parcel> group) {
    if (group.size() == 1) {
      return group.getFirst().batch;
    }
    for (Parcel each : group) {
      for (int row = 0; row < each.batch.size(); row++) {
        together.addRow(each.batch, row);
      }
    }
    return together;
  }
}
