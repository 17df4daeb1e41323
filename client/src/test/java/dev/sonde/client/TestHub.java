package dev.sonde.client;

import dev.sonde.api.Allowance;
import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Caller;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Role;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.MemoryDisk;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.receivers.json.JsonReceiver;
import dev.sonde.receivers.sonde.SondeReceiver;
import dev.sonde.receivers.websocket.WebSocketReceiver;
import dev.sonde.testkit.RecordedPush;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A hub in this process: the receivers over a journal in memory, which keeps repeats out, and all
/// that it took.
public final class TestHub implements AutoCloseable {
  private record Place(Series series) implements Slot {}

  private final Journal journal;
  private final List<Receiver> receivers;
  private final List<String> taken = new ArrayList<>();
  private final List<RecordedPush.Taken> rows = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final Map<String, Family> families = new ConcurrentHashMap<>();
  private final AtomicBoolean full = new AtomicBoolean();
  private final AtomicBoolean sockets = new AtomicBoolean(true);
  private final List<String> paths = new ArrayList<>();
  private final ReentrantLock taking = new ReentrantLock();
  private Address address = Address.parse("127.0.0.1:0");
  private @Nullable Listener listener;
  private @Nullable Socket kept;
  private volatile CountDownLatch held = new CountDownLatch(0);

  /// One that does not listen yet.
  public TestHub() throws IOException {
    var context = Means.context(Time.SYSTEM, "");
    journal = Journal.open(new MemoryDisk(256 << 20), JournalConfig.DEFAULT, context);
    var desk =
        new Desk(
            (_, _) -> new HubPush(), new Bodies(() -> new BodyLimits(32 << 20, 64 << 20)), _ -> {});
    receivers =
        List.of(
            new SondeReceiver(
                desk, this::holds, new Agents(Time.SYSTEM, () -> Duration.ofMinutes(15))),
            new JsonReceiver(desk, new JsonBodies()),
            new WebSocketReceiver(desk, new JsonBodies(), this::holds));
  }

  /// A hub that listens.
  public static TestHub open() throws IOException {
    var hub = new TestHub();
    hub.up();
    return hub;
  }

  /// Listens, again at the address that it had.
  public void up() throws BindException {
    Listener fresh = Listener.open(address, Limits.DEFAULT, this::answer);
    address = fresh.address();
    listener = fresh;
    letGo();
  }

  /// Is not to be reached any more. Nobody else gets its address meanwhile, nor does who calls it
  /// reach itself.
  public void down() {
    Listener open = listener;
    listener = null;
    if (open != null) {
      open.close();
      keep();
    }
  }

  private void keep() {
    if (address instanceof Address.Tcp(String host, int port)) {
      try {
        var bound = new Socket();
        kept = bound;
        bound.setReuseAddress(true);
        bound.bind(new InetSocketAddress(host, port));
      } catch (IOException taken) {
        throw new UncheckedIOException(taken);
      }
    }
  }

  private void letGo() {
    try (Socket _ = kept) {
      kept = null;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Waits until all sinks of this process that were closed have let go of their folders, which may
  /// take longer than closing them.
  public static void awaitLetGo() throws InterruptedException {
    for (String closing : List.of("sonde-exporter-close", "sonde-client-close")) {
      for (Thread each : Thread.getAllStackTraces().keySet()) {
        if (each.getName().equals(closing)) {
          each.join();
        }
      }
    }
  }

  /// Where it listens.
  public String url() {
    return "http://" + address;
  }

  /// Lets everybody wait who brings something, until that is counted down.
  public void hold(CountDownLatch until) {
    held = until;
  }

  /// Answers 503 from now on, or not any more.
  public void full(boolean is) {
    full.set(is);
  }

  /// Can web sockets be had?
  public void sockets(boolean can) {
    sockets.set(can);
  }

  /// What it took, a line for each sample, in order.
  public synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  /// What it took, in order, with all that stood beside it.
  public synchronized List<RecordedPush.Taken> rows() {
    return List.copyOf(rows);
  }

  /// What it was asked for, in order.
  public synchronized List<String> paths() {
    return List.copyOf(paths);
  }

  /// What was shown as X-API-Key.
  public synchronized List<String> keys() {
    return List.copyOf(keys);
  }

  /// What is known of names.
  public Map<String, Family> families() {
    return Map.copyOf(families);
  }

  /// How often each line was taken, once it took so many.
  public synchronized Map<String, Integer> await(int samples) throws InterruptedException {
    while (taken.size() < samples) {
      wait();
    }
    var counts = new TreeMap<String, Integer>();
    taken.forEach(each -> counts.merge(each, 1, Integer::sum));
    return counts;
  }

  @Override
  public void close() {
    down();
    letGo();
    journal.close();
  }

  private Response answer(Request request) throws Exception {
    note(request);
    if (full.get() && !request.method().equals("GET")) {
      return Response.error(503, "full");
    }
    if (!sockets.get() && request.path().equals(WebSocketReceiver.PATH)) {
      return Response.error(404, "nothing");
    }
    for (Receiver receiver : receivers) {
      for (Entrance each : receiver.entrances()) {
        if (each.path().equals(request.path()) && each.method().equals(request.method())) {
          return each.handler().handle(request, anybody());
        }
      }
    }
    return Response.error(404, "nothing");
  }

  private synchronized void note(Request request) {
    paths.add(request.method() + " " + request.path());
    request.header("X-API-Key").ifPresent(keys::add);
  }

  private static Caller anybody() {
    return Caller.unnamed(Role.INGEST, new Allowance(Allowance.Limits.NONE, Time.SYSTEM, 7));
  }

  /// What it holds it has taken down: who asks, after an answer that got lost, goes on with what
  /// comes next.
  private long holds(UUID sender, long epoch) {
    taking.lock();
    try {
      return journal.holds(sender, epoch);
    } finally {
      taking.unlock();
    }
  }

  private Appended take(Batch batch, Origin origin) {
    taking.lock();
    try {
      Appended answer = journal.append(batch, origin);
      if (answer instanceof Appended.Accepted) {
        took(batch);
      }
      return answer;
    } finally {
      taking.unlock();
    }
  }

  private synchronized void took(Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      var extras = new ArrayList<Extra>();
      var line = new StringBuilder(batch.series(row).toString());
      line.append(' ').append(batch.value(row)).append(" @").append(batch.time(row));
      for (int i = batch.firstExtra(row); i < batch.extras() && batch.extraRow(i) == row; i++) {
        line.append(' ').append(batch.extra(i));
        extras.add(batch.extra(i));
      }
      taken.add(line.toString());
      Series series = batch.series(row);
      rows.add(
          new RecordedPush.Taken(
              series.name(), series.labels(), batch.value(row), batch.time(row), extras));
    }
    notifyAll();
  }

  private final class HubPush implements Push {
    private final Batch batch = new Batch();
    private int next;

    @Override
    public long time() {
      return System.currentTimeMillis();
    }

    @Override
    public Slot slot(SeriesKey key, Function<String, Family> about) {
      assert key.flaw().isEmpty();
      families.put(key.name(), about.apply(key.name()));
      return new Place(new Series(key.name(), key.labels(), next++));
    }

    @Override
    public Slot again(Slot earlier) {
      return earlier;
    }

    @Override
    public void describe(Family family) {
      families.put(family.name(), family);
    }

    @Override
    public boolean record(Slot slot, double value, long timeMillis) {
      batch.add(((Place) slot).series(), timeMillis, value);
      return true;
    }

    @Override
    public void attach(Extra extra) {
      batch.attach(extra);
    }

    @Override
    public void refuse(String reason, int samples) {
      throw new AssertionError(reason);
    }

    @Override
    public int size() {
      return batch.size();
    }

    @Override
    public Appended commit(Origin origin) {
      if (full.get()) {
        return new Appended.Refused("full", Duration.ofSeconds(1));
      }
      awaitRelease();
      return take(batch, origin);
    }

    private void awaitRelease() {
      try {
        held.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      batch.clear();
    }
  }
}
