package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import dev.sonde.http.tls.CertificateStatus.Use;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads a configuration's files, looks at them again every five seconds when somebody asks, and
/// keeps what worked until something else works.
final class Keeper<E extends Engines> {
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private record Looked(TlsFiles files, List<Stamp> stamps, TlsFiles.@Nullable Content content) {}

  private final TlsConfig config;
  private final Use own;
  private final SystemTrust system;
  private final Engines.Maker<E> maker;
  private final Warnings warnings;
  private final Time time;
  private final SingleCall blocking;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile @Nullable InForce<E> inForce;
  private volatile @Nullable TlsUnusable failure;
  private volatile long lookedNanos;

  /// @param own what the configuration's own certificate is for
  Keeper(
      TlsConfig config,
      Use own,
      SystemTrust system,
      Engines.Maker<E> maker,
      Warnings warnings,
      Time time,
      Blocking blocking) {
    this.config = config;
    this.own = own;
    this.system = system;
    this.maker = maker;
    this.warnings = warnings;
    this.time = time;
    this.blocking = new SingleCall(blocking);
    this.lookedNanos = time.nanos() - PAUSE_NANOS;
  }

  /// What to make connections by.
  ///
  /// @throws IOException when there is nothing yet, in words
  InForce<E> current() throws IOException, InterruptedException {
    look();
    InForce<E> known = inForce;
    if (known == null) {
      TlsUnusable why = failure;
      throw why == null
          ? new IOException("the TLS files are being read")
          : new IOException(why.problem().words(), why);
    }
    return known;
  }

  /// Empty before the first look that went well.
  Optional<InForce<E>> known() {
    return Optional.ofNullable(inForce);
  }

  /// Why the files can't be used as they are; also while older ones are in force.
  Optional<TlsProblem> problem() throws InterruptedException {
    look();
    return Optional.ofNullable(failure).map(TlsUnusable::problem);
  }

  /// Whoever comes while another looks goes on with what is in force.
  void look() throws InterruptedException {
    if (time.nanos() - lookedNanos < PAUSE_NANOS) {
      return;
    }
    if (inForce == null) {
      looking.lockInterruptibly();
    } else if (!looking.tryLock()) {
      return;
    }
    try {
      if (time.nanos() - lookedNanos >= PAUSE_NANOS) {
        refresh();
        lookedNanos = time.nanos();
      }
    } finally {
      looking.unlock();
    }
  }

  private void refresh() throws InterruptedException {
    try {
      take(seen());
      failure = null;
    } catch (TlsUnusable e) {
      if (inForce != null) {
        warnings.kept(e.problem().words());
      }
      failure = e;
    }
  }

  private Looked seen() throws TlsUnusable, InterruptedException {
    try {
      return blocking.call("TLS files", LIMIT, this::lookAtFiles);
    } catch (TlsUnusable | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      String why = Shown.plain(String.valueOf(e.getMessage()));
      throw new TlsUnusable(use(), "the TLS files can't be read: " + why, e);
    }
  }

  private Use use() {
    return config.certFile().isPresent() ? own : Use.CA;
  }

  private Looked lookAtFiles() throws TlsUnusable {
    TlsFiles files = TlsFiles.of(config, own, system);
    List<Stamp> stamps = files.stamps();
    InForce<E> known = inForce;
    boolean same =
        known != null
            && failure == null
            && known.stamps().equals(stamps)
            && known.material().files().equals(files);
    return new Looked(files, stamps, same ? null : files.read());
  }

  private void take(Looked looked) throws TlsUnusable {
    TlsFiles.Content content = looked.content();
    if (content == null) {
      return;
    }
    InForce<E> known = inForce;
    byte[] digest = content.digest();
    if (known != null
        && Arrays.equals(known.digest(), digest)
        && known.material().files().equals(looked.files())) {
      inForce = known.seen(looked.stamps());
      return;
    }
    Material material = Material.of(config, looked.files(), content);
    long generation = known == null ? 1 : known.generation() + 1;
    var next = new InForce<>(generation, looked.stamps(), digest, material, engines(material));
    warnings.inForce(next);
    inForce = next;
  }

  private E engines(Material material) throws TlsUnusable {
    try {
      return maker.of(material);
    } catch (GeneralSecurityException e) {
      throw new TlsUnusable(use(), "this Java can't use the TLS files: " + e.getMessage(), e);
    }
  }
}
