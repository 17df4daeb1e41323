package dev.sonde.collectors.container;

import dev.sonde.api.Time;
import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.container.engine.Event;
import dev.sonde.collectors.container.engine.EventLines;
import dev.sonde.collectors.discovery.watching.Crew;
import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.http.Streamed;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One container engine: keeps its inventory as it is, on two threads of its own. One lists the
/// containers and then listens to what happens; the other inspects those that something happened
/// to. Whatever goes wrong, all is listed anew with the next connection. Safe for all threads.
///
/// # Implementation notes
///
/// Events since the second before the list was given are asked for, so nothing falls between list
/// and events. An event is only a hint: what counts is what inspecting the container then says. But
/// what a container's beginning and end say is kept at once, as it may be gone before it is
/// inspected. When nothing comes for a while the engine is asked for its version: one that hangs
/// shows then.
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.containers");
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofMinutes(10);

  private final Endpoint endpoint;
  private final EngineApi api;
  private final Inventory inventory;
  private final Duration quiet;
  private final Time time;
  private final Crew crew;
  private final Nudge again = new Nudge();
  private final CountDownLatch first = new CountDownLatch(1);
  private final Inspector inspector;
  private String runtime = "";
  private String trouble = "";
  private boolean open;

  /// @param quiet after which silence it is asked whether it is still there
  Engine(Endpoint endpoint, EngineApi api, int most, Duration quiet, Time time) {
    this.endpoint = endpoint;
    this.api = api;
    this.inventory = new Inventory(most);
    this.quiet = quiet;
    this.time = time;
    this.inspector = new Inspector(api, inventory, first::countDown);
    this.crew = new Crew("containers " + endpoint.where());
  }

  Endpoint endpoint() {
    return endpoint;
  }

  EngineApi api() {
    return api;
  }

  Inventory inventory() {
    return inventory;
  }

  void open() {
    crew.start(this::watch);
    crew.start(inspector::run);
  }

  /// Something may have happened to this one.
  void inspectSoon(String id) {
    inspector.inspectSoon(id);
  }

  /// Asks again what it could not be asked.
  void nudge() {
    again.give();
    inspector.retry();
  }

  /// Waits until it has told of all its containers once, or failed to.
  void awaitFirst(Duration longest) throws InterruptedException {
    if (!first.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("{} has not answered yet", endpoint.where());
    }
  }

  /// `docker` or `podman`; empty as long as it has not said.
  synchronized String runtime() {
    return runtime;
  }

  /// What is wrong, in words for people; empty when nothing is.
  synchronized String trouble() {
    return trouble;
  }

  /// Is what it said last still to be believed?
  synchronized boolean isReached() {
    return open;
  }

  @Override
  public void close() {
    crew.close();
  }

  private void watch() throws InterruptedException {
    while (true) {
      try {
        follow();
        continue;
      } catch (IOException e) {
        failed(words(e));
      } catch (RuntimeException e) {
        LOG.error("a defect of Sonde: watching {} failed", endpoint.where(), e);
        failed("a defect of Sonde, see its log");
      }
      first.countDown();
      again.await(RETRY);
    }
  }

  private void follow() throws IOException, InterruptedException {
    endpoint.refuseUnreachable();
    EngineApi.Answer version = api.version();
    named(version.body());
    long since = list();
    long until = time.nanos() + WHOLE.toNanos();
    boolean fewer = runtime().equals("docker");
    while (time.nanos() - until < 0) {
      long begun = time.nanos();
      Streamed ended = api.events(since, fewer, quiet, new EventLines(this::happened));
      if (ended.end() != Streamed.End.QUIET) {
        refuseHaste(begun);
        return;
      }
      since = api.version().since();
    }
  }

  /// One that ends each stream at once would be listed again and again.
  private void refuseHaste(long begun) throws IOException {
    if (time.nanos() - begun < RETRY.toNanos()) {
      throw new IOException("it ended the stream of events");
    }
  }

  /// @return events since then may have come before the list was made
  private long list() throws IOException, InterruptedException {
    EngineApi.Answer answer = api.list();
    var ids = new HashSet<String>();
    for (Tree item : answer.body().elements()) {
      Answers.listed(item)
          .ifPresent(container -> {
            ids.add(container.id());
            Optional<Known> before = inventory.find(container.id());
            inventory.put(before.map(known -> joined(known, container)).orElse(container));
          });
    }
    inventory.retain(ids);
    well();
    inspector.inspectSoon(ids);
    if (ids.isEmpty()) {
      first.countDown();
    }
    return answer.since();
  }

  /// What inspecting told stands, unless the state is another one now.
  private static Known joined(Known before, Known now) {
    return before.life().status() == now.life().status() ? before : before.with(now.life());
  }

  private void happened(Event event) {
    String id = event.id();
    if (isLate(event)) {
      return; // else its end, which one run shows, would be forgotten, or the dead come back
    }
    Known known = inventory.find(id).orElseGet(() -> Answers.heardOf(id, event.attributes()));
    Life life = known.life();
    boolean news = event.millis() > Math.max(life.startMillis(), life.endMillis());
    switch (event.what()) {
      case STARTED ->
          inventory.put(
              news && !isUnderWay(life) ? known.with(life.started(event.millis())) : known);
      case ENDED ->
          inventory.put(news ? known.with(life.ended(event.millis(), event.exitCode())) : known);
      case CHANGED -> inventory.put(known);
      case REMOVED -> inventory.leave(id);
    }
    inspectSoon(id);
  }

  /// Podman tells of a container's cleaning up when it is gone.
  private boolean isLate(Event event) {
    return switch (event.what()) {
      case CHANGED -> inventory.isGone(event.id()) || inventory.hasLeft(event.id());
      case STARTED, ENDED -> inventory.hasLeft(event.id());
      case REMOVED -> false;
    };
  }

  /// Its start has been told already, and no end since.
  private static boolean isUnderWay(Life life) {
    return life.status().isAlive() && life.startMillis() > 0;
  }

  private synchronized void named(Tree version) {
    runtime = EngineApi.isPodman(version) ? "podman" : "docker";
  }

  private synchronized void well() {
    trouble = "";
    open = true;
  }

  private synchronized void failed(String why) {
    if (!why.equals(trouble)) {
      LOG.debug("{}: {}", endpoint.where(), why);
    }
    trouble = why;
    open = false;
  }

  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
