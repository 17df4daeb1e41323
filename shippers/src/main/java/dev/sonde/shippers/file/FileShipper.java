package dev.sonde.shippers.file;

import dev.sonde.api.Blocking;
import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.wire.histogram.ClassicHistograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// # Implementation notes
///
/// The disk may hang, so it is touched on a thread that can be left behind. Whoever touches it owns
/// the open file meanwhile; what is left behind never gives it back, and holds its lock as long as
/// it hangs, so two never write at a time. After any failure the file is opened anew, which cuts
/// off what came after the last position.
final class FileShipper implements Shipper {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.shippers.file");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private interface Work<T> {
    T on(DataFile file) throws IOException;
  }

  private final FileConfig config;
  private final String name;
  private final DiskAt disks;
  private final Path folder;
  private final Blocking blocking;
  private final LineBody body;
  private final ClassicHistograms histograms;
  private @Nullable DataFile open;
  private long turn;

  /// @param path where the file is
  FileShipper(FileConfig config, DiskAt disks, Path path, Blocking blocking) {
    this.config = config;
    this.name = String.valueOf(path.getFileName());
    this.disks = disks;
    this.folder = Objects.requireNonNull(path.getParent(), "a file is in a folder");
    this.blocking = blocking;
    this.body = new LineBody(Lines.of(config.format()));
    this.histograms = new ClassicHistograms(body::says);
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return histograms.encode(shipment, body::encode);
  }

  @Override
  public Outcome send(Encoded encoded) throws InterruptedException {
    if (histograms.isTooMuch(encoded)) {
      return ClassicHistograms.TOO_MUCH;
    }
    try {
      return work(file -> append(file, encoded));
    } catch (IOException e) {
      return new Outcome.Retry(Optional.empty(), config.path() + ": " + e.getMessage());
    }
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    return work(file -> file.position().mark(instance, epoch));
  }

  @Override
  public boolean answers() throws InterruptedException {
    try {
      return work(_ -> true);
    } catch (IOException _) {
      return false;
    }
  }

  /// Touches neither the file nor its lock: another Sonde may be writing.
  @Override
  public Examination examine() throws InterruptedException {
    try {
      return call(() -> FolderExamination.of(disks, folder, name));
    } catch (IOException e) {
      String wrong = config.path() + ": " + e.getMessage();
      return new Examination(false, List.of(wrong + "; check the folder and who may write there"));
    }
  }

  @Override
  public synchronized void close() {
    turn++;
    if (open != null) {
      closed(open);
      open = null;
    }
  }

  private static Outcome append(DataFile file, Encoded encoded) throws IOException {
    long has = file.position().mark(encoded.id().instance(), encoded.id().epoch()).orElse(0);
    if (encoded.id().to() <= has) {
      return Outcome.ACCEPTED;
    }
    if (encoded.id().from() < has) {
      return new Outcome.TooLarge("a part of it is in the file; the rest has to come by itself");
    }
    file.append(encoded.body(), encoded.id());
    return Outcome.ACCEPTED;
  }

  private <T> T work(Work<T> work) throws IOException, InterruptedException {
    long mine = begin();
    try {
      return call(() -> {
        DataFile file = take(mine);
        boolean done = false;
        try {
          T result = work.on(file);
          done = true;
          return result;
        } finally {
          giveBack(file, done, mine);
        }
      });
    } finally {
      end(mine);
    }
  }

  private <T> T call(Callable<T> task) throws IOException, InterruptedException {
    try {
      return blocking.call("write " + name, LIMIT, task);
    } catch (TimeoutException e) {
      throw new IOException("the disk did not answer within " + LIMIT.toSeconds() + " s", e);
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("writing failed", e);
    }
  }

  private synchronized long begin() {
    return ++turn;
  }

  /// Whatever is still at work from now on has been left behind.
  private synchronized void end(long mine) {
    if (turn == mine) {
      turn++;
    }
  }

  private DataFile take(long mine) throws IOException {
    synchronized (this) {
      DataFile known = open;
      if (known != null && turn == mine) {
        open = null;
        return known;
      }
    }
    return DataFile.open(disks.open(folder), name, config);
  }

  private synchronized void giveBack(DataFile file, boolean done, long mine) {
    if (done && turn == mine) {
      open = file;
    } else {
      closed(file);
    }
  }

  private static void closed(DataFile file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("closing a file failed", e);
    }
  }
}
