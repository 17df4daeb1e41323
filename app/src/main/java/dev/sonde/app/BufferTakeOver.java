package dev.sonde.app;

import dev.sonde.api.Allowance;
import dev.sonde.api.Appended;
import dev.sonde.api.BatchId;
import dev.sonde.api.Caller;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Reception;
import dev.sonde.api.Role;
import dev.sonde.api.Time;
import dev.sonde.wire.pushed.PushedJson;
import dev.sonde.wire.pushed.PushedReport;
import dev.sonde.wire.pushed.PushedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over what the metrics push client could not send before: its `metrics_buffer.json`, a list
/// of batches. They go to the journal with their own times, and the file gets another name.
///
/// # Implementation notes
///
/// Between the journal and the new name Sonde may be killed, and finds the file again: it is known
/// by its bytes, so it is taken once.
final class BufferTakeOver {
  private static final String FILE = "metrics_buffer.json";
  private static final String TAKEN = "metrics_buffer.json.taken-over";
  private static final int MOST_BYTES = 256 << 20;
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agent");

  private final Path file;
  private final Reception reception;
  private final Time time;

  /// @param folder where the client ran
  BufferTakeOver(Path folder, Reception reception, Time time) {
    this.file = folder.resolve(FILE);
    this.reception = reception;
    this.time = time;
  }

  /// Does it once, if there is anything. What can't be taken stays where it is, and is said.
  void run() {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it has more than " + MOST_BYTES + " bytes");
      }
      take(Files.readAllBytes(file));
    } catch (IOException e) {
      LOG.warn("{} can't be taken over and stays as it is: {}", file, e.getMessage());
    }
  }

  private void take(byte[] bytes) throws IOException {
    var allowance = new Allowance(Allowance.Limits.NONE, time, 0);
    try (Push push = reception.begin(Caller.unnamed(Role.INGEST, allowance))) {
      var reader = new PushedJson(PushedRules.USUAL.withBytes(MOST_BYTES));
      PushedReport report = reader.read(bytes, bytes.length, push);
      if (push.size() == 0) {
        LOG.info("{} has nothing that can be sent; it becomes {}", file, TAKEN);
        rename();
        return;
      }
      switch (push.commit(origin(bytes, push.size()))) {
        case Appended.Accepted _, Appended.Repeated _ -> {
          tell(report);
          rename();
        }
        case Appended.Refused refused ->
            throw new IOException("the journal takes nothing now (" + refused.reason() + ")");
      }
    }
  }

  private static Origin origin(byte[] bytes, int samples) {
    return new Origin.Sender(new BatchId(UUID.nameUUIDFromBytes(bytes), 1, 0, samples));
  }

  private void tell(PushedReport report) {
    LOG.info("{} samples taken over from {}", report.accepted(), file);
    if (!report.problem().isEmpty()) {
      LOG.warn(
          "{} of {} could not be read, the first: {}", report.refused(), file, report.problem());
    }
  }

  private void rename() throws IOException {
    Files.move(file, file.resolveSibling(TAKEN), StandardCopyOption.REPLACE_EXISTING);
  }
}
