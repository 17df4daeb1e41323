package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Changes;
import dev.sonde.collectors.discovery.watching.Retreat;
import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lists the objects of one scope, then follows what changes; begins again whenever it has lost the
/// thread. What was known stands meanwhile. For one thread.
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.discovery.kubernetes");
  private static final int PAGE = 200;
  private static final int SECONDS = 420;
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(64 << 20).withValues(8_000_000);

  private final TreeReader trees = new TreeReader(RULES, Unneeded.NAMES);
  private final Scope scope;
  private final String selected;
  private final int most;
  private final Api api;
  private final Cluster cluster;
  private final Changes changes;
  private final Retreat retreat;

  /// @param selected what is added to a query, beginning with `&`, or empty text
  /// @param most objects that are kept
  Watch(
      Scope scope,
      String selected,
      int most,
      Api api,
      Cluster cluster,
      Changes changes,
      Retreat retreat) {
    this.scope = scope;
    this.selected = selected;
    this.most = most;
    this.api = api;
    this.cluster = cluster;
    this.changes = changes;
    this.retreat = retreat;
  }

  /// Until interrupted.
  void run() throws InterruptedException {
    while (true) {
      try {
        follow(list());
      } catch (Refused e) {
        if (!e.isGone()) {
          changes.trouble(scope.toString(), String.valueOf(e.getMessage()));
        }
      } catch (IOException e) {
        changes.trouble(scope.toString(), "reading " + scope + ": " + e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("a defect of Sonde: reading {} failed", scope, e);
        changes.trouble(scope.toString(), "reading " + scope + ": a defect of Sonde, see its log");
      }
      retreat.pause();
    }
  }

  /// @return the version to go on from
  private String list() throws IOException, Refused, InterruptedException {
    var all = new HashMap<String, Item>();
    String target = scope.path() + "?limit=" + PAGE + selected;
    ListPage page = page(target, all);
    for (int count = page.items(); !page.next().isEmpty(); count += page.items()) {
      if (page.items() == 0) {
        throw Refused.because("reading " + scope + ": a page without objects names a next page");
      }
      checkCount(count);
      page = page(target + "&continue=" + Query.encode(page.next()), all);
    }
    cluster.replace(scope, all);
    changes.answered(scope.toString());
    return page.version();
  }

  private ListPage page(String target, Map<String, Item> to)
      throws IOException, Refused, InterruptedException {
    Api.Answer answer = api.ask(target);
    Refusals.check(answer, "list", scope);
    return ListPage.read(
        trees,
        answer.body(),
        answer.length(),
        object -> {
          Item item = scope.resource().read(object);
          to.put(item.meta().key(), item);
          checkCount(to.size());
        });
  }

  private void follow(String from) throws IOException, Refused, InterruptedException {
    var events = new Events(from);
    while (true) {
      String target =
          scope.path()
              + "?watch=1&allowWatchBookmarks=true&timeoutSeconds="
              + SECONDS
              + "&resourceVersion="
              + Query.encode(events.version)
              + selected;
      try {
        Refusals.check(api.listen(target, events), "watch", scope);
      } catch (JsonException e) {
        throw e;
      } catch (IOException e) {
        if (!events.begun) {
          throw e;
        }
      }
      events.begun = false;
      retreat.pause();
    }
  }

  private void checkCount(int count) throws Refused {
    if (count > most) {
      throw Refused.because(
          "there are more than "
              + most
              + " "
              + scope
              + "; choose fewer with `selectors` or `namespaces`");
    }
  }

  private final class Events implements Api.Events {
    private String version;
    private boolean begun;

    private Events(String version) {
      this.version = version;
    }

    @Override
    public void begin() {
      begun = true;
      retreat.reset();
      changes.well(scope.toString());
    }

    @Override
    public void take(byte[] bytes, int from, int length) throws Refused, JsonException {
      if (length > 0) {
        Tree event = trees.read(bytes, from, length);
        Tree object = event.at("object");
        apply(event.at("type").text(), object);
        version = object.at("metadata", "resourceVersion").text(version);
      }
    }

    private void apply(String type, Tree object) throws Refused {
      switch (type) {
        case "ADDED", "MODIFIED" -> {
          cluster.put(scope, scope.resource().read(object));
          checkCount(cluster.count(scope));
        }
        case "DELETED" -> cluster.remove(scope, Meta.read(object).key());
        case "BOOKMARK" -> {}
        case "ERROR" -> throw Refusals.of(object, "watch", scope);
        default -> throw Refused.because("watching " + scope + ": an event that is unknown");
      }
    }
  }
}
