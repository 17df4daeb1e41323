package dev.sonde.testkit;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// A destination that answers as a test says, and keeps what it was sent. Its bodies are lines of
/// `name{labels} timeMillis value`. Safe for all threads.
public final class ScriptedShipper implements Shipper {
  /// What it does with one attempt.
  @FunctionalInterface
  public interface Answer {
    /// Called on the courier's thread.
    Outcome to(Sent sent) throws IOException, InterruptedException;
  }

  /// One attempt.
  public record Sent(BatchId id, List<String> rows) {
    public Sent {
      rows = List.copyOf(rows);
    }
  }

  private final ArrayDeque<Answer> script = new ArrayDeque<>();
  private final List<Sent> attempts = new ArrayList<>();
  private final List<String> arrived = new ArrayList<>();
  private Answer otherwise = _ -> Outcome.ACCEPTED;
  private OptionalLong progress = OptionalLong.empty();
  private final Map<Long, Long> marks = new HashMap<>();
  private final List<String> stands = new ArrayList<>();
  private boolean remembers;
  private boolean mayLose;
  private boolean progressSilent;
  private int asked;
  private int encoded;
  private boolean answers;
  private boolean closed;

  /// The next attempt that the script does not cover yet ends so.
  public ScriptedShipper then(Outcome outcome) {
    return then(_ -> outcome);
  }

  /// The next attempt that the script does not cover yet is treated so.
  public synchronized ScriptedShipper then(Answer answer) {
    script.add(answer);
    return this;
  }

  /// The next attempt gets no answer and does not arrive.
  public ScriptedShipper thenSilence() {
    return then(_ -> {
      throw new IOException("connection refused");
    });
  }

  /// The next attempt says: try again.
  public ScriptedShipper thenRetry() {
    return then(new Outcome.Retry(Optional.empty(), "503"));
  }

  /// Every attempt after the script is treated so; at first they are accepted.
  public synchronized ScriptedShipper otherwise(Answer answer) {
    otherwise = answer;
    return this;
  }

  /// From now on it says how far it has a sender's samples.
  public synchronized ScriptedShipper holds(long upTo) {
    progress = OptionalLong.of(upTo);
    progressSilent = false;
    return this;
  }

  /// From now on it keeps a mark for each epoch, as a store does in one transaction with the data,
  /// and says how far it is.
  public synchronized ScriptedShipper remembers() {
    remembers = true;
    return this;
  }

  /// From now on it may lose what it took, and says so.
  public synchronized ScriptedShipper mayLose() {
    mayLose = true;
    return this;
  }

  /// It is as it was when it had so many rows: restored from a backup.
  ///
  /// @param to the mark of this epoch then; those of other epochs stay
  public synchronized void restore(int rows, long epoch, long to) {
    arrived.subList(rows, arrived.size()).clear();
    marks.put(epoch, to);
  }

  /// From now on it does not answer when asked how far it is.
  public synchronized ScriptedShipper silentAboutProgress() {
    progressSilent = true;
    return this;
  }

  /// Says whether it answers otherwise when it keeps failing.
  public synchronized ScriptedShipper answering(boolean does) {
    answers = does;
    return this;
  }

  /// All attempts, in order.
  public synchronized List<Sent> attempts() {
    return List.copyOf(attempts);
  }

  /// The rows of all attempts it accepted, in order.
  public synchronized List<String> arrived() {
    return List.copyOf(arrived);
  }

  /// What it was told before each attempt: `waiting 7, dropped 0`.
  public synchronized List<String> stands() {
    return List.copyOf(stands);
  }

  /// How often it was asked how far it is.
  public synchronized int asked() {
    return asked;
  }

  /// How often it was asked to encode.
  public synchronized int encoded() {
    return encoded;
  }

  /// Is it closed?
  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public Encoded encode(Shipment shipment) {
    count();
    Batch batch = shipment.batch();
    var body = new StringBuilder();
    for (int row = 0; row < batch.size(); row++) {
      body.append(batch.series(row)).append(' ').append(batch.time(row)).append(' ');
      body.append(batch.value(row)).append('\n');
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return new Encoded(shipment.id(), ByteBuffer.wrap(bytes), batch.size(), Map.of());
  }

  @Override
  public synchronized void stands(long waiting, long dropped) {
    stands.add("waiting " + waiting + ", dropped " + dropped);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    String text = StandardCharsets.UTF_8.decode(encoded.body().duplicate()).toString();
    var sent = new Sent(encoded.id(), text.lines().toList());
    Outcome outcome = next(sent).to(sent);
    if (outcome instanceof Outcome.Accepted) {
      accept(sent);
    }
    return outcome;
  }

  @Override
  public synchronized OptionalLong progress(UUID instance, long epoch) throws IOException {
    asked++;
    if (progressSilent) {
      throw new IOException("connection refused");
    }
    return remembers ? OptionalLong.of(marks.getOrDefault(epoch, 0L)) : progress;
  }

  @Override
  public synchronized OptionalLong durable(UUID instance, long epoch) {
    return mayLose ? OptionalLong.of(0) : OptionalLong.empty();
  }

  @Override
  public synchronized boolean answers() {
    return answers;
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private synchronized void count() {
    encoded++;
  }

  private synchronized Answer next(Sent sent) {
    attempts.add(sent);
    Answer scripted = script.poll();
    return scripted == null ? otherwise : scripted;
  }

  private synchronized void accept(Sent sent) {
    arrived.addAll(sent.rows());
    marks.merge(sent.id().epoch(), sent.id().to(), Math::max);
  }
}
