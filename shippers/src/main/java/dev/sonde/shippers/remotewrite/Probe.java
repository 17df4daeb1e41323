package dev.sonde.shippers.remotewrite;

import dev.sonde.http.Reply;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Compression;
import dev.sonde.shippers.remotewrite.RemoteWriteConfig.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;

/// Finds out what a receiver takes, without sending it a sample.
///
/// # Implementation notes
///
/// VictoriaMetrics answers `1` to a question that its own agents ask; nobody else does. A receiver
/// of 2.0 answers an empty request of 2.0 with how many samples it wrote; one that knows 1.0 only
/// refuses it or says no number. So neither can be mistaken, and nothing is lost if they are.
final class Probe {
  private static final String QUESTION = "get_vm_proto_version=1";

  /// `symbols: [""]` in snappy's block format: two bytes, said as they are.
  private static final byte[] NOTHING = {2, 4, 0x22, 0};

  private final HttpDestination destination;
  private final Predicate<Form> usable;
  private final boolean zstd;
  private final boolean counted;

  /// @param usable can bodies be made in a form here?
  Probe(RemoteWriteConfig config, HttpDestination destination, Predicate<Form> usable) {
    this.destination = destination;
    this.usable = usable;
    this.zstd = config.compression() == Compression.AUTO && config.protocol() != Version.TWO;
    this.counted = config.protocol() == Version.AUTO && config.compression() != Compression.ZSTD;
  }

  /// Is there anything to find out?
  boolean matters() {
    return zstd || counted;
  }

  /// What it takes, empty when it can't say now.
  Optional<Form> ask() throws IOException, InterruptedException {
    if (zstd) {
      Reply reply = destination.ask(QUESTION);
      if (isLater(reply)) {
        return Optional.empty();
      }
      if (reply.status() == 200 && reply.text().strip().equals("1")) {
        return Optional.of(usable.test(Form.ZSTD) ? Form.ZSTD : Form.PLAIN);
      }
    }
    return counted ? askForCounts() : Optional.of(Form.PLAIN);
  }

  private Optional<Form> askForCounts() throws IOException, InterruptedException {
    Form form = Form.COUNTED;
    Reply reply =
        destination.post(ByteBuffer.wrap(NOTHING.clone()), form.contentType(), form.headers());
    if (isLater(reply)) {
      return Optional.empty();
    }
    boolean takes = reply.succeeded() && Written.samples(reply).isPresent();
    return Optional.of(takes ? form : Form.PLAIN);
  }

  private static boolean isLater(Reply reply) {
    return switch (reply.status()) {
      case 401, 403, 407, 408, 429 -> true;
      default -> reply.status() >= 500;
    };
  }
}
