package dev.sonde.collectors.container;

import dev.sonde.collectors.container.engine.ContainerId;
import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.discovery.watching.Tree;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Inspects containers of one engine, one after the other, and puts what it learns into the
/// inventory. However often one is asked for before its turn comes, it is inspected once. Safe for
/// all threads.
final class Inspector {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.containers");
  private static final int MOST_TAGS = 1000;

  private final EngineApi api;
  private final Inventory inventory;
  private final Runnable settled;
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Set<String> unanswered = new LinkedHashSet<>();
  private final Map<String, String> tags = new HashMap<>();

  /// @param settled called whenever all that were wanted are inspected
  Inspector(EngineApi api, Inventory inventory, Runnable settled) {
    this.api = api;
    this.inventory = inventory;
    this.settled = settled;
  }

  /// Something may have happened to this one; strangers are passed over.
  void inspectSoon(String id) {
    inspectSoon(Set.of(id));
  }

  /// The same for many at once: it has not settled before all of them are inspected.
  void inspectSoon(Set<String> ids) {
    List<String> known = ids.stream().filter(id -> inventory.find(id).isPresent()).toList();
    synchronized (wanted) {
      wanted.addAll(known);
      wanted.notifyAll();
    }
  }

  /// Inspects those again that could not be.
  void retry() {
    synchronized (wanted) {
      wanted.addAll(unanswered);
      unanswered.clear();
      wanted.notifyAll();
    }
  }

  /// Until interrupted.
  void run() throws InterruptedException {
    while (true) {
      String id = next();
      try {
        inspect(id);
      } catch (IOException e) {
        LOG.debug("{} was not inspected: {}", id, e.getMessage());
        synchronized (wanted) {
          unanswered.add(id);
        }
      } catch (RuntimeException e) {
        LOG.error("a defect of Sonde: inspecting {} failed", id, e);
      }
      if (isIdle()) {
        settled.run();
      }
    }
  }

  private boolean isIdle() {
    synchronized (wanted) {
      return wanted.isEmpty();
    }
  }

  private String next() throws InterruptedException {
    synchronized (wanted) {
      while (wanted.isEmpty()) {
        wanted.wait();
      }
      String id = wanted.iterator().next();
      wanted.remove(id);
      return id;
    }
  }

  private void inspect(String id) throws IOException, InterruptedException {
    Optional<Known> before = inventory.find(id);
    Optional<Tree> answer = api.inspect(id);
    Optional<Known> known = answer.flatMap(Answers::inspected);
    if (known.isPresent()) {
      Known now = tagged(known.get());
      if (!isLate(before, now)) {
        inventory.renew(now);
      }
    } else if (answer.isEmpty()) {
      inventory.removeUnlessRun(id);
    }
  }

  /// Has its start or its end been heard of while the answer was on its way?
  private boolean isLate(Optional<Known> before, Known now) {
    Optional<Known> heard = inventory.find(now.id());
    boolean alive = now.life().status().isAlive();
    boolean overtaken =
        !heard.equals(before)
            && heard.filter(known -> known.life().status().isAlive() != alive).isPresent();
    boolean ended =
        alive
            && heard
                .map(Known::life)
                .filter(life -> life.status().isOver())
                .filter(life -> life.endMillis() >= now.life().startMillis())
                .isPresent();
    return overtaken || ended;
  }

  /// An image that was named by its id gets its first tag.
  private Known tagged(Known container) throws IOException, InterruptedException {
    String image = container.image();
    boolean bare = image.startsWith("sha256:") || ContainerId.of(image).isPresent();
    if (!bare) {
      return image.isEmpty() ? container.withImage("unknown") : container;
    }
    String tag = tags.get(image);
    if (tag == null) {
      tag = api.tag(image).orElse("unknown");
      if (tags.size() == MOST_TAGS) {
        tags.clear();
      }
      tags.put(image, tag);
    }
    return container.withImage(tag);
  }
}
