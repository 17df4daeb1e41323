package dev.sonde.journal;

import dev.sonde.api.Appended;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What keeps the writer from writing: said once when it begins and once when it is over, and told
/// to everyone who wants to append meanwhile.
final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Door door;
  private final Bounds bounds;
  private final JournalCounts counts;

  Trouble(Door door, Bounds bounds, JournalCounts counts) {
    this.door = door;
    this.bounds = bounds;
    this.counts = counts;
  }

  /// Those who wait are refused, and whoever comes in the next second.
  ///
  /// @param live the segment being written, if it still is
  void met(Throwable cause, List<Ticket> waiting, @Nullable Segment live) {
    String reason = reason(cause);
    if (counts.problem().isEmpty()) {
      if (cause instanceof RuntimeException) {
        LOG.error("a defect in Sonde keeps the journal from writing", cause);
      } else {
        LOG.error("the journal takes nothing more: {}", cause.getMessage());
      }
    }
    counts.problem(reason + ": " + cause.getMessage());
    if (reason.equals("disk_full")) {
      bounds.freeDelivered(live);
    }
    door.shut(reason);
    door.answer(waiting, new Appended.Refused(reason, LATER));
  }

  /// Something was written.
  void over() {
    if (!counts.problem().isEmpty()) {
      counts.problem("");
      LOG.info("the journal takes samples again");
    }
    door.open();
  }

  private static String reason(Throwable failed) {
    if (failed instanceof JournalFullException) {
      return "journal_full";
    }
    if (failed instanceof RuntimeException) {
      return "defect";
    }
    String words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    boolean full = words.contains("no space left") || words.contains("quota");
    return full ? "disk_full" : "disk_error";
  }
}
